"""What people type into a plain field, as the markup that pages show, and back."""

import re
from itertools import groupby
from typing import Final

from django.utils.html import escape

from offers.richtext import strip_html

_BULLET: Final = re.compile(r"^\s*[-–•*]\s+")
_BLOCK: Final = re.compile(r"<(p|li|h[2-4])\b[^>]*>(.*?)</\1>", re.DOTALL)
_BREAK: Final = re.compile(r"<br\s*/?>")


def to_markup(text: str) -> str:
    """Paragraphs of what is separated by an empty line, lists of lines that begin with a dash."""
    paragraphs = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "".join(_blocks(paragraph.strip()) for paragraph in paragraphs if paragraph.strip())


def _blocks(paragraph: str) -> str:
    lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
    return "".join(
        _list(list(group)) if is_list else _paragraph(list(group))
        for is_list, group in groupby(lines, key=lambda line: bool(_BULLET.match(line)))
    )


def _list(lines: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(_BULLET.sub('', line))}</li>" for line in lines) + "</ul>"


def _paragraph(lines: list[str]) -> str:
    return "<p>" + "<br/>".join(escape(line) for line in lines) + "</p>"


def to_text(markup: str) -> str:
    """The words of `markup` as somebody would have typed them; `to_markup` of it says the same."""
    parts: list[str] = []
    was_item = False
    for tag, content in _BLOCK.findall(markup):
        lines = "\n".join(strip_html(line) for line in _BREAK.split(content))
        is_item = tag == "li"
        if parts:
            parts.append("\n" if is_item and was_item else "\n\n")
        parts.append(f"- {lines}" if is_item else lines)
        was_item = is_item
    return "".join(parts)
