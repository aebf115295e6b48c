"""Every text a person reads is there in English as well, with the same placeholders."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages import Catalog, Message
from django.conf import settings

from portal.catalogues import extract, is_translated, read_catalogue, update_catalogue
from tests.harness.tree import ROOT, shown

PLACEHOLDER = re.compile(r"%\((\w+)\)[sdf]|(?<!%)%([sd])|\{(\w*)\}")
CATALOGUES = [
    ROOT / "portal" / "locale" / language / "LC_MESSAGES" / "django.po"
    for language in sorted(dict(settings.LANGUAGES).keys() - {settings.LANGUAGE_CODE})
]


@cache
def texts() -> Catalog:
    return extract()


@cache
def translated(path: Path) -> Catalog:
    return read_catalogue(path)


def messages(path: Path) -> list[Message]:
    return [message for message in translated(path) if message.id]


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    """A text in the singular, and in the plural if it has one."""
    return [text] if isinstance(text, str) else list(text)


def placeholders(text: str) -> set[str]:
    return {"".join(match) for match in PLACEHOLDER.findall(text)}


def test_extraction_finds_code_and_templates():
    places = {file for message in texts() for file, _line in message.locations}
    assert {"offers/models/offer.py", "templates/base.html"} <= places
    assert texts().get("Zum Inhalt springen")


@pytest.mark.parametrize("path", CATALOGUES, ids=shown)
class TestCatalogue:
    def test_everything_is_translated(self, path: Path):
        missing = []
        for message in texts():
            found = translated(path).get(message.id, message.context)
            if message.id and (found is None or not is_translated(found)):
                missing.append(f"{message.locations[0]}: {message.id!r}")
        assert not missing, f"{len(missing)} texts have no translation"

    def test_holds_nothing_that_is_gone(self, path: Path):
        gone = [message.id for message in messages(path) if not texts().get(message.id, message.context)]
        assert not gone, "manage.py update_messages takes them out"

    def test_placeholders_agree(self, path: Path):
        wrong = []
        for message in messages(path):
            wanted = set().union(*map(placeholders, forms(message.id)))
            needed = set.intersection(*map(placeholders, forms(message.id)))
            given = [placeholders(text) for text in forms(message.string)]
            wrong += [message.id for names in given if not needed <= names <= wanted]
        assert not wrong

    def test_has_a_form_for_every_number(self, path: Path):
        plurals = [message for message in messages(path) if not isinstance(message.id, str)]
        wrong = [row.id for row in plurals if len(forms(row.string)) != translated(path).num_plurals]
        assert not wrong


class TestUpdate:
    def test_keeps_translations_and_drops_what_is_gone(self, tmp_path: Path):
        path = tmp_path / "django.po"
        path.write_text(
            'msgid "Suche"\nmsgstr "Search"\n\nmsgid "Weg damit"\nmsgstr "Gone"\n', encoding="utf-8"
        )
        found = Catalog()
        found.add("Suche")
        found.add("Neu für %(name)s")
        update_catalogue(path, found)
        after = {message.id: message.string for message in read_catalogue(path) if message.id}
        assert after == {"Suche": "Search", "Neu für %(name)s": ""}

    def test_guesses_no_translation(self, tmp_path: Path):
        path = tmp_path / "django.po"
        path.write_text('msgid "Angebote suchen"\nmsgstr "Find offers"\n', encoding="utf-8")
        found = Catalog()
        found.add("Angebot suchen")
        (message,) = [row for row in update_catalogue(path, found) if row.id]
        assert not is_translated(message)
