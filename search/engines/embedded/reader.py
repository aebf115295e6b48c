"""A generation opened for reading."""

import json
from functools import cached_property
from pathlib import Path
from typing import Final

from search.engines.base import EngineUnavailable
from search.engines.embedded.common_words import CommonWords
from search.engines.embedded.facts_log import FactsLog
from search.engines.embedded.facts_table import FactsTable
from search.engines.embedded.grams import Grams
from search.engines.embedded.meaning import MeaningIndex
from search.engines.embedded.orders import Orders
from search.engines.embedded.saved import load
from search.engines.embedded.words_index import WordsIndex
from search.text.analysis import Analyser
from search.text.compounds import Lexicon


class Reader:
    """Everything a search needs of a generation; follows what is written to it."""

    def __init__(self, folder: Path) -> None:
        self.folder: Final = folder
        self.table: Final = FactsTable(
            FactsLog(folder / "facts.log"), Grams(folder), load(folder / "facts.saved")
        )
        self.words: Final = WordsIndex(folder / "words", CommonWords(folder))
        self.meaning: Final = MeaningIndex(folder / "meaning.bin")
        self.orders: Final = Orders(self.table)
        self.lexicon: Final = _read_lexicon(folder / "lexicon.json")

    @cached_property
    def analyser(self) -> Analyser:
        return Analyser(self.lexicon)

    def follow(self) -> None:
        self.table.follow()
        self.words.follow()
        self.meaning.follow()


def _read_lexicon(path: Path) -> Lexicon:
    try:
        return Lexicon(json.loads(path.read_text(encoding="utf-8")))
    except (AttributeError, OSError, TypeError, ValueError) as error:
        raise EngineUnavailable("The lexicon of the search index cannot be read.") from error
