"""When an offer has to be looked at again follows from one table of days."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import Revision

from offers.enums import TaxonomyCode
from offers.freshness import (
    DESK_AFTER,
    HIDE_AFTER,
    INTERVAL_OF_KIND,
    INTERVAL_OF_OTHERS,
    LONGEST_INTERVAL,
    REMIND_BEFORE,
    SHORTEST_INTERVAL,
    STALE_AFTER,
    interval_of,
    stage_on,
)
from offers.models import Offer, Term
from tests.factories import OfferFactory, term
from tests.harness.clock import NOW

TODAY = NOW.date()


def days(number: int) -> datetime.timedelta:
    return datetime.timedelta(days=number)


def checked(on: datetime.date, **facts: object) -> Offer:
    return OfferFactory(verified_on=on, verified_by="Anna", **facts)


class TestIntervals:
    def test_every_interval_lies_between_the_bounds(self):
        assert {SHORTEST_INTERVAL, LONGEST_INTERVAL} == {30, 180}
        for interval in (*INTERVAL_OF_KIND.values(), INTERVAL_OF_OTHERS):
            assert SHORTEST_INTERVAL <= interval <= LONGEST_INTERVAL

    def test_a_course_is_looked_at_more_often_than_a_counselling_centre(self):
        assert interval_of("course") < interval_of("counselling")

    def test_what_editors_chose_counts_before_the_table(self):
        assert interval_of("course", 45) == 45

    def test_a_kind_that_editors_added_has_an_interval(self):
        assert interval_of("new") == INTERVAL_OF_OTHERS

    @pytest.mark.django_db
    def test_the_table_knows_every_kind_there_is(self):
        kinds = Term.objects.filter(taxonomy__code=TaxonomyCode.KIND).values_list("code", flat=True)
        assert set(INTERVAL_OF_KIND) == set(kinds)


@pytest.mark.parametrize(
    ("left", "stage"), [(22, None), (21, 21), (8, 21), (7, 7), (1, 7), (0, 0), (-1, 0), (-100, 0)]
)
def test_the_latest_reminder_whose_day_has_come_is_due(left: int, stage: int | None):
    assert stage_on(TODAY + days(left), TODAY) == stage


def test_what_happens_to_an_offer_happens_in_this_order():
    assert REMIND_BEFORE == (21, 7, 0)
    assert (DESK_AFTER, STALE_AFTER, HIDE_AFTER) == (14, 30, 60)


@pytest.mark.django_db
class TestOffer:
    def test_is_looked_at_again_after_the_interval_of_its_kind(self, clock):
        offer = checked(TODAY)
        assert offer.review_on == TODAY + days(INTERVAL_OF_KIND["course"])
        offer.kind = term("counselling", TaxonomyCode.KIND)
        assert offer.review_on == TODAY + days(180)

    def test_is_stale_thirty_days_after_its_date(self, clock):
        offer = checked(TODAY, review_interval_days=30)
        clock.shift(days(59))
        assert not offer.is_stale
        clock.shift(days(1))
        assert offer.is_stale

    def test_the_clock_of_one_that_nobody_checked_starts_with_its_publication(self, clock):
        offer = OfferFactory(first_published_at=timezone.now(), review_interval_days=30)
        assert offer.review_on == TODAY + days(30)

    @pytest.mark.parametrize("interval", [29, 181])
    def test_no_interval_lies_outside_the_bounds(self, interval: int):
        with pytest.raises(ValidationError, match="review_interval_days"):
            OfferFactory(review_interval_days=interval).full_clean()

    def test_a_draft_does_not_take_back_a_check_that_came_after_it(self, clock):
        offer = checked(TODAY - days(50))
        revision = offer.save_revision()
        Offer.objects.filter(pk=offer.pk).update(verified_on=TODAY, verified_by="Verein")
        Revision.objects.get(pk=revision.pk).publish()
        offer.refresh_from_db()
        assert (offer.verified_on, offer.verified_by) == (TODAY, "Verein")

    def test_a_draft_may_bring_a_later_check(self, clock):
        offer = checked(TODAY - days(50))
        offer.verified_on, offer.verified_by = TODAY, "Berta"
        offer.save_revision().publish()
        assert Offer.objects.get().verified_by == "Berta"
