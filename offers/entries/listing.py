"""What an organisation has in the directory, and how each of it stands."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Sum, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offers.enums import SubmissionState
from offers.models import Offer, Provider, Submission, ViewCount

VIEWS_OF: Final = datetime.timedelta(days=30)


class EntryState(TextChoices):
    """How an entry stands, as the organisation reads it."""

    LIVE = "live", _("im Verzeichnis")
    PAUSED = "paused", _("macht Pause")
    ENDED = "ended", _("beendet")
    DRAFT = "draft", _("angefangen, noch nicht abgeschickt")
    WAITING = "waiting", _("wird geprüft")
    QUESTION = "question", _("Wir haben eine Frage")
    DECLINED = "declined", _("nicht angenommen")
    HIDDEN = "hidden", _("nicht im Verzeichnis")


TONES: Final = {
    EntryState.LIVE: "success",
    EntryState.PAUSED: "warning",
    EntryState.QUESTION: "warning",
    EntryState.DECLINED: "danger",
    EntryState.ENDED: "danger",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An offer of the organisation. `change` waits or is being written, `refused` was declined last.

    `views` are those of the last 30 days; `review_on` is the day on which somebody should look at it again.
    """

    offer: Offer
    title: str
    state: EntryState
    change: Submission | None
    refused: Submission | None
    review_on: datetime.date | None
    views: int

    @property
    def tone(self) -> str:
        """How the mark of its state is coloured."""
        return TONES.get(self.state, "outline")

    @property
    def is_current(self) -> bool:
        return self.state in (EntryState.LIVE, EntryState.PAUSED)

    @property
    def is_being_written(self) -> bool:
        return self.change is not None and self.change.state == SubmissionState.DRAFT

    @property
    def is_waiting(self) -> bool:
        return self.change is not None and not self.is_being_written


def entries_of(provider: Provider) -> list[Entry]:
    """All entries, those that residents see first; four queries."""
    offers = list(Offer.objects.known_to(provider).select_related("kind").order_by("title", "pk"))
    found = Submission.objects.known_to(provider).select_related("revision").order_by("pk")
    by_offer: dict[int, list[Submission]] = {}
    for submission in found:
        by_offer.setdefault(submission.offer_id, []).append(submission)
    views = _views_of(offers)
    entries = [_entry(offer, by_offer.get(offer.pk, []), views.get(offer.pk, 0)) for offer in offers]
    return sorted(entries, key=lambda entry: list(EntryState).index(entry.state))


def _views_of(offers: Iterable[Offer]) -> dict[int, int]:
    since = timezone.localdate() - VIEWS_OF
    counted = ViewCount.objects.filter(offer__in=[offer.pk for offer in offers], counted_on__gt=since)
    return dict(counted.values_list("offer").annotate(total=Sum("views")).order_by())


def _entry(offer: Offer, submissions: list[Submission], views: int) -> Entry:
    change = next((row for row in reversed(submissions) if row.is_unfinished), None)
    last = submissions[-1] if submissions else None
    return Entry(
        offer=offer,
        title=offer.title,
        state=_state(offer, last),
        change=change,
        refused=last if last and last.state == SubmissionState.DECLINED else None,
        review_on=review_on(offer),
        views=views,
    )


def _state(offer: Offer, last: Submission | None) -> EntryState:
    if offer.live:
        if offer.is_ended:
            return EntryState.ENDED
        return EntryState.PAUSED if offer.is_temporarily_closed else EntryState.LIVE
    if last is not None and last.state in EntryState.values:
        return EntryState(last.state)
    return EntryState.HIDDEN


def review_on(offer: Offer) -> datetime.date | None:
    """When somebody should look at it again; None where nobody has looked, or nobody need."""
    if not offer.live or offer.is_ended or offer.verified_on is None:
        return None
    return offer.review_on
