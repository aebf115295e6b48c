"""What a desk has to look at again: what nobody confirms, what is hidden, and what providers say is wrong."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Prefetch
from django.utils import timezone

from offers.addressees import Silence, addressees_of
from offers.enums import DeskReason
from offers.freshness import DESK_AFTER, LISTED_BEFORE
from offers.models import Offer, ReviewNote
from offers.querysets import OfferQuerySet

FIRST: Final = (DeskReason.NOTE, DeskReason.UNCONFIRMED, DeskReason.UNREACHABLE, DeskReason.HIDDEN)


@dataclass(frozen=True, slots=True)
class DeskEntry:
    """An offer to look at, why, since when; `notes` are what its provider said."""

    offer: Offer
    reason: DeskReason
    since: date
    is_reachable: bool
    notes: tuple[ReviewNote, ...] = ()


def entries_on_desk(offers: OfferQuerySet) -> list[DeskEntry]:
    """Of these offers, those somebody has to look at: notes first, then the longest overdue."""
    silence, entries = Silence(), dict[int, DeskEntry]()
    noted = offers.filter(review_notes__settled_on=None, review_notes__isnull=False).distinct()
    hidden = offers.hidden().filter(is_example=False).exclude(valid_to__lt=timezone.localdate())
    for rows in (noted, offers.due(-LISTED_BEFORE), hidden):
        for offer in _with_notes(rows):
            if offer.pk not in entries and (entry := _entry(offer, silence)):
                entries[offer.pk] = entry
    return sorted(entries.values(), key=_how_urgent)


def _how_urgent(entry: DeskEntry) -> tuple[int, date, int]:
    return FIRST.index(entry.reason), entry.since, entry.offer.pk


def _with_notes(rows: OfferQuerySet) -> OfferQuerySet:
    notes = ReviewNote.objects.filter(settled_on=None)
    return rows.with_people().prefetch_related(Prefetch("review_notes", notes, to_attr="open_notes"))


def _entry(offer: Offer, silence: Silence) -> DeskEntry | None:
    is_reachable = bool(addressees_of(offer.provider, [offer], silence))
    notes = tuple(offer.open_notes)
    if notes:
        return DeskEntry(offer, DeskReason.NOTE, notes[0].stated_on, is_reachable, notes)
    if offer.hidden_on and not offer.live:
        return DeskEntry(offer, DeskReason.HIDDEN, offer.hidden_on, is_reachable)
    if (timezone.localdate() - offer.review_on).days >= DESK_AFTER:
        return DeskEntry(offer, DeskReason.UNCONFIRMED, offer.checked_on, is_reachable)
    if not is_reachable:
        return DeskEntry(offer, DeskReason.UNREACHABLE, offer.checked_on, is_reachable)
    return None
