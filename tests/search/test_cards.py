from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation

from offers.enums import OfferLanguage
from offers.geo import Circle, Point
from offers.schedules import Rule, describe
from offers.vocabulary import vocabulary
from search.card_facts import CardFacts, Moment
from search.cards import build_card
from search.results import Card
from tests.harness.blanks import tied

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=ZoneInfo("Europe/Berlin"))  # a Tuesday
FACTS = CardFacts(
    slug="chor",
    words={"de": ("Chor", "Wir singen."), "ar": ("جوقة", "")},
    provider_name="Verein",
    kind="course",
)


def card(language: str = "de", **facts: object) -> Card:
    with translation.override(language):
        return build_card(3, replace(FACTS, **facts), vocabulary(), NOW)


def moment(hours: float, length: float = 1, **kinds: bool) -> Moment:
    starts_at = int((NOW + timedelta(hours=hours)).timestamp())
    return Moment(starts_at, starts_at + int(length * 3600), **kinds)


def test_addresses_are_in_the_language_of_the_reader() -> None:
    assert card().url == "/de/angebote/3/chor/"
    assert card("en").url == "/en/angebote/3/chor/"


def test_words_are_in_the_language_of_the_reader_or_else_in_german() -> None:
    german, english = card(), card("en")

    assert (german.title, german.language, german.direction, german.is_fallback) == (
        "Chor",
        "de",
        "ltr",
        False,
    )
    assert (english.title, english.language, english.is_fallback) == ("Chor", "de", True)


def test_terms_that_are_not_published_any_more_are_not_named() -> None:
    shown = card(kind="gone", topics=("gone", "networks"), languages=("gone",))

    assert (shown.kind_label, shown.kind_icon, shown.languages_label) == ("", "", "")
    assert shown.topic_labels == (vocabulary().label("topic", "networks"),)


def test_words_that_are_there_in_one_language_only_are_shown_in_that() -> None:
    shown = card(words={"ar": ("جوقة", "")})

    assert (shown.title, shown.language, shown.direction, shown.is_fallback) == ("جوقة", "ar", "rtl", True)


def test_words_in_other_languages_are_named_each_with_its_address() -> None:
    words = dict.fromkeys(("uk", "de-ls", "de", "ar"), ("Chor", ""))
    shown = card("en", words=words)

    assert [(link.name, link.code, link.direction, link.url) for link in shown.other_words] == [
        ("Leichte Sprache", "de-simple", "ltr", "/en/angebote/3/chor/?worte=de-ls"),
        ("العربية", "ar", "rtl", "/en/angebote/3/chor/?worte=ar"),
        ("Українська", "uk", "ltr", "/en/angebote/3/chor/?worte=uk"),
    ]
    assert shown.more_words == 0


def test_of_many_languages_six_are_named_and_the_others_counted() -> None:
    shown = card(words=dict.fromkeys(OfferLanguage.values, ("Chor", "")))

    assert len(shown.other_words) == 6
    assert shown.more_words == len(OfferLanguage.values) - 7


def test_words_in_the_language_shown_are_nothing_besides() -> None:
    assert card(words={"de": ("Chor", "")}).other_words == ()


def test_easy_german_is_told_as_german_to_browsers() -> None:
    assert card(words={"de-ls": ("Chor", "")}).language == "de-simple"


def test_terms_are_called_by_their_labels() -> None:
    shown = card(topics=("german-courses",), languages=("de", "ar"))

    assert shown.topic_labels == ("Deutschkurse",)
    assert shown.languages_label == "Deutsch, Arabisch"
    assert shown.kind_label != "course"
    assert shown.kind_icon
    assert card("en", topics=("german-courses",)).topic_labels == ("German courses",)


@pytest.mark.parametrize(
    ("facts", "place"),
    [
        ({"towns": ("Siegburg",)}, "Siegburg"),
        ({"towns": ("Siegburg", "Lohmar")}, "Siegburg, Lohmar"),
        ({"towns": ("Siegburg", "Lohmar", "Much")}, "Siegburg und 2 weitere Orte"),
        ({"towns": ("Siegburg",), "is_online": True}, "Siegburg, online"),
        ({"is_online": True, "serves_whole_county": True}, "Online"),
        ({"serves_whole_county": True}, "Ganzer Kreis"),
        ({}, ""),
    ],
)
def test_the_place_is_said_shortly(facts: dict[str, object], place: str) -> None:
    assert card(**facts).place == place


def test_the_distance_is_said_to_who_looks_near_a_place() -> None:
    near = Circle(Point(50.796665, 7.2049), 10)
    facts = replace(FACTS, towns=("Hennef (Sieg)",), points=(Point(50.7756, 7.2831),))

    assert build_card(3, facts, vocabulary(), NOW, near).distance_label == "etwa 6 km"
    assert build_card(3, facts, vocabulary(), NOW).distance_label == ""
    # Where it only comes to people of a town, nobody goes anywhere.
    assert build_card(3, replace(facts, towns=()), vocabulary(), NOW, near).distance_label == ""


