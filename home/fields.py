"""A StreamField whose migrations stay small and whose rich text is clean however it was written."""

import json
from typing import Any

from wagtail.blocks import Block, ListBlock, RichTextBlock, StreamBlock, StreamValue, StructBlock
from wagtail.fields import StreamField as WagtailStreamField

from offers.richtext import clean_html


class StreamField(WagtailStreamField):
    """Wagtail's StreamField with two promises more.

    Migrations do not name the blocks: the column is JSON whatever the blocks are, so a new block or
    another label needs no migration. Rich text is cleaned on every write, drafts included.
    """

    def __init__(self, block_types: Any = (), **kwargs: Any) -> None:
        super().__init__(block_types, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs

    def to_python(self, value: Any) -> StreamValue:
        if not self.stream_block.child_blocks:
            # In a migration the blocks are unknown; Wagtail would drop their content.
            return StreamValue(self.stream_block, _read_rows(value), is_lazy=True)
        return super().to_python(value)

    def get_prep_value(self, value: Any) -> Any:
        # Here and not in the blocks: what was assigned as JSON and never looked at passes no block.
        prepared = super().get_prep_value(value)
        rows = prepared if isinstance(prepared, list) else _read_rows(prepared)
        return clean_rows(self.stream_block, rows) if rows else prepared


def clean_rows(block: Block, raw: Any) -> Any:
    """`raw`, a block's value as it is stored, with its rich text cleaned."""
    if isinstance(block, RichTextBlock):
        return clean_html(raw) if isinstance(raw, str) else raw
    if isinstance(block, StructBlock) and isinstance(raw, dict):
        return {
            name: clean_rows(block.child_blocks[name], part) if name in block.child_blocks else part
            for name, part in raw.items()
        }
    if isinstance(block, ListBlock) and isinstance(raw, list):
        return [_clean_item(block.child_block, item) for item in raw]
    if isinstance(block, StreamBlock) and isinstance(raw, list):
        return [_clean_row(block, row) for row in raw]
    return raw


def _clean_item(block: Block, item: Any) -> Any:
    if isinstance(item, dict) and item.get("type") == "item":
        return {**item, "value": clean_rows(block, item.get("value"))}
    return clean_rows(block, item)


def _clean_row(block: StreamBlock, row: Any) -> Any:
    child = block.child_blocks.get(row.get("type")) if isinstance(row, dict) else None
    return {**row, "value": clean_rows(child, row.get("value"))} if child else row


def _read_rows(value: Any) -> list[Any]:
    """The rows of a stored or assigned value; nothing if it holds none."""
    if isinstance(value, StreamValue):
        return list(value.raw_data)
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return []
    return value if isinstance(value, list) else []
