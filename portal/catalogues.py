"""Message catalogues without the gettext programs: Babel reads the code, Django its templates."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from portal.env import BASE_DIR

FOLDERS = ("home", "offers", "portal", "search", "templates")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def extract_template(
    file: BinaryIO, keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[object, ...]]:
    """Babel's way of reading a template: what Django's own `makemessages` sees, as Python."""
    lines = templatize(file.read().decode()).splitlines()
    # Blanks at the beginning of a line would be taken for Python's indentation.
    code = "\n".join(line.strip() for line in lines)
    yield from extract_python(io.BytesIO(code.encode()), keywords, comment_tags, options)


METHODS = [
    ("**/migrations/**.py", "ignore"),
    ("**.py", "python"),
    ("**.html", extract_template),
    ("**.txt", extract_template),
]


def extract() -> Catalog:
    """Every text of the code and the templates that a person may read."""
    catalogue = Catalog(project="kiz-portal", charset="utf-8", fuzzy=False)
    for folder in FOLDERS:
        for file, line, message, comments, context in extract_from_dir(
            BASE_DIR / folder,
            METHODS,
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        ):
            catalogue.add(
                message, None, [(f"{folder}/{file}", line)], auto_comments=comments, context=context
            )
    return catalogue


def read_catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def new_catalogue(language: str) -> Catalog:
    """A file for a further language. Its dates stay: git knows when what was changed, and by whom."""
    now = datetime.now(UTC)
    header = f"# Texts of the KIZ portal in “{language}”. A msgid is German, the source language."
    catalogue = Catalog(
        locale=language,
        header_comment=header,
        project="kiz-portal",
        version="1",
        creation_date=now,
        revision_date=now,
        fuzzy=False,
    )
    # Babel takes an empty argument for none and then writes names to be filled in.
    catalogue.mime_headers = [("Report-Msgid-Bugs-To", ""), ("Last-Translator", ""), ("Language-Team", "")]
    return catalogue


def update_catalogue(path: Path, texts: Catalog) -> Catalog:
    """Add new texts to the file and drop those that are gone; translations stay as they are.

    A language that has no file yet gets one; its folder is named after it.
    """
    catalogue = read_catalogue(path) if path.exists() else new_catalogue(path.parts[-3])
    catalogue.update(texts, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, include_lineno=False, sort_output=True)
    return catalogue


def is_translated(message: Message) -> bool:
    """Whether every form of the text has words, and none that a machine only guessed."""
    forms = [message.string] if isinstance(message.string, str | None) else message.string
    return all(forms) and not message.fuzzy
