from datetime import date, time

import pytest

from offers.geo import Point
from offers.schedules import Rule
from search.card_facts import CardFacts, Moment

SMALL = CardFacts(slug="chor", words={"de": ("Chor", "")}, provider_name="V", kind="course")
FULL = CardFacts(
    slug="chor",
    words={"de": ("Chor\n\t„A“", "Wir singen."), "ar": ("جوقة", "")},
    provider_name="Verein \x1f",
    kind="course",
    topics=("a", "b"),
    languages=("de", "ar"),
    level_from="a1",
    level_to="b1",
    costs=(("free", ""), ("amount", "12.50")),
    towns=("Hennef (Sieg)",),
    points=(Point(50.775911, 7.282575), Point(-1.5, 0.0)),
    serves_whole_county=True,
    is_online=True,
    is_women_only=True,
    has_childcare=True,
    is_barrier_free=True,
    is_temporarily_closed=True,
    closed_until=date(2027, 1, 2),
    places="few",
    verified_on=date(2026, 11, 1),
    review_on=date(2027, 1, 30),
    is_example=True,
    rules=(
        Rule(byday=("MO", "WE"), starts_at=time(9, 30), ends_at=time(11), until=date(2027, 3, 1)),
        Rule(freq="once", starts_on=date(2026, 12, 1)),
        Rule(freq="monthly", interval=2, bymonthday=-1, is_opening_hours=True),
    ),
    moments=(Moment(1, 2, True, False), Moment(3)),
)


@pytest.mark.parametrize("facts", [SMALL, FULL])
def test_facts_come_back_from_their_line_as_they_were(facts: CardFacts) -> None:
    assert CardFacts.from_json(facts.to_json()) == facts


@pytest.mark.parametrize("facts", [SMALL, FULL])
def test_facts_are_one_line_without_a_tab(facts: CardFacts) -> None:
    assert not set(facts.to_json()) & {"\n", "\r", "\t"}


def test_what_is_empty_takes_no_room() -> None:
    assert len(SMALL.to_json()) < 120


@pytest.mark.parametrize("line", ["", "{", "[]", "{}", '{"slug": "x"}', '{"words": {"de": ["x"]}}'])
def test_a_line_that_is_something_else_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="not the facts of a card"):
        CardFacts.from_json(line)
