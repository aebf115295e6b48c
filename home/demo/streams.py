"""Turns the blocks of a demo file into the value of a StreamField.

A block is a table with one key, its name: `text = "…"` or `[page.de.body.notice]` with its parts. Rich text
is written as `home.demo.prose` reads it, a date as `home.demo.dates` does, a page by its key.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from wagtail.blocks import (
    Block,
    CharBlock,
    DateBlock,
    EmailBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)

from home.demo.dates import read_date
from home.demo.errors import DemoContentError
from home.demo.prose import as_html


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the content of a page may refer to: other pages, the day of loading."""

    page_ids: Mapping[str, int]
    today: date


def as_stream(block: StreamBlock, rows: list[dict[str, Any]], around: Surroundings) -> list[dict[str, Any]]:
    """The rows as Wagtail stores them."""
    return [_row(block, row, around) for row in rows]


def _row(block: StreamBlock, row: dict[str, Any], around: Surroundings) -> dict[str, Any]:
    if len(row) != 1:
        raise DemoContentError(f"a block has one name, not {', '.join(row)}")
    (name, value), *_rest = row.items()
    if name not in block.child_blocks:
        raise DemoContentError(f"no block “{name}”; there are {', '.join(block.child_blocks)}")
    return _stored(name, _value(block.child_blocks[name], value, around))


def _stored(name: str, value: Any) -> dict[str, Any]:
    return {"type": name, "value": value, "id": str(uuid.uuid4())}


def _value(block: Block, value: Any, around: Surroundings) -> Any:
    if isinstance(block, StructBlock):
        return _struct(block, value, around)
    if isinstance(block, ListBlock):
        return [_stored("item", _value(block.child_block, item, around)) for item in value]
    if isinstance(block, RichTextBlock):
        return as_html(value, around.page_ids)
    if isinstance(block, DateBlock):
        return read_date(value, around.today).isoformat()
    if isinstance(block, PageChooserBlock):
        return _page_id(around, value)
    return value


def _struct(block: StructBlock, value: dict[str, Any], around: Surroundings) -> dict[str, Any]:
    if unknown := sorted(value.keys() - block.child_blocks.keys()):
        raise DemoContentError(f"{type(block).__name__} has no {', '.join(unknown)}")
    return {
        name: _value(child, value[name], around) if name in value else _left_empty(child)
        for name, child in block.child_blocks.items()
    }


def _left_empty(block: Block) -> Any:
    """What the editing form stores for a field that nobody filled in."""
    if isinstance(block, CharBlock | TextBlock | URLBlock | EmailBlock | RichTextBlock):
        return ""
    return block.get_prep_value(block.get_default())


def _page_id(around: Surroundings, key: str) -> int:
    if key not in around.page_ids:
        raise DemoContentError(f"no page “{key}”")
    return around.page_ids[key]
