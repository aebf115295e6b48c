"""So often and no more, from one address, which nobody can find out afterwards."""

import datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from offers.guards.rate_limits import allow, forget
from offers.models import RateCount, RateSalt

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def ask(rf):
    def ask_from(address: str = "192.0.2.77", purpose: str = "door", limit: int = 2) -> bool:
        return allow(rf.get("/", REMOTE_ADDR=address), purpose, limit, HOUR)

    return ask_from


@pytest.mark.django_db
class TestAllow:
    def test_so_often_and_no_more(self, ask, clock):
        assert [ask() for _time in range(4)] == [True, True, False, False]

    def test_the_next_window_begins_anew(self, ask, clock):
        assert [ask() for _time in range(3)] == [True, True, False]
        clock.shift(HOUR)
        assert ask()

    def test_each_address_and_each_purpose_has_its_own(self, ask, clock):
        assert ask(limit=1)
        assert ask(address="192.0.2.78", limit=1)
        assert ask(purpose="mail", limit=1)
        assert not ask(limit=1)

    def test_a_network_of_ipv6_is_one(self, ask, clock):
        assert ask(address="2001:db8::1", limit=1)
        assert not ask(address="2001:db8::2", limit=1)
        assert ask(address="2001:db8:0:1::1", limit=1)

    def test_it_asks_the_database_little(self, ask, clock, django_assert_max_num_queries):
        ask()
        with django_assert_max_num_queries(2):
            ask()


@pytest.mark.django_db
class TestPrivacy:
    def test_the_address_is_nowhere(self, ask, clock):
        ask()
        assert "192.0.2" not in str(list(RateCount.objects.values()))

    def test_the_same_address_has_other_keys_for_other_purposes_and_days(self, ask, clock):
        ask()
        ask(purpose="mail")
        clock.shift(datetime.timedelta(days=1))
        ask()
        assert RateCount.objects.values("key").distinct().count() == 3

    def test_a_new_day_deletes_the_old_salt(self, ask, clock):
        ask()
        before = RateSalt.objects.get()
        clock.shift(datetime.timedelta(days=1))
        ask()
        after = RateSalt.objects.get()
        assert bytes(after.salt) != bytes(before.salt)

    def test_without_visitors_the_night_deletes_it(self, ask, clock):
        ask()
        clock.shift(datetime.timedelta(days=2))
        assert forget(timezone.now()) == 1
        assert not RateSalt.objects.exists()
        assert not RateCount.objects.exists()

    def test_what_is_of_today_stays(self, ask, clock, capsys):
        ask()
        call_command("forget_rate_counts")
        assert capsys.readouterr().out == "0 counts were forgotten.\n"
        assert RateSalt.objects.exists()
