"""From the database into the index: announced changes, one after the other, or everything anew."""

import gc
import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Final

from django.utils import timezone

from offers.models import Offer, OfferTranslation
from offers.vocabulary import vocabulary
from search import outbox, standby
from search.documents import OfferDocument, build_document, plain_text
from search.embeddings import current_embedder
from search.engines import current_engine
from search.engines.base import SAVE_BUDGET, EngineBusy, EngineUnavailable
from search.models import IndexChange
from search.offer_tables import read_tables
from search.reading_ahead import can_read_ahead, read_ahead
from search.text.compounds import Lexicon
from search.text.normalise import words
from search.vectors import with_vectors

logger = logging.getLogger(__name__)

BATCH_SIZE: Final = 500
WRITTEN_AT_ONCE: Final = 100  # few enough that whoever else has something to write waits but a moment
DRAINED_AT_ONCE: Final = 200  # changes that are written right after a transaction; more wait for the command
BUILT_AT_ONCE: Final = 200  # offers of a portal so small that its first index is built right away

Subject = IndexChange.Subject
Progress = Callable[[Iterable[OfferDocument]], Iterable[OfferDocument]]


def announce(subject: IndexChange.Subject, pks: Iterable[int]) -> None:
    """Note that records have changed; what is noted is written when the transaction is through."""
    outbox.note(subject, pks, then=drain_quietly)


def drain_quietly(rows: list[int]) -> None:
    """Write what a transaction announced, and nothing else that waits: nobody pays for another's change.

    What concerns many offers, and all where the engine cannot, waits for `update_search_index`.
    """
    rows = rows[-DRAINED_AT_ONCE:]
    try:
        with current_engine().waiting_at_most(SAVE_BUDGET):
            drain(rows=[*rows, *_spread_few(rows)])
    except EngineBusy as error:
        logger.info("The change waits: %s", error)
    except EngineUnavailable as error:
        # The index of a server is made by the command: nobody who saves waits for that.
        if not standby.is_used() and Offer.objects.current().count() <= BUILT_AT_ONCE:
            rebuild_quietly()
        else:
            logger.warning("The search index was not updated, the change waits: %s", error)
    if standby.is_used():
        _catch_up_quietly(len(rows))


def _catch_up_quietly(limit: int) -> None:
    try:
        standby.catch_up(_fresh_documents, limit)
    except EngineUnavailable as error:
        logger.info("The index that stands in was not updated: %s", error)


def rebuild_quietly() -> None:
    try:
        rebuild()
    except EngineUnavailable as error:
        logger.warning("The search index could not be built: %s", error)


def drain(limit: int | None = None, *, rows: list[int] | None = None) -> int:
    """Write what was announced, `limit` changes at most, or these rows of the outbox; says how many."""
    if rows is None:
        _spread_all()
    waiting = IndexChange.objects.waiting().filter(subject=Subject.OFFER)
    waiting = waiting if rows is None else waiting.filter(pk__in=rows)
    done = 0
    while limit is None or done < limit:
        outbox.forget_noted()
        # The newest first: who has just published need not wait for the thousands of a renamed provider.
        changes = dict(waiting.order_by("-pk").values_list("pk", "object_id")[:WRITTEN_AT_ONCE])
        if not changes:
            break
        pks = set(changes.values())
        if rows is None:
            _make_vectors(pks)
        # The documents are read when the engine holds its lock: nobody can overtake with something older.
        current_engine().update(_fresh_documents(pks), gone=pks)
        standby.settle(changes)
        done += len(changes)
    return done


def _make_vectors(pks: Iterable[int]) -> None:
    """Make and keep what is missing before the engine holds its lock: for many new texts it takes seconds."""
    for _document in with_vectors(documents_of(pks)) if current_embedder() else ():
        pass


def _spread_all() -> None:
    for change in IndexChange.objects.waiting().exclude(subject=Subject.OFFER):
        outbox.put_offers(change, outbox.affected(change))


def _spread_few(rows: list[int]) -> list[int]:
    """The rows of the offers that a change among these concerns, unless they are too many for a request."""
    spread: list[int] = []
    for change in IndexChange.objects.filter(pk__in=rows).exclude(subject=Subject.OFFER):
        pks = set(islice(outbox.affected(change), DRAINED_AT_ONCE + 1))
        if len(pks) <= DRAINED_AT_ONCE:
            spread += outbox.put_offers(change, pks)
    return spread


def rebuild(*, progress: Progress | None = None) -> int:
    """Make the index anew from the database and write what was announced meanwhile."""
    outbox.forget_noted()
    # What waits now was committed, so the rebuild reads it; what is announced from here on is drained.
    if standby.is_used():
        _spread_all()
    waiting = list(IndexChange.objects.waiting().values_list("pk", flat=True))
    documents = with_vectors(all_documents())
    number = current_engine().rebuild(progress(documents) if progress else documents, collect_lexicon())
    for start in range(0, len(waiting), BATCH_SIZE):
        standby.settle(waiting[start : start + BATCH_SIZE])
    drain()
    return number


def refresh_standby() -> int:
    """Have the index that stands in catch up, or make it; says how many offers were looked at."""
    if standby.has_to_be_made():
        return rebuild_standby()
    _spread_all()
    return standby.catch_up(_fresh_documents)


def rebuild_standby(*, progress: Progress | None = None) -> int:
    documents = with_vectors(all_documents())
    number = standby.make(progress(documents) if progress else documents, collect_lexicon())
    standby.catch_up(_fresh_documents)
    return number


def _fresh_documents(pks: set[int]) -> Iterator[OfferDocument]:
    return with_vectors(documents_of(pks))


def documents_of(pks: Iterable[int]) -> Iterator[OfferDocument]:
    """The documents of those of these offers that the public may find."""
    municipalities, now = tuple(vocabulary().municipalities), timezone.localtime()
    offers = list(Offer.objects.current().filter(pk__in=list(pks)).order_by("pk"))
    for offer, tables in zip(offers, read_tables(offers), strict=True):
        yield build_document(offer, tables=tables, municipalities=municipalities, now=now)


def all_documents() -> Iterator[OfferDocument]:
    """The documents of every offer that the public may find, read in batches."""
    pks = list(Offer.objects.current().order_by("pk").values_list("pk", flat=True))
    batches = [pks[start : start + BATCH_SIZE] for start in range(0, len(pks), BATCH_SIZE)]
    done = 0
    with _collected_by_batch():
        if can_read_ahead(len(pks)):
            for documents in read_ahead(batches):
                done += 1
                yield from documents
        for batch in batches[done:]:
            yield from batch_of_documents(batch)


def batch_of_documents(pks: Iterable[int]) -> list[OfferDocument]:
    """The documents of a batch, with what was left over from the one before taken away."""
    gc.collect(0)
    return list(documents_of(pks))


@contextmanager
def _collected_by_batch() -> Iterator[None]:
    """Left to itself the collector passes all that is in memory again and again: a fifth of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def collect_lexicon() -> Lexicon:
    """The German words that offers use."""
    rows = OfferTranslation.objects.filter(offer__live=True, language__in=["de", "de-ls"])
    texts = rows.order_by("pk").values_list("title", "summary", "description").iterator(chunk_size=2000)
    return Lexicon.of(
        words(f"{title} {summary} {plain_text(description)}") for title, summary, description in texts
    )
