"""A year of the clock with providers that behave by stated odds: what its rules come to.

All happens in one transaction that is rolled back, with the time of `django.utils.timezone` set by hand.
Mails are queued as ever, and marked as sent without being sent.
"""

import datetime
import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final
from unittest import mock

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from offers.actions import reminders, reviews
from offers.actions.reviews import Answer
from offers.actions.roles import create_groups
from offers.enums import MailState, ProviderKind, ReviewAnswer, TaxonomyCode
from offers.freshness import LONGEST_INTERVAL
from offers.models import (
    MailedLink,
    Municipality,
    MunicipalityGroup,
    Offer,
    OfferTranslation,
    OutgoingMail,
    Provider,
    ProviderMember,
    Term,
)
from offers.querysets import OfferQuerySet
from offers.review.on_desk import entries_on_desk
from offers.signals import mail_bounced

BEGINS_ON: Final = datetime.date(2026, 1, 1)
OFFERS_OF_A_PROVIDER: Final = 4
SOURCE: Final = "simulation"
DESK: Final = "Stadt"
MONDAY, TUESDAY = 0, 1


@dataclass(frozen=True, slots=True)
class Odds:
    """How people behave: assumptions, not measurements.

    A mail is answered with the odds `answers` within a week; `careless` is the share of providers that answer
    a tenth as often. `has_ended` is how often an answer says of an entry that it is over. `no_address` is the
    share of providers without any address, `bounces` how often an address stops working, in a month. A desk
    looks at its list on Tuesdays and sees to an entry with the odds `desk_works`; it reaches somebody with
    `desk_reaches`, and then confirms the entry, else hides it. A mail about hidden entries is answered with
    `brings_back`.
    """

    answers: float = 0.45
    careless: float = 0.15
    has_ended: float = 0.03
    no_address: float = 0.05
    bounces: float = 0.01
    desk_works: float = 0.5
    desk_reaches: float = 0.8
    brings_back: float = 0.3


@dataclass(slots=True)
class Month:
    """What happened in a month, and how it stood at its end.

    `verified` is the share of the offers that are shown which somebody confirmed within 180 days.
    """

    name: str
    mails: int = 0
    hidden: int = 0
    brought_back: int = 0
    ended: int = 0
    shown: int = 0
    stale: int = 0
    on_desk: int = 0
    verified: float = 0.0


def simulate(*, offers: int, seed: int, days: int = 365, odds: Odds | None = None) -> Iterator[Month]:
    """The months of a year. What is in the database is left out, and is there afterwards as it was."""
    with transaction.atomic():
        OfferQuerySet.update(Offer.objects.filter(is_example=False), is_example=True)
        year = _Year(random.Random(seed), odds or Odds())  # noqa: S311 - nobody has to be unable to guess it
        with _at(BEGINS_ON):
            year.begin(offers)
        for day in (BEGINS_ON + datetime.timedelta(days=number) for number in range(days)):
            with _at(day):
                year.live_through(day)
            if (day + datetime.timedelta(days=1)).day == 1:
                with _at(day):
                    yield year.end_month(day)
        transaction.set_rollback(True)


@contextmanager
def _at(day: datetime.date) -> Iterator[None]:
    """The clock stands at seven in the morning."""
    moment = datetime.datetime.combine(day, datetime.time(7), tzinfo=timezone.get_current_timezone())
    with mock.patch.object(timezone, "now", return_value=moment):
        yield