@pytest.mark.parametrize(
    ("costs", "label", "is_free"),
    [
        ((), "", False),
        ((("free", ""),), "kostenlos", True),
        ((("amount", "20.00"),), "20~€", False),
        ((("amount", "2.50"), ("amount", "12.50")), "ab 2,50~€", False),
        ((("amount", "20.00"), ("reduced", "5.00")), "20~€", False),
        ((("reduced", ""),), "Ermäßigung möglich", False),
        ((("free", ""), ("amount", "3.00")), "3~€", False),
    ],
)
def test_the_price_is_said_shortly(costs: tuple[tuple[str, str], ...], label: str, is_free: bool) -> None:
    shown = card(costs=costs)

    assert (shown.cost_label, shown.cost_is_free) == (tied(label), is_free)


@pytest.mark.parametrize(
    ("hours", "label"),
    [
        (4, "heute, 14:30~Uhr"),
        (24, "morgen, 10:30~Uhr"),
        (24 * 6, "Mo,~30.~November, 10:30~Uhr"),
    ],
)
def test_the_next_time_is_said_as_people_say_it(hours: float, label: str) -> None:
    assert card(moments=(moment(hours),)).next_label == tied(label)


def test_times_that_are_over_are_passed_by_when_the_card_is_read() -> None:
    shown = card(moments=(moment(-30), moment(-2), moment(5)))

    assert shown.next_on == NOW + timedelta(hours=5)


def test_what_is_going_on_is_next() -> None:
    assert card(moments=(moment(-0.5), moment(5))).next_on == NOW - timedelta(hours=0.5)
    assert card(moments=(moment(-48, 96),)).next_label == "läuft gerade"
    assert card(moments=(moment(-2, 4, is_opening_hours=True),)).next_label == "jetzt geöffnet"


def test_nothing_is_next_where_everything_is_over_or_nothing_was_said() -> None:
    for shown in (card(), card(moments=(moment(-5),))):
        assert (shown.next_on, shown.next_label) == (None, "")


def test_a_whole_day_has_no_time_of_day() -> None:
    assert card(moments=(moment(20, 24, is_all_day=True),)).next_label == "morgen"


def test_timetables_are_said_in_the_language_of_the_reader() -> None:
    rule = Rule(byday=("MO",), starts_at=time(18), ends_at=time(20))

    assert "Montag" in card(rules=(rule,)).schedule_label
    assert card(rules=(rule, rule, rule)).schedule_label.count("18") == 2


def test_a_single_day_is_said_once_and_not_when_it_is_over() -> None:
    next_time = moment(5)
    today = timezone.localdate(NOW)
    days = [today + timedelta(days=days) for days in (-1, 0, 40)]
    shown = card(
        rules=tuple(Rule(freq="once", starts_on=day) for day in days), moments=(next_time,)
    ).schedule_label

    assert shown == describe(Rule(freq="once", starts_on=days[2]))


def test_badges_say_what_is_special_warnings_first() -> None:
    shown = card(has_childcare=True, is_online=True, places="few", is_temporarily_closed=True)

    assert [badge.code for badge in shown.badges] == ["closed", "few", "childcare", "online"]
    assert all(badge.label and badge.icon for badge in shown.badges)


@pytest.mark.parametrize(
    ("closed_until", "is_closed"), [(None, True), (date(2026, 11, 24), True), (date(2026, 11, 23), False)]
)
def test_an_offer_is_closed_until_the_day_that_was_said(closed_until: date | None, is_closed: bool) -> None:
    shown = card(is_temporarily_closed=True, closed_until=closed_until)

    assert any(badge.code == "closed" for badge in shown.badges) is is_closed


@pytest.mark.parametrize("places", ["", "yes"])
def test_free_places_need_no_badge(places: str) -> None:
    assert card(places=places).badges == ()


def test_the_level_is_a_range() -> None:
    assert card(level_from="a1", level_to="b1").level_label == "A1 – B1"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"verified_on": date(2026, 7, 1), "review_on": date(2026, 10, 26)}, ""),
        (
            {"verified_on": date(2026, 7, 1), "review_on": date(2026, 10, 25)},
            "Seit 01.07.2026 nicht bestätigt. Bitte fragen Sie vorher nach.",
        ),
        ({"review_on": date(2026, 10, 25)}, "Noch nicht bestätigt. Bitte fragen Sie vorher nach."),
        ({"review_on": None}, ""),
    ],
)
def test_what_nobody_has_confirmed_for_long_says_so_from_the_day_on(
    facts: dict[str, date | None], said: str
) -> None:
    assert card(**facts).stale_label == said
