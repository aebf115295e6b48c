"""Pages go through wagtail-localize: words are translated, facts come along."""

import datetime

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments.extract import extract_segments

from home.models import ContentPage, CounsellingPage, EventPage, LanguageEducationPage, RoadmapPage
from tests.factories import term
from tests.factories.pages import add_event, add_page, home_page

pytestmark = pytest.mark.django_db

STAGE = {"stage": "kita", "ages": "bis 6 Jahre", "text": "<p>Spielend</p>", "topics": ["kita-language"]}
OFFERS = {
    "title": "Kurse",
    "text": "",
    "topics": ["german-courses"],
    "municipalities": ["05382060"],
    "target_groups": [],
    "languages": [],
    "levels": ["a1"],
    "kinds": [],
    "limit": 3,
}


def words(page) -> list[str]:
    return [segment.string.data for segment in extract_segments(page) if hasattr(segment, "string")]


def translate(page, texts: dict[str, str]):
    """Translate these texts of a page and publish it, as an editor does on wagtail-localize's page."""
    english = Locale.objects.get(language_code="en")
    source, _is_new = TranslationSource.get_or_create_from_instance(page)
    source.update_from_db()
    translation = Translation.objects.create(source=source, target_locale=english)
    for segment in source.stringsegment_set.select_related("string", "context"):
        if segment.string.data in texts:
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=english,
                context=segment.context,
                data=texts[segment.string.data],
            )
    translation.save_target(publish=True)
    return type(page).objects.get(locale=english, translation_key=page.translation_key)


def test_words_are_up_for_translation_and_codes_are_not():
    page = add_page(
        LanguageEducationPage,
        title="Sprache",
        term=term("language-education"),
        stages=[("stage", STAGE)],
        body=[("offers", OFFERS)],
    )
    found = words(page)
    assert {"Sprache", "bis 6 Jahre", "Spielend", "Kurse"} <= set(found)
    assert not {"kita", "kita-language", "german-courses", "05382060", "a1"} & set(found)


def test_facts_come_along_and_words_are_english():
    page = add_page(
        LanguageEducationPage,
        title="Sprache",
        introduction="Deutsch lernen.",
        term=term("language-education"),
        stages=[("stage", STAGE)],
    )
    texts = {"Sprache": "Language", "Deutsch lernen.": "Learn German.", "Spielend": "Playing"}
    english = translate(page, texts)
    assert (english.title, english.introduction) == ("Language", "Learn German.")
    assert english.term == page.term
    stage = english.stages[0].value
    assert stage["text"].source == "<p>Playing</p>"
    assert stage["topics"] == ["kita-language"]
    assert stage["ages"] == "bis 6 Jahre"


def test_the_steps_of_the_way_keep_date_and_state():
    step = {
        "title": "Antrag",
        "state": "done",
        "on": datetime.date(2013, 12, 5),
        "period": "",
        "text": "",
        "source_title": "",
        "source_url": "",
    }
    page = add_page(RoadmapPage, title="Der Weg", milestones=[("milestone", step)])
    english = translate(page, {"Antrag": "Motion", "Der Weg": "The way"})
    (found,) = english.steps
    assert (found["title"], found["state"], found["on"]) == ("Motion", "done", datetime.date(2013, 12, 5))


def test_hours_need_no_translation():
    hours = {
        "weekday": "MO",
        "opens": datetime.time(9),
        "closes": datetime.time(12),
        "is_by_appointment": True,
        "note": "",
    }
    page = add_page(CounsellingPage, title="Rat", term=term("counselling"), opening_hours=[("hours", hours)])
    assert set(words(page)) == {"Rat", "rat"}
    assert translate(page, {"Rat": "Advice"}).opening_hours[0].value["opens"] == datetime.time(9)


def test_an_event_keeps_its_time_and_place():
    page = add_event(title="Fest", place_name="Kreishaus")
    translate(page.get_parent().specific, {"Termine": "Events"})
    english = translate(page, {"Fest": "Party"})
    assert (english.title, english.starts_at, english.place_name) == ("Party", page.starts_at, "Kreishaus")
    assert EventPage.objects.count() == 2


def test_a_page_below_another_finds_its_place_in_the_other_tree():
    above = add_page(ContentPage, title="Ankommen")
    below = add_page(ContentPage, above, title="Anmelden")
    translate(above, {"Ankommen": "Arriving"})
    english = translate(below, {"Anmelden": "Register"})
    assert english.is_descendant_of(home_page("en"))
    assert english.get_parent().title == "Arriving"
