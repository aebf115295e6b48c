"""The promise of the log: no address, no number of a person and no rare words ever reach the database."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.insights import recording
from search.insights.tally import Search
from search.models import SearchCount, SeenWords
from search.query import tidy_text
from tests.search.insights.test_visits import FIREFOX

FIRST = date(2026, 11, 1)
SOME_WORDS = st.sampled_from(["", "Deutschkurs", "meine Nummer", "دورة", "b1", "in Hennef", "ruf an:"])
SEPARATORS = st.sampled_from(["", " ", "-", "/", ".", " - ", "\u200b", "_", ") "])
DIGITS = st.sampled_from(["0123456789", "٠١٢٣٤٥٦٧٨٩", "０１２３４５６７８９"])


@st.composite
def phone_numbers(draw) -> str:
    """At least seven digits of any script, in groups however a person may write them."""
    alphabet = draw(DIGITS)
    groups = draw(st.lists(st.text(alphabet, min_size=1, max_size=5), min_size=1, max_size=6))
    groups.append(draw(st.text(alphabet, min_size=7 - min(6, sum(map(len, groups))), max_size=8)))
    return draw(st.sampled_from(["", "+", "Tel. ", "("])) + draw(SEPARATORS).join(groups)


PERSONAL = st.one_of(st.emails(), phone_numbers())
examples = settings(
    max_examples=300,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def count(text: str, days: int) -> None:
    """Somebody searches for it once a day."""
    for number in range(days):
        search = Search(FIRST + timedelta(days=number), "de", tidy_text(text), "", "none")
        recording._tally.add(search, searches=1, wishes=1)
        recording.flush()


@pytest.mark.django_db
@examples
@given(before=SOME_WORDS, personal=PERSONAL, after=SOME_WORDS)
def test_no_address_and_no_number_is_ever_kept(before: str, personal: str, after: str) -> None:
    count(f"{before} {personal} {after}", days=4)

    assert set(SearchCount.objects.values_list("words", flat=True)) == {""}
    assert not SeenWords.objects.exists()


@pytest.mark.django_db
@examples
@given(text=st.text(max_size=40))
def test_no_words_are_kept_that_fewer_than_three_days_had(text: str) -> None:
    count(text, days=2)

    assert set(SearchCount.objects.values_list("words", flat=True)) == {""}
    SearchCount.objects.all().delete()
    SeenWords.objects.all().delete()


def test_nothing_of_a_rare_search_is_anywhere_in_the_database(build_index) -> None:
    """Through the page itself, with everything a browser sends along."""
    build_index()
    visitor = Client(
        headers={"user-agent": f"{FIREFOX} Einzigartig/1", "referer": "http://testserver/einzigartig"},
        REMOTE_ADDR="192.0.2.77",
    )
    for text in ("Einzigartig Hausnummer", "einzigartig@example.org", "0170 99887766"):
        page = visitor.get("/de/angebote/", {"q": text, "ort": "05382060"})
        assert page.status_code == 200
        assert not page.cookies
    recording.flush()

    assert sum(SearchCount.objects.values_list("searches", flat=True)) == 3
    everything = whole_database()
    assert not re.search("einzigartig", everything, re.IGNORECASE)
    assert "99887766" not in everything
    assert "192.0.2.77" not in everything
    assert "Firefox" not in everything


def whole_database() -> str:
    """Every value of every table."""
    values = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            values += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(values)
