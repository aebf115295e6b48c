"""Writing to a generation, by whoever holds the lock.

The log is written before the words: should the power go between the two, the changes are still in the
outbox and are written once more.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from search.documents import OfferDocument
from search.engines.embedded.common_words import CommonWordsWriter
from search.engines.embedded.facts_log import FactsLog, FactsWriter, line_of, line_of_gone
from search.engines.embedded.facts_table import FactsTable
from search.engines.embedded.grams import FIELDS, Grams, GramsWriter
from search.engines.embedded.meaning import MeaningWriter
from search.engines.embedded.saved import save
from search.engines.embedded.words import REBUILD_MEMORY, WordsWriter
from search.engines.token_fields import token_fields
from search.text.analysis import Analyser
from search.text.compounds import Lexicon

WORTH_SAVING: Final = 5_000  # offers: the log of fewer is read in a moment


def write(
    folder: Path, documents: list[OfferDocument], gone: list[int], first_ordinal: int, analyser: Analyser
) -> None:
    """Write documents in place of older ones and take others out; ordinals go on from `first_ordinal`."""
    tokens = [token_fields(document, analyser) for document in documents]
    words = WordsWriter(folder / "words")
    words.remove([*gone, *(document.pk for document in documents)])
    with FactsWriter(folder / "facts.log") as log:
        log.append(line_of_gone(pk) for pk in gone)
        for document, fields in zip(documents, tokens, strict=True):
            log.append([line_of(document, {field: fields[field] for field in FIELDS})])
    with MeaningWriter(folder / "meaning.bin") as meaning:
        for ordinal, document in enumerate(documents, start=first_ordinal):
            meaning.add(document.vectors, ordinal)
    for ordinal, (document, fields) in enumerate(zip(documents, tokens, strict=True), start=first_ordinal):
        words.add(document.pk, ordinal, fields)
    words.close()


def start_generation(folder: Path, documents: Iterable[OfferDocument], lexicon: Lexicon) -> int:
    """Fill a new generation and say how many documents it has."""
    (folder / "lexicon.json").write_text(json.dumps(lexicon.words, ensure_ascii=False), encoding="utf-8")
    words = WordsWriter(folder / "words", memory=REBUILD_MEMORY, is_new=True)
    grams, common, analyser = GramsWriter(), CommonWordsWriter(), Analyser(lexicon)
    number = 0
    with FactsWriter(folder / "facts.log") as log, MeaningWriter(folder / "meaning.bin") as meaning:
        for document in documents:
            log.append([line_of(document)])
            meaning.add(document.vectors, number)
            fields = token_fields(document, analyser)
            words.add(document.pk, number, fields)
            grams.add(number, fields)
            common.add(fields)
            number += 1
    words.close()
    grams.write(folder)
    common.write(folder)
    if number >= WORTH_SAVING:
        save(folder / "facts.saved", FactsTable(FactsLog(folder / "facts.log"), Grams(folder)).pack())
    return number
