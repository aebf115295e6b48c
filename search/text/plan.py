"""What a query asks of an index, as a value. Engines translate it; they never see what was typed."""

from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Clause:
    """One word or phrase of a query.

    Only where an index has nothing for `exact`, it tries `similar` words and what is `likely` meant: the
    vocabulary's word that this one may be, misspelt.
    """

    exact: Node
    similar: tuple[Similar, ...] = ()
    likely: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class TextPlan:
    """The clauses of a query; `required` of them must match."""

    clauses: tuple[Clause, ...] = ()

    @property
    def required(self) -> int:
        """All of one or two words, most of several: a long question need not match to the last word."""
        count = len(self.clauses)
        return count if count < 3 else count - count // 3

    def __bool__(self) -> bool:
        return bool(self.clauses)
