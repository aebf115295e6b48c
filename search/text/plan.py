"""What a query asks of an index, as a value. Engines translate it; they never see what was typed.

Plans and their clauses are remembered, and much is remembered by them: what follows from one, its hash
included, is worked out once. Hence they have no slots.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Word:
    """Any of these stems."""

    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """The offer carries this term of a vocabulary, as `taxonomy:code`."""

    code: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of these, for example the parts of a compound."""

    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """The best of these, for example a word or one of its synonyms."""

    choices: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Not what was typed but what it stands for; counts for less."""

    node: "Node"


Node = Word | Code | AllOf | AnyOf | Related


@dataclass(frozen=True, slots=True)
class Similar:
    """Words spelled much like this one: few letters differ, or most 4-grams are the same."""

    word: str
    grams: tuple[str, ...]


@dataclass(frozen=True)
class Clause:
    """One word or phrase of a query.

    `is_known` says that the vocabularies know it. Only where an index has nothing for `exact`, it tries
    `similar` words and what is `likely` meant: the vocabulary's word that this one may be, misspelt.
    """

    exact: Node
    similar: tuple[Similar, ...] = ()
    likely: tuple[Node, ...] = ()
    is_known: bool = False

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.exact, self.similar, self.likely, self.is_known))

    @property
    def is_of_whole_area(self) -> bool:
        """Whether it leads to terms, but names none."""
        choices = self.exact.choices if isinstance(self.exact, AnyOf) else (self.exact,)
        leads = any(isinstance(one, Related) and isinstance(one.node, Code) for one in choices)
        return leads and not any(isinstance(one, Code) for one in choices)


@dataclass(frozen=True)
class TextPlan:
    """The clauses of a query; `required` of them must match.

    `language` is the one it is written in; `makes_sense` is False for a word or two that nobody knows.
    """

    clauses: tuple[Clause, ...] = ()
    language: str = "de"
    makes_sense: bool = True

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        return hash((self.clauses, self.language, self.makes_sense))

    @property
    def required(self) -> int:
        """All of one or two words, most of several: a long question need not match to the last word."""
        count = len(self.clauses)
        return count if count < 3 else count - count // 3

    @cached_property
    def grams(self) -> tuple[str, ...]:
        """The 4-grams of all its words, as they were typed."""
        found = (gram for clause in self.clauses for word in clause.similar for gram in word.grams)
        return tuple(dict.fromkeys(found))

    @cached_property
    def is_known(self) -> bool:
        """Whether every word of it is a word of a vocabulary, in whatever language."""
        return bool(self.clauses) and all(clause.is_known for clause in self.clauses)

    @cached_property
    def codes(self) -> frozenset[str]:
        """The terms that were named, as `taxonomy:code`, each by a word or phrase of its own."""
        return frozenset(code for clause in self.clauses for code in _codes(clause.exact))

    def without_whole_areas(self) -> "TextPlan":
        """Without words for whole focus areas where a term is named: "help" in "help finding work".

        All the same plan where none is named.
        """
        if not self.codes:
            return self
        kept = (clause for clause in self.clauses if not clause.is_of_whole_area)
        return replace(self, clauses=tuple(kept))

    def __bool__(self) -> bool:
        return bool(self.clauses)


def _codes(node: Node) -> Iterator[str]:
    """Not of what is related only, such as the whole focus area of a topic."""
    match node:
        case Code():
            yield node.code
        case AnyOf():
            for choice in node.choices:
                yield from _codes(choice)