class _Year:
    def __init__(self, chance: random.Random, odds: Odds) -> None:
        self._chance: Final = chance
        self._odds: Final = odds
        self._answers: Final[dict[datetime.date, list[int]]] = defaultdict(list)
        self._careless: set[int] = set()
        self._month = Month("")

    # --- how it begins ----------------------------------------------------------------------------------

    def begin(self, number: int) -> None:
        """Providers with some offers each, looked at on any day of their last interval."""
        create_groups({})
        self._employ_desks()
        towns = list(Municipality.objects.without_county().order_by("pk"))
        kinds = list(Term.objects.filter(taxonomy__code=TaxonomyCode.KIND).order_by("code"))
        offers = []
        for place in range(number):
            if place % OFFERS_OF_A_PROVIDER == 0:
                provider = self._provider(place, self._chance.choice(towns))
            offers.append(self._offer(place, provider, self._chance.choice(kinds)))
        rows = Offer.objects.bulk_create(offers)
        OfferTranslation.objects.bulk_create(
            [OfferTranslation(offer=row, language="de", title=row.title) for row in rows]
        )

    def _employ_desks(self) -> None:
        for team in MunicipalityGroup.objects.select_related("group"):
            user = get_user_model().objects.create(
                username=f"{SOURCE}-{team.pk}", email=f"desk-{team.pk}@example.org"
            )
            user.groups.add(team.group)

    def _provider(self, place: int, town: Municipality) -> Provider:
        provider = Provider.objects.create(
            name=f"Verein {place}", kind=ProviderKind.ASSOCIATION, municipality=town, source=SOURCE
        )
        if self._chance.random() >= self._odds.no_address:
            ProviderMember.objects.create(provider=provider, email=f"verein-{place}@example.org")
        if self._chance.random() < self._odds.careless:
            self._careless.add(provider.pk)
        return provider

    def _offer(self, place: int, provider: Provider, kind: Term) -> Offer:
        offer = Offer(
            title=f"Angebot {place}",
            provider=provider,
            kind=kind,
            responsible_municipality=provider.municipality,
            source=SOURCE,
            first_published_at=timezone.now(),
            verified_by=DESK,
        )
        offer.verified_on = timezone.localdate()
        interval = (offer.review_on - offer.verified_on).days
        offer.verified_on -= datetime.timedelta(days=self._chance.randrange(interval))
        return offer

    # --- a day ------------------------------------------------------------------------------------------

    def live_through(self, day: datetime.date) -> None:
        for pk in self._answers.pop(day, ()):
            self._answer(MailedLink.objects.get(pk=pk))
        self._break_addresses()
        self._run(day, reminders.remind, self._odds.answers)
        self._month.hidden += self._run(day, reminders.hide_unconfirmed, self._odds.brings_back)
        if day.weekday() == MONDAY:  # on other days it would find that it has done so
            reminders.tell_desks()
        self._month.mails += OutgoingMail.objects.filter(state=MailState.WAITING).update(
            state=MailState.SENT, text="", html=""
        )
        if day.weekday() == TUESDAY:
            self._work_at_desks()

    def _run(self, day: datetime.date, act, odds: float) -> int:
        """What the clock does; whoever got a link uses it on a day of the next week, or never."""
        known = MailedLink.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        done = act()
        for link in MailedLink.objects.filter(pk__gt=known).select_related("member").order_by("pk"):
            is_careless = reviews.provider_of(link).pk in self._careless
            if self._chance.random() < odds * (0.1 if is_careless else 1):
                self._answers[day + datetime.timedelta(days=self._chance.randint(1, 6))].append(link.pk)
        return done

    def _answer(self, link: MailedLink) -> None:
        said = {}
        for offer in reviews.entries_of(reviews.provider_of(link)):
            is_over = self._chance.random() < self._odds.has_ended
            said[offer.pk] = Answer(ReviewAnswer.ENDED if is_over else ReviewAnswer.RIGHT)
            self._month.ended += is_over
            self._month.brought_back += not is_over and not offer.live
        reviews.answer(link=link, answers=said)

    def _break_addresses(self) -> None:
        working = ProviderMember.objects.filter(bounced_at=None, provider__source=SOURCE).order_by("pk")
        for address in working.values_list("email", flat=True):
            if self._chance.random() < self._odds.bounces / 30:
                mail_bounced.send(sender=OutgoingMail, address=address)

    def _work_at_desks(self) -> None:
        for entry in entries_on_desk(Offer.objects.filter(source=SOURCE)):
            offer = entry.offer
            if self._chance.random() >= self._odds.desk_works:
                continue
            if not offer.live:
                reviews.leave_as_draft(offer=offer, user=None)
            elif self._chance.random() < self._odds.desk_reaches:
                reviews.confirm(offers=[offer], by=DESK)
            else:
                self._month.hidden += reviews.hide(offer=offer)

    def end_month(self, day: datetime.date) -> Month:
        shown = list(Offer.objects.live().filter(source=SOURCE).select_related("kind"))
        since = day - datetime.timedelta(days=LONGEST_INTERVAL)
        month, self._month = self._month, Month("")
        month.name = f"{day:%Y-%m}"
        month.shown = len(shown)
        month.stale = sum(offer.is_stale for offer in shown)
        month.on_desk = len(entries_on_desk(Offer.objects.filter(source=SOURCE)))
        month.verified = sum(offer.checked_on >= since for offer in shown) / (len(shown) or 1)
        return month
