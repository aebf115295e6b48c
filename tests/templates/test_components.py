"""Components say what they are given, in the language and direction it is in, and nothing they are not."""

import datetime
from dataclasses import replace
from functools import partial

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from offers.detail.values import ContactDetail, OccurrenceDetail, PlaceDetail
from offers.words_links import WordsLink, words_links
from search import markup
from search.pages import PageLink, Pagination
from search.results import Badge, Card, Chip, Facet, Marked, Value

CARD = Card(
    pk=7,
    url="/de/angebote/7/deutsch/",
    title="Deutsch A1",
    summary="Von Anfang an.",
    language="de",
    direction="ltr",
    is_fallback=False,
    provider_name="Verein <Sieg>",
    kind_label="Kurs",
    kind_icon="course",
    place="Siegburg",
    topic_labels=("Deutschkurse",),
    level_label="",
    cost_label="kostenlos",
    cost_is_free=True,
    languages_label="",
    next_on=None,
    next_label="heute, 9:00 Uhr",
    schedule_label="",
    badges=(),
    verified_label="12.10.2026",
    stale_label="",
    is_example=False,
)


def cards() -> st.SearchStrategy[Card]:
    """Cards that differ in their texts, and in which of them they have."""
    texts = st.sampled_from(["", "Sieg & <Söhne>", "\ue0000\ue001", "عربي", "x"])
    links = st.sets(st.sampled_from(["ar", "uk", "tr"])).map(
        lambda languages: words_links(languages, address="/de/angebote/8/x/", shown="de")
    )
    return st.builds(
        partial(replace, CARD),
        **dict.fromkeys(markup.TEXTS, texts),
        other_words=links,
        cost_is_free=st.booleans(),
        is_example=st.booleans(),
    )


def component(name: str, **context: object) -> str:
    with translation.override("de"):
        html = render_to_string(f"components/{name}.html", context)
    return " ".join(html.split())


MARKED = st.none() | st.just(Marked(mark_safe("<mark>Sieg</mark> &amp; Söhne"), mark_safe("<mark>x</mark>")))


def drawn_card(card: Card, heading: str = "h3", marked: Marked | None = None) -> str:
    with translation.override("de"):
        return " ".join(markup.draw_card(card, heading, marked).split())


def drawn_facet(facet: Facet, *, is_open: bool = False) -> str:
    with translation.override("de"):
        return " ".join(markup.draw_facet(facet, is_open=is_open).split())


def tag(source: str, **context: object) -> str:
    return Template("{% load components %}" + source).render(Context(context))


class TestIcon:
    def test_is_decoration_without_a_label(self):
        html = tag('{% icon "place" %}')
        assert 'aria-hidden="true"' in html
        assert "portal/icons" in html
        assert "#place" in html

    def test_is_a_picture_with_a_label(self):
        html = tag('{% icon "place" "Ort" %}')
        assert 'role="img" aria-label="Ort"' in html
        assert "aria-hidden" not in html

    def test_there_is_none_without_a_name(self):
        assert tag('{% icon "" %}') == ""

    def test_pointing_ones_turn_with_the_direction_of_reading(self):
        assert "icon--directional" in tag('{% icon "chevron" %}')
        assert "icon--directional" not in tag('{% icon "clock" %}')


class TestNotice:
    def test_escapes_its_title_and_keeps_its_content(self):
        html = tag('{% notice "warning" title=title %}<p>Achtung</p>{% endnotice %}', title="1 < 2")
        assert "notice--warning" in html
        assert "1 &lt; 2" in html
        assert "<p>Achtung</p>" in html

    def test_has_no_heading_without_a_title(self):
        assert "notice__title" not in tag("{% notice %}Text{% endnotice %}")


class TestOfferCard:
    def test_shows_the_facts_there_are(self):
        html = drawn_card(CARD)
        assert '<a href="/de/angebote/7/deutsch/">Deutsch A1</a>' in html
        assert "Verein &lt;Sieg&gt;" in html
        assert "heute, 9:00 Uhr" in html
        assert "geprüft am 12.10.2026" in html
        assert "Deutsch-Niveau" not in html
        assert "Beispiel" not in html

    def test_marks_the_words_of_a_search_where_there_are_some(self):
        html = drawn_card(
            CARD, marked=Marked(mark_safe("<mark>Deutsch</mark> A1"), mark_safe("Von Anfang an."))
        )
        assert '<a href="/de/angebote/7/deutsch/"><mark>Deutsch</mark> A1</a>' in html
        assert "Von Anfang an." in html
        assert "<mark>" not in drawn_card(CARD)

    def test_words_carry_their_own_language_and_direction(self):
        html = drawn_card(replace(CARD, language="ar", direction="rtl"), "h2")
        assert '<h2 class="card__title" lang="ar" dir="rtl">' in html

    def test_says_which_other_languages_its_words_are_in(self):
        links = words_links(["ar", "uk"], address=CARD.url, shown="de")
        html = drawn_card(replace(CARD, other_words=links, more_words=2))
        assert '<a href="/de/angebote/7/deutsch/?worte=ar" lang="ar" dir="rtl">العربية</a>' in html
        assert html.index("Text auch in:") < html.index("العربية") < html.index("Українська")
        assert '<span aria-hidden="true">+2</span>' in html
        assert "und 2 weitere Sprachen" in html
        assert "Text auch in:" not in drawn_card(CARD)

    @given(cards(), MARKED)
    def test_is_what_its_template_draws_whatever_card_had_the_same_shape_before(
        self, card: Card, marked: Marked | None
    ):
        words = (
            {name: text for name, text in marked._asdict().items() if getattr(card, name)} if marked else {}
        )
        direct = component("offer_card", card=replace(card, **words), heading="h3")
        assert drawn_card(card, marked=marked) == direct

    def test_an_example_is_marked(self):
        assert "Beispiel" in drawn_card(replace(CARD, is_example=True))

    @pytest.mark.parametrize(
        ("code", "tone"),
        [("few", "tag--warning"), ("waiting_list", "tag--warning"), ("full", "tag--danger")],
    )
    def test_few_places_stand_out(self, code: str, tone: str):
        assert tone in component("badge", badge=Badge(code, "Plätze", "people"))


