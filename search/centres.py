"""What the vectors of texts of one kind have in common: language and genre, rather than what they are about.

`typical.toml` has typical texts of every kind. Their means are computed once, by
`manage.py make_search_centres`, and kept in a file for each model: no process that searches has to wait.
"""

import hashlib
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Self

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]
Vectors = NDArray[np.float32]
Model = Callable[[Sequence[str]], Vectors]

# Of what texts have in common; 0.5 to 1 do nearly the same.
TAKEN_FROM_SHORT: Final = 0.85  # searches and titles
TAKEN_FROM_LONG: Final = 0.7


@dataclass(frozen=True, slots=True)
class SearchCentre:
    """The means of whole questions and of bare subjects, in one language."""

    questions: Vector
    subjects: Vector

    def take_from(self, vector: Vector) -> Vector:
        """The vector without most of what it shares with searches of its kind.

        Its kind is where it lies between the two means: a question is longer than what it is about.
        """
        across = self.questions - self.subjects
        share = np.clip((vector - self.subjects) @ across / (across @ across), 0.0, 1.0)
        return np.asarray(vector - TAKEN_FROM_SHORT * (self.subjects + share * across), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Centres:
    """Of pieces of the words of offers, and by language of searches: as such, and as if they were answers.

    `made_of` tells of which texts and by which model.
    """

    made_of: str
    pieces: Vector
    searches: Mapping[str, SearchCentre]
    answers: Mapping[str, SearchCentre]

    def of_searches(self, language: str) -> SearchCentre:
        return _of_language(self.searches, language)

    def of_answers(self, language: str) -> SearchCentre:
        return _of_language(self.answers, language)

    @classmethod
    def make(cls, name: str, queries: Model, passages: Model) -> Self:
        """Of the typical texts, as a model of that name understands them."""
        texts = typical_texts()
        return cls(
            made_of=digest_of(name),
            pieces=_mean(passages(texts["pieces"]["de"])),
            searches={language: make_search_centre(queries, language) for language in texts["questions"]},
            answers={language: make_search_centre(passages, language) for language in texts["questions"]},
        )

    def save(self, path: Path) -> None:
        np.savez(
            path,
            made_of=self.made_of,
            pieces=self.pieces,
            languages=list(self.searches),
            searches=[(one.questions, one.subjects) for one in self.searches.values()],
            answers=[(one.questions, one.subjects) for one in self.answers.values()],
        )

    @classmethod
    def load(cls, path: Path) -> Self:
        with np.load(path) as kept:
            languages = kept["languages"].tolist()
            return cls(
                made_of=str(kept["made_of"]),
                pieces=kept["pieces"],
                searches=dict(
                    zip(languages, (SearchCentre(*means) for means in kept["searches"]), strict=True)
                ),
                answers=dict(
                    zip(languages, (SearchCentre(*means) for means in kept["answers"]), strict=True)
                ),
            )


def make_search_centre(queries: Model, language: str) -> SearchCentre:
    """Of every typical subject in every typical question of a language."""
    subjects: list[str] = typical_texts()["subjects"][language]
    questions = [
        question.format(subject)
        for question in typical_texts()["questions"][language]
        for subject in subjects
    ]
    return SearchCentre(_mean(queries(questions)), _mean(queries(subjects)))


def _of_language(centres: Mapping[str, SearchCentre], language: str) -> SearchCentre:
    """Where a language is none of ours, what searches have in common in whatever language."""
    if found := centres.get(language):
        return found
    known = centres.values()
    return SearchCentre(_mean([one.questions for one in known]), _mean([one.subjects for one in known]))


def digest_of(model: str) -> str:
    """Tells these typical texts and this model from others."""
    return hashlib.blake2b(f"{model}\n{typical_texts()}".encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=1)
def typical_texts() -> dict[str, Any]:
    """`subjects`, `questions` and `pieces`, each by language."""
    return tomllib.loads((Path(__file__).parent / "typical.toml").read_text(encoding="utf-8"))


def of_length_one(vectors: Vectors) -> Vectors:
    """Of a vector, or of each row of several."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


def _mean(vectors: Any) -> Vector:
    return np.asarray(np.mean(vectors, axis=0), dtype=np.float32)
