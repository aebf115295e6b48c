"""The little markup of the demo files, made into the HTML of a rich text field.

Paragraphs are parted by a blank line; lines that begin with "- " are a list, one with "### " a heading;
**words** are bold; [words](https://example.org/) is a link.
"""

import re
from html import escape

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\(((?:https?|mailto|tel):[^)\s]+)\)")


def as_html(text: str) -> str:
    """`text` as HTML."""
    return "".join(_block(block.strip()) for block in re.split(r"\n\s*\n", text) if block.strip())


def _block(block: str) -> str:
    if block.startswith("### "):
        return f"<h3>{_inline(block[4:])}</h3>"
    lines = block.splitlines()
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{_inline(line[2:])}</li>" for line in lines) + "</ul>"
    return f"<p>{_inline(' '.join(line.strip() for line in lines))}</p>"


def _inline(text: str) -> str:
    linked = _LINK.sub(r'<a href="\2">\1</a>', escape(text, quote=False))
    return _BOLD.sub(r"<strong>\1</strong>", linked)
