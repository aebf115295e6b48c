"""The words of a generation as they are written: tantivy, with tokens that were made before."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import tantivy

from search.engines.embedded.damage import damage_makes_unavailable

UPDATE_MEMORY: Final = 15_000_000  # bytes, the least that tantivy takes
REBUILD_MEMORY: Final = 100_000_000
FIELDS: Final = {
    "title_words": "freq",
    "words": "freq",
    "title_grams": "basic",
    "grams": "basic",
    "codes": "basic",
}


def build_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # A text id: deleting by an unsigned one deletes nothing and says nothing.
    builder.add_text_field("pk", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("ordinal", fast=True)
    for name, option in FIELDS.items():
        builder.add_text_field(name, tokenizer_name="whitespace", index_option=option)
    return builder.build()


SCHEMA: Final = build_schema()


class WordsWriter:
    """Writes the words of a generation, for whoever holds the lock."""

    def __init__(self, folder: Path, *, memory: int = UPDATE_MEMORY, is_new: bool = False) -> None:
        with damage_makes_unavailable():
            index = tantivy.Index(SCHEMA, str(folder)) if is_new else tantivy.Index.open(str(folder))
            self._writer: Final = index.writer(memory, 1)

    def add(self, pk: int, ordinal: int, fields: Mapping[str, str]) -> None:
        own = {name: tokens for name, tokens in fields.items() if name in FIELDS}
        self._writer.add_document(tantivy.Document(pk=str(pk), ordinal=ordinal, **own))

    def remove(self, pks: Iterable[int]) -> None:
        for pk in pks:
            self._writer.delete_documents_by_term("pk", str(pk))

    def close(self) -> None:
        """Everything written can be found afterwards."""
        with damage_makes_unavailable():
            self._writer.commit()
            self._writer.wait_merging_threads()