class TestFacet:
    child = Value("german-courses", "Deutschkurse", parent="language-education")
    topics = Facet(
        "topics",
        "thema",
        "Thema",
        ((Value("language-education", "Sprache"), ((child, ()),)),),
        {"language-education": 84, "german-courses": 41},
        ("german-courses",),
    )
    kinds = Facet("kinds", "art", "Art", ((Value("course", "Kurs"), ()),), {"course": 3})

    def test_is_a_fieldset_of_checkboxes(self):
        html = drawn_facet(self.kinds)
        assert '<legend class="visually-hidden">Art</legend>' in html
        assert '<input type="checkbox" name="art" value="course" >' in html
        assert '<details class="facet">' in html

    def test_what_is_chosen_is_ticked_and_unfolded(self):
        html = drawn_facet(self.topics, is_open=True)
        assert 'value="german-courses" checked' in html
        assert '<details class="facet__more" open>' in html

    def test_counts_each_time_anew(self):
        many = self.kinds._replace(counts={"course": 77})
        assert drawn_facet(self.kinds).replace(">3<", ">77<") == drawn_facet(many)

    def test_without_anything_to_choose_there_is_none(self):
        assert drawn_facet(self.kinds._replace(counts={})) == ""

    def test_a_chip_says_what_it_takes_away(self):
        html = component("chips", chips=(Chip("Siegburg", "Ort", "?q=x"),), clear_url="/de/angebote/")
        assert 'href="?q=x"' in html
        assert "Filter entfernen: Ort" in html


class TestPagination:
    pages = Pagination(
        True, False, "?seite=1", "", (PageLink("1", "?seite=1"), PageLink(), PageLink("3", "?", True))
    )

    def test_marks_the_page_one_is_on(self):
        html = component("pagination", pagination=self.pages)
        assert html.count('aria-current="page"') == 1
        assert 'rel="prev"' in html
        assert 'rel="next"' not in html
        assert "…" in html

    def test_there_is_none_for_a_single_page(self):
        alone = Pagination(False, False, "", "", (PageLink("1", "?", True),))
        assert component("pagination", pagination=alone) == ""


class TestPlacesAndPeople:
    def test_a_hidden_address_is_not_shown_and_said_to_be_protected(self):
        place = PlaceDetail("", (), True, "Troisdorf", (), "", "")
        assert "In Troisdorf. Die genaue Adresse ist geschützt." in component("place", place=place)

    def test_a_phone_number_can_be_called(self):
        contact = ContactDetail("Ada", "", "", "02241 13-0", "tel:+49224113", "")
        html = component("contact", contact=contact)
        assert 'href="tel:+49224113"' in html
        assert "mailto:" not in html

    def test_a_date_says_day_and_time_in_local_time(self):
        starts_at = datetime.datetime(2026, 11, 24, 8, tzinfo=datetime.UTC)
        date = OccurrenceDetail(starts_at, starts_at + datetime.timedelta(hours=3), is_all_day=False)
        html = component("occurrence", date=date)
        assert "Dienstag, 24. November 2026" in html
        assert "9:00 bis 12:00 Uhr" in html

    def test_words_in_other_languages_are_called_by_their_own_names(self):
        links = (
            WordsLink("de", "Deutsch", "?worte=de", True, "ltr"),
            WordsLink("ar", "العربية", "?worte=ar", False, "rtl"),
        )
        html = component("words_switch", translations=links)
        assert 'lang="ar" dir="rtl" >العربية' in html
        assert html.count("aria-current") == 1
        assert component("words_switch", translations=()) == ""


@pytest.mark.parametrize("name", ["500.html", "503.html"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_pages_for_a_broken_portal_need_neither_context_nor_database(name: str, language: str):
    with translation.override(language):
        html = render_to_string(name)
    assert f'<html lang="{language}">' in html
    assert 'href="/"' in html
