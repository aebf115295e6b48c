"""Meaning as vectors: texts that mean nearly the same, in whatever languages, have vectors that are near."""

import logging
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Protocol

import numpy as np
from django.conf import settings

from search import e5, sentence_encoder
from search.centres import Vector, Vectors, of_length_one
from search.e5 import MultilingualE5
from search.ranking import SECOND_MODEL
from search.sentence_encoder import MultilingualSentenceEncoder
from search.text.frequencies import share_of_words

logger = logging.getLogger(__name__)

DIMENSIONS: Final = e5.DIMENSIONS + sentence_encoder.DIMENSIONS
REMEMBERED_SEARCHES: Final = 1024


class Model(Protocol):
    """Makes vectors of length 1; their products say how near texts are.

    `name` tells model and recipe: vectors of different names cannot be compared.
    """

    name: str

    def titles(self, texts: Sequence[str]) -> Vectors:
        """The vectors of titles of offers, one a row."""

    def pieces(self, texts: Sequence[str]) -> Vectors:
        """The vectors of pieces of the words of offers, one a row."""

    def search(self, text: str, language: str) -> Vector:
        """The vector of what somebody looks for, in a language or "" for one unknown."""


class Embedder(Model, Protocol):
    """A model whose vectors have `DIMENSIONS` numbers; those of searches may be longer than 1."""


class SideBySide:
    """Two models as one: a vector is that of the first and, behind it, that of the second.

    The product of an offer and a search is the mean of what both models say, the second one with the
    share that it has for the language of the search, and with less of it where the words may be of another
    one. Without it there are noughts in its place.
    """

    def __init__(self, first: Model, second: Model | None) -> None:
        self._first: Final = first
        self._second: Final = second
        self.name: str = f"{first.name}+{second.name}" if second else first.name
        self.search: Final = lru_cache(maxsize=REMEMBERED_SEARCHES)(self._search)

    def titles(self, texts: Sequence[str]) -> Vectors:
        return self._joined(self._first.titles(texts), self._second.titles(texts) if self._second else None)

    def pieces(self, texts: Sequence[str]) -> Vectors:
        return self._joined(self._first.pieces(texts), self._second.pieces(texts) if self._second else None)

    def _joined(self, first: Vectors, second: Vectors | None) -> Vectors:
        if second is None:
            return _side_by_side(first, np.zeros((len(first), sentence_encoder.DIMENSIONS), dtype=np.float32))
        return of_length_one(_side_by_side(first, second))

    def _search(self, text: str, language: str) -> Vector:
        first = self._first.search(text, language)
        share = SECOND_MODEL.get(language, 0.0) * share_of_words(text, language)
        if self._second and share:
            second = share * self._second.search(text, language)
        else:
            share = 0.0
            second = np.zeros(sentence_encoder.DIMENSIONS, dtype=np.float32)
        # The vectors of offers were made shorter by the root of two, where there are two models.
        longer = np.sqrt(2) if self._second else 1.0
        return np.asarray(_side_by_side(first, second) * longer / (1 + share), dtype=np.float32)


def _side_by_side(first: Vectors, second: Vectors) -> Vectors:
    return np.concatenate([first, second], axis=-1)


def current_embedder() -> Embedder | None:
    """The embedder of this process; None where it is switched off, or its package cannot be used."""
    return _models() if settings.SEARCH_BY_MEANING else None


def state() -> str:
    """`ok`, `off` where words alone count on purpose, `missing`, or `partly`, where a package is missing."""
    if not settings.SEARCH_BY_MEANING:
        return "off"
    if current_embedder() is None:
        return "missing"
    return "ok" if _second_model() else "partly"


@lru_cache(maxsize=1)
def _models() -> Embedder | None:
    try:
        return SideBySide(MultilingualE5(), _second_model())
    except (ImportError, OSError, RuntimeError) as error:
        logger.warning("The search knows words only, no meaning: %s", error)
        return None


@lru_cache(maxsize=1)
def _second_model() -> Model | None:
    try:
        return MultilingualSentenceEncoder()
    except (ImportError, OSError, RuntimeError) as error:
        logger.warning("The search does without its second model: %s", error)
        return None
