"""Small steps that turn what stands in a cell into what a field can hold."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from html import escape
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from offers.richtext import strip_html

Step = Callable[[str], str]


class CellError(ValueError):
    """A value cannot be read; the message is for the person who sent the file."""


def first_letter_upper(text: str) -> str:
    """Only the first letter, so that names inside stay as they are."""
    return text[:1].upper() + text[1:]


def paragraphs(text: str) -> str:
    """Plain text as HTML: what is set off by an empty line becomes a paragraph."""
    blocks = [block.strip() for block in text.replace("\r\n", "\n").split("\n\n")]
    return "".join(f"<p>{escape(block).replace(chr(10), '<br>')}</p>" for block in blocks if block)


def decimal_comma(text: str) -> str:
    """ "1.234,50" as "1234.50"; what has no comma stays as it is."""
    bare = text.replace(" ", "").replace("\xa0", "").removesuffix("€")
    return bare.replace(".", "").replace(",", ".") if "," in bare else bare


def epoch_seconds(text: str) -> str:
    """Seconds since 1970 as the date that it then was in Germany."""
    try:
        moment = datetime.fromtimestamp(float(text), UTC)
    except (ValueError, OverflowError, OSError):
        raise CellError(_("„%(text)s“ ist kein Zeitpunkt in Sekunden.") % {"text": text[:40]}) from None
    return moment.astimezone(ZoneInfo("Europe/Berlin")).date().isoformat()


def postcode(text: str) -> str:
    """Five digits or nothing: a wrong postcode is worth less than none."""
    return text if len(text) == 5 and text.isascii() and text.isdigit() else ""


def web_address(text: str) -> str:
    """An address as people write it, with its scheme."""
    return f"https://{text}" if "://" not in text else text


def truncated(length: int) -> Step:
    """Cut at the end of a word, with an ellipsis."""

    def cut(text: str) -> str:
        if len(text) <= length:
            return text
        head = text[: length - 1]
        return (head.rsplit(None, 1)[0] if " " in head else head).rstrip(",;:–- ") + "…"

    return cut


def dated(formats: Sequence[str]) -> Step:
    """Read a date in one of the formats of Python's strptime; ISO 8601 is always read."""

    def read(text: str) -> str:
        for form in ("%Y-%m-%d", *formats):
            try:
                return datetime.strptime(text, form).date().isoformat()
            except ValueError:
                continue
        raise CellError(_("„%(text)s“ ist kein Datum.") % {"text": text[:40]})

    return read


def replaced(pairs: dict[str, str]) -> Step:
    """Replace every occurrence of some words by others."""

    def replace(text: str) -> str:
        for old, new in pairs.items():
            text = text.replace(old, new)
        return text

    return replace


# Written in a mapping as a word, for example "strip_html".
PLAIN_STEPS: Final[dict[str, Step]] = {
    "strip_html": strip_html,
    "paragraphs": paragraphs,
    "decimal_comma": decimal_comma,
    "epoch_seconds": epoch_seconds,
    "postcode": postcode,
    "web_address": web_address,
    "lower": str.lower,
    "upper": str.upper,
    "first_letter_upper": first_letter_upper,
}


def step_of(written: object) -> Step:
    """Read one transform of a mapping; raises ValueError with what is wrong about it."""
    if isinstance(written, str) and written in PLAIN_STEPS:
        return PLAIN_STEPS[written]
    match written:
        case {"truncate": int(length), **rest} if not rest and length > 1:
            return truncated(length)
        case {"date": [*formats], **rest} if not rest and all(isinstance(form, str) for form in formats):
            return dated(formats)
        case {"replace": dict(pairs), **rest} if not rest and all(
            isinstance(new, str) for new in pairs.values()
        ):
            return replaced(pairs)
    raise ValueError(
        _("„%(written)s“ gibt es nicht. Möglich sind: %(known)s.")
        % {
            "written": written,
            "known": ", ".join(
                (*PLAIN_STEPS, "{truncate = 200}", '{date = ["%d.%m.%Y"]}', "{replace = {…}}")
            ),
        }
    )
