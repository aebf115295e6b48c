"""The outbox: what has changed is noted in the transaction of the change, each thing once."""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db import connection, transaction
from django.db.models import Q

from offers.models import Offer
from search.models import IndexChange

WRITTEN_AT_ONCE: Final = 1000  # rows of the outbox

Subject = IndexChange.Subject
Key = tuple[IndexChange.Subject, int]
Then = Callable[[list[int]], None]

_of_this_thread: Final = threading.local()

# Which offers have to do with a record that changed; apart, for each of these is quickly answered.
# What is for the whole county is counted under each town, so one town more or fewer concerns it too.
AFFECTED: Final[dict[IndexChange.Subject, Callable[[int], tuple[Q, ...]]]] = {
    Subject.PROVIDER: lambda pk: (Q(provider=pk),),
    Subject.LOCATION: lambda pk: (Q(locations__location=pk),),
    Subject.MUNICIPALITY: lambda pk: (
        Q(locations__location__municipality=pk),
        Q(service_areas__municipality=pk),
        Q(serves_whole_county=True),
    ),
    Subject.TERM: lambda pk: (
        Q(terms__term=pk),
        Q(terms__term__parent=pk),
        Q(kind=pk),
        Q(course_type=pk),
    ),
}


@dataclass(eq=False, slots=True)
class Noted:
    """What one call of `note` wrote: rows of the outbox, to be done with after the commit."""

    rows: list[int]
    then: Then
    is_done: bool = False

    def __call__(self) -> None:
        """The first of a transaction does it for all: one write of the index, not one for each record."""
        if self.is_done:
            return
        together = {self, *_noted().values()}
        forget_noted()
        for noted in together:
            noted.is_done = True
        self.then(sorted(row for noted in together for row in noted.rows))


def note(subject: IndexChange.Subject, pks: Iterable[int], *, then: Then) -> None:
    """Write what has changed into the outbox; `then` gets the keys of the rows after the commit."""
    if not connection.run_on_commit:
        forget_noted()  # another transaction
    new = [pk for pk in dict.fromkeys(pks) if not _is_noted((subject, pk))]
    if new:
        noted = Noted(_write(IndexChange(subject=subject, object_id=pk) for pk in new), then)
        _noted().update(((subject, pk), noted) for pk in new)
        transaction.on_commit(noted, robust=True)


def forget_noted() -> None:
    """What is noted from here on is noted once more, for what was noted is done."""
    _noted().clear()


def affected(change: IndexChange) -> Iterator[int]:
    """The keys of the offers that a change concerns; some may come twice."""
    for condition in AFFECTED[Subject(change.subject)](change.object_id):
        yield from Offer.objects.live().filter(condition).values_list("pk", flat=True).iterator()


def put_offers(change: IndexChange, pks: Iterable[int]) -> list[int]:
    """Put in place of a change of anything else those of the offers it concerns.

    Piece by piece, so that nobody waits for the database; who is killed in between begins again.
    """
    unique = list(dict.fromkeys(pks))
    rows: list[int] = []
    for start in range(0, len(unique), WRITTEN_AT_ONCE):
        some = unique[start : start + WRITTEN_AT_ONCE]
        rows += _write(IndexChange(subject=Subject.OFFER, object_id=pk) for pk in some)
    change.delete()
    return rows


def _write(changes: Iterable[IndexChange]) -> list[int]:
    return [row.pk for row in IndexChange.objects.bulk_create(changes, batch_size=WRITTEN_AT_ONCE)]


def _noted() -> dict[Key, Noted]:
    """What this thread noted in the transaction it is in."""
    if not hasattr(_of_this_thread, "noted"):
        _of_this_thread.noted = {}
    found: dict[Key, Noted] = _of_this_thread.noted
    return found


def _is_noted(key: Key) -> bool:
    """Whether it stands in the outbox: Django drops the hook of what a savepoint took back."""
    noted = _noted().get(key)
    if noted is None or noted.is_done:
        return False
    return any(hook[1] is noted for hook in reversed(connection.run_on_commit))
