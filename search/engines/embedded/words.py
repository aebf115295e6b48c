"""The words of a generation as they are written: tantivy, with tokens that were made before."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import tantivy

from search.documents import OfferDocument
from search.engines.embedded.damage import damage_makes_unavailable
from search.engines.token_fields import token_fields
from search.text.analysis import Analyser

UPDATE_MEMORY: Final = 15_000_000  # bytes, the least that tantivy takes
REBUILD_MEMORY: Final = 100_000_000


def build_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    # A text id: deleting by an unsigned one deletes nothing and says nothing.
    builder.add_text_field("pk", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("ordinal", fast=True, indexed=True)
    for name in ("title_words", "words"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in ("title_grams", "grams", "all_grams", "codes"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    return builder.build()


SCHEMA: Final = build_schema()


class WordsWriter:
    """Writes the words of a generation, for whoever holds the lock."""

    def __init__(self, folder: Path, *, memory: int = UPDATE_MEMORY, is_new: bool = False) -> None:
        with damage_makes_unavailable():
            index = tantivy.Index(SCHEMA, str(folder)) if is_new else tantivy.Index.open(str(folder))
            self._writer: Final = index.writer(memory, 1)

    def add(self, document: OfferDocument, ordinal: int, analyser: Analyser) -> None:
        fields = token_fields(document, analyser)
        self._writer.add_document(tantivy.Document(pk=str(document.pk), ordinal=ordinal, **fields))

    def remove(self, pks: Iterable[int]) -> None:
        for pk in pks:
            self._writer.delete_documents_by_term("pk", str(pk))

    def close(self) -> None:
        """Everything written can be found afterwards."""
        with damage_makes_unavailable():
            self._writer.commit()
            self._writer.wait_merging_threads()
