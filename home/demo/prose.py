"""The little markup of the demo files, made into the HTML of a rich text field.

Paragraphs are parted by a blank line; lines that begin with "- " are a list, one with "### " a heading;
**words** are bold; [words](https://example.org/) is a link, [words](page:roadmap) one to an example page.
"""

import re
from collections.abc import Mapping
from html import escape

from home.demo.errors import DemoContentError

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\((https?|mailto|tel|page):([^)\s]+)\)")


def as_html(text: str, page_ids: Mapping[str, int] | None = None) -> str:
    """`text` as HTML; `page_ids` are the pages that it may link to."""
    blocks = (block.strip() for block in re.split(r"\n\s*\n", text))
    return "".join(_block(block, page_ids or {}) for block in blocks if block)


def _block(block: str, page_ids: Mapping[str, int]) -> str:
    if block.startswith("### "):
        return f"<h3>{_inline(block[4:], page_ids)}</h3>"
    lines = block.splitlines()
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{_inline(line[2:], page_ids)}</li>" for line in lines) + "</ul>"
    return f"<p>{_inline(' '.join(line.strip() for line in lines), page_ids)}</p>"


def _inline(text: str, page_ids: Mapping[str, int]) -> str:
    def link(found: re.Match[str]) -> str:
        words, scheme, target = found.groups()
        if scheme != "page":
            return f'<a href="{scheme}:{target}">{words}</a>'
        if target not in page_ids:
            raise DemoContentError(f"no page “{target}” to link to")
        return f'<a linktype="page" id="{page_ids[target]}">{words}</a>'

    return _BOLD.sub(r"<strong>\1</strong>", _LINK.sub(link, escape(text, quote=False)))
