"""Views of an offer are counted, people are not."""

import datetime
import threading

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from offers import later, view_counting
from offers.actions.retention import KEEP_VIEWS, forget_views
from offers.models import Offer, ViewCount
from tests.factories import OfferFactory

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


@pytest.fixture
def offer() -> Offer:
    view_counting._counted.clear()
    return OfferFactory()


def look(offer: Offer, agent: str = FIREFOX, times: int = 1, **cookies: str) -> None:
    client = Client(headers={"user-agent": agent})
    client.cookies.load(cookies)
    for _time in range(times):
        assert client.get(offer.get_absolute_url()).status_code == 200


def counted() -> list[tuple[int, int]]:
    view_counting.flush()
    return list(ViewCount.objects.values_list("offer", "views"))


def test_each_day_has_its_number(offer, clock):
    look(offer, times=2)
    assert counted() == [(offer.pk, 2)]
    look(offer)
    assert counted() == [(offer.pk, 3)]
    clock.shift(datetime.timedelta(days=1))
    look(offer)
    assert [views for _offer, views in counted()] == [1, 3]


@pytest.mark.parametrize("agent", ["", "Googlebot/2.1", "curl/8.0", "HeadlessChrome"])
def test_programs_do_not_count(offer, agent: str):
    look(offer, agent)
    assert not counted()


def test_who_is_signed_in_does_not_count(offer):
    look(offer, sessionid="x")
    assert not counted()


def test_the_page_asks_the_database_nothing_for_it(offer, django_assert_num_queries):
    look(offer)
    view_counting._counted.clear()
    with django_assert_num_queries(8):
        look(offer)


def test_what_was_deleted_meanwhile_is_left_out(offer):
    look(offer)
    offer.delete()
    assert not counted()


def test_a_database_that_is_away_harms_nobody(offer, monkeypatch, caplog):
    def fail(taken: object) -> None:
        raise OperationalError("away")

    monkeypatch.setattr(view_counting, "_write", fail)
    look(offer)
    view_counting.flush()
    assert "1 views could not be counted" in caplog.text


def test_it_is_written_later_once_for_all_who_ask():
    done = threading.Event()
    soon = later.Later(done.set)
    soon.ask(0)
    assert not soon.is_waiting
    soon.ask(0.01)
    soon.ask(0.01)
    assert done.wait(5)


def test_old_numbers_are_forgotten(offer):
    today = timezone.localdate()
    for days in (0, KEEP_VIEWS.days, KEEP_VIEWS.days + 1):
        day = today - datetime.timedelta(days=days)
        ViewCount.objects.create(offer=offer, counted_on=day, views=1)
    assert forget_views() == 1
    assert ViewCount.objects.count() == 2
