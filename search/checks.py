"""Whether the index says what the database says."""

from dataclasses import dataclass

from search.engines.base import Engine
from search.indexing import all_documents


@dataclass(frozen=True, slots=True)
class Difference:
    """Primary keys of offers: missing in the index, different there, or there though nobody may find them."""

    equal: int
    missing: frozenset[int]
    outdated: frozenset[int]
    superfluous: frozenset[int]

    @property
    def pks(self) -> frozenset[int]:
        return self.missing | self.outdated | self.superfluous

    def __bool__(self) -> bool:
        return bool(self.pks)


def compare_index(engine: Engine) -> Difference:
    """Compare every document; one is outdated also where dates of it have passed since it was written."""
    indexed = dict(engine.entries())
    missing, outdated, seen = set(), set(), set()
    for document in all_documents():
        seen.add(document.pk)
        if document.pk not in indexed:
            missing.add(document.pk)
        elif indexed[document.pk] != document.digest:
            outdated.add(document.pk)
    equal = len(seen) - len(missing) - len(outdated)
    return Difference(equal, frozenset(missing), frozenset(outdated), frozenset(indexed.keys() - seen))
