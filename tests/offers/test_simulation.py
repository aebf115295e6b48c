"""A year in a minute: the same for the same seed, and nothing of it stays."""

import io

import pytest
from django.core.management import call_command
from django.utils import timezone

from offers.management.commands import simulate_year
from offers.models import MailedLink, Offer, OutgoingMail, Provider
from offers.simulation import Month, Odds, simulate
from tests.factories import OfferFactory

pytestmark = pytest.mark.django_db
DAYS = 120  # January to April


def months(**odds: float) -> list[Month]:
    return list(simulate(offers=8, seed=7, days=DAYS, odds=Odds(**odds)))


def test_nothing_of_it_stays_and_the_same_seed_is_the_same_year(clock):
    offer = OfferFactory()
    now = timezone.now()
    found = months()
    assert [month.name for month in found] == ["2026-01", "2026-02", "2026-03", "2026-04"]
    assert sum(month.mails for month in found) > 0
    assert (Offer.objects.get(), Offer.objects.get().is_example) == (offer, False)
    assert (Provider.objects.count(), MailedLink.objects.count(), OutgoingMail.objects.count()) == (1, 0, 0)
    assert timezone.now() == now
    assert months() == found


def test_where_all_answer_all_is_verified_and_nothing_is_hidden():
    found = months(answers=1, careless=0, has_ended=0, no_address=0, bounces=0)
    assert {(month.verified, month.hidden, month.shown, month.stale) for month in found} == {(1.0, 0, 8, 0)}


def test_where_nobody_answers_and_no_desk_works_all_that_is_due_is_hidden():
    found = months(answers=0, desk_works=0, brings_back=0)
    assert sum(month.hidden for month in found) > 1
    assert found[-1].shown == 8 - sum(month.hidden for month in found)


def test_the_command_says_it_in_figures(monkeypatch):
    def as_told(**asked: object) -> list[Month]:
        assert asked == {"offers": 5, "seed": 3, "odds": Odds(answers=0.9)}
        return [Month("2026-01", mails=4, hidden=1, shown=5, verified=0.8)]

    class Nothing:
        def __enter__(self) -> None: ...
        def __exit__(self, *error: object) -> None: ...

    monkeypatch.setattr(simulate_year, "own_database", Nothing)
    monkeypatch.setattr(simulate_year, "simulate", as_told)
    out = io.StringIO()
    call_command("simulate_year", offers=5, seed=3, answers=0.9, stdout=out)
    assert "80.0% of the 5 offers" in out.getvalue()
