"""All suggestions as a resident gets them, from the vocabulary and offers of the database."""

import logging
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from django.utils import translation

from offers.models import Offer, Provider, TermLabel
from search.models import SynonymSet
from search.query import SearchQuery
from search.suggestions import suggest
from search.suggestions.providers import suggest_providers
from search.suggestions.values import MOST, Group, Suggestion, number_of
from tests.factories.offers import LocationFactory, OfferFactory, ProviderFactory
from tests.factories.reference import municipality, term

SIEGBURG = "05382060"


def groups(text: str, **query: object) -> dict[str, Group]:
    return {group.code: group for group in suggest(SearchQuery(text=text, **query))}


def of(code: str, text: str, **query: object) -> list[Suggestion]:
    found = groups(text, **query).get(code)
    return list(found.suggestions) if found else []


def labels(code: str, text: str, **query: object) -> list[str]:
    return [suggestion.label for suggestion in of(code, text, **query)]


@pytest.fixture
def courses(build_index) -> None:
    siegburg = LocationFactory(municipality=municipality("Siegburg"))
    OfferFactory(
        title="Deutschkurs am Abend",
        topics=["german-courses"],
        target_groups=["women"],
        languages=["tr"],
        locations=[siegburg],
        provider=ProviderFactory(name="Sprachwerkstatt Siegtal"),
        words={"ar": {"title": "دورة مسائية"}, "en": {"title": "Evening class"}},
    )
    OfferFactory(title="Fußball für alle", serves=["Lohmar"], provider=ProviderFactory(name="SV Sülztal"))
    build_index()


@pytest.mark.usefixtures("courses")
class TestFilters:
    @pytest.mark.parametrize(
        ("typed", "hint"),
        [
            ("Deutschk", "Thema"),
            ("alm", "Almanca kursu"),
            ("نعلم الألم", None),
            ("German c", "German courses"),
            ("ألم", "دورة ألمانية"),
            ("آلم", "کلاس آلمانی"),
            ("курси нім", "Курси німецької"),
            ("deutshk", "Thema"),
        ],
    )
    def test_a_topic_is_suggested_in_any_language(self, typed: str, hint: str | None) -> None:
        found = {suggestion.label: suggestion for suggestion in of("filters", typed)}

        assert "Deutschkurse" in found
        if hint:
            assert found["Deutschkurse"].hint == hint

    def test_choosing_one_sets_the_filter_in_place_of_the_words(self) -> None:
        (suggestion,) = of("filters", "deutschkurse")

        assert suggestion.url == "/de/angebote/?thema=german-courses"
        assert suggestion.count == 1

    def test_words_before_it_and_other_filters_are_kept(self) -> None:
        suggestion = of("filters", "abends deutschkurse", municipalities=(SIEGBURG,))[0]

        assert suggestion.before == "abends"
        assert suggestion.url == f"/de/angebote/?q=abends&thema=german-courses&ort={SIEGBURG}"

    def test_a_filter_in_use_is_not_suggested_again(self) -> None:
        assert "Deutschkurse" not in labels("filters", "deutschkurse", topics=("german-courses",))

    def test_what_would_give_nothing_is_not_suggested(self) -> None:
        assert labels("filters", "alphabetisierung") == []
        assert labels("filters", "deutschkurse", municipalities=("05382032",)) == []

    @pytest.mark.parametrize(("typed", "label"), [("Frau", "Frauen"), ("türk", "Türkisch"), ("Kur", "Kurs")])
    def test_other_kinds_of_filters_are_suggested(self, typed: str, label: str) -> None:
        assert label in labels("filters", typed)

    def test_german_is_too_common_to_filter_by(self) -> None:
        assert "Deutsch" not in labels("filters", "deutsch")

    def test_labels_are_in_the_language_of_the_page(self) -> None:
        with translation.override("en"):
            (suggestion,) = [one for one in of("filters", "Deutschkurse") if "thema=german" in one.url]

        assert suggestion.label == "German courses"
        assert (suggestion.hint, suggestion.hint_language) == ("Deutschkurse", "de")
        assert suggestion.url.startswith("/en/")

    def test_a_new_synonym_is_suggested_at_once(self) -> None:
        assert labels("filters", "schnattern") == []
        label = TermLabel.objects.get(term=term("german-courses"), language="de")
        label.synonyms += ", Schnattern"
        label.save()

        assert labels("filters", "schnatt") == ["Deutschkurse"]

    def test_words_that_editors_put_to_a_term_are_suggested(self) -> None:
        assert labels("filters", "quasselb") == []
        SynonymSet.objects.create(words="Quasselbude, پچپچ‌خانه", term=term("german-courses"))
        (suggestion,) = of("filters", "quasselb")

        assert (suggestion.label, suggestion.hint) == ("Deutschkurse", "Quasselbude")
        assert suggestion.hint_language == "", "nobody said which it is"


@pytest.mark.usefixtures("courses")
class TestPlaces:
    def test_a_place_sets_its_filter_and_keeps_the_words_before_it(self) -> None:
        (suggestion,) = of("places", "Deutschkurs sieg")

        assert suggestion.label == "Siegburg"
        assert suggestion.url == f"/de/angebote/?q=Deutschkurs&ort={SIEGBURG}"
        assert suggestion.count is None, "nobody counted the offers with these words"

    def test_a_place_is_found_by_its_name_in_another_script_and_by_its_postcode(self) -> None:
        assert "Siegburg" in labels("places", "Зігбу") + labels("places", "Зигбу")
        (suggestion,) = of("places", "53721")
        assert (suggestion.label, suggestion.hint) == ("Siegburg", "53721")

    def test_the_second_half_of_a_foreign_spelling_is_no_name(self, build_index) -> None:
        OfferFactory(locations=[LocationFactory(municipality=municipality("Troisdorf"))])
        build_index()
        cache.clear()

        assert labels("places", "ترويس") == ["Troisdorf"]
        assert labels("places", "دور") == []

    def test_a_mistyped_place_is_understood(self) -> None:
        assert labels("places", "Siegbrug") == ["Siegburg"]


@pytest.mark.usefixtures("courses")
class TestOffers:
    def test_a_title_leads_to_its_offer(self) -> None:
        (suggestion,) = of("offers", "deutschk")
        offer = Offer.objects.get(translations__title="Deutschkurs am Abend")

        assert (suggestion.label, suggestion.url) == ("Deutschkurs am Abend", offer.get_absolute_url())
        assert suggestion.hint == "Sprachwerkstatt Siegtal, Siegburg"

    def test_a_title_in_another_language_leads_to_the_words_in_it(self) -> None:
        (suggestion,) = of("offers", "دور")

        assert suggestion.label == "دورة مسائية"
        assert (suggestion.language, suggestion.direction) == ("ar", "rtl")
        assert suggestion.url.endswith("?worte=ar")

    def test_the_language_of_the_page_comes_first(self) -> None:
        with translation.override("en"):
            (suggestion,) = of("offers", "evening")

        assert suggestion.label == "Evening class"
        assert "?" not in suggestion.url

    def test_what_was_unpublished_a_moment_ago_is_gone(self) -> None:
        Offer.objects.filter(translations__title="Deutschkurs am Abend").update(live=False)

        assert labels("offers", "deutschk") == []

    def test_filters_hold(self) -> None:
        assert labels("offers", "fußball") == ["Fußball für alle"]
        assert labels("offers", "fußball", municipalities=(SIEGBURG,)) == []


@pytest.mark.usefixtures("courses")
class TestProviders:
    @pytest.mark.parametrize("typed", ["sprachw", "Siegt", "sprachwerkstat"])
    def test_a_name_leads_to_its_page(self, typed: str) -> None:
        provider = Provider.objects.get(name="Sprachwerkstatt Siegtal")
        (suggestion,) = of("providers", typed)

        assert (suggestion.label, suggestion.url) == (provider.name, provider.get_absolute_url())

    def test_who_is_gone_renamed_or_has_no_offers_is_not_called_by_the_old_name(self) -> None:
        assert labels("providers", "SV Sülz") == ["SV Sülztal"]
        Provider.objects.filter(name="SV Sülztal").update(name="SV Overath")
        assert labels("providers", "SV Sülz") == ["SV Overath"]
        Offer.objects.filter(provider__name="SV Overath").update(live=False)

        assert labels("providers", "SV Sülz") == []

    def test_names_are_read_once_and_again_when_they_may_have_changed(
        self, django_assert_num_queries
    ) -> None:
        of("providers", "SV Sülz")
        with django_assert_num_queries(1):
            list(suggest_providers(SearchQuery(text="SV Sülz")))
        ProviderFactory(name="SV Sülzburg").offers.set([OfferFactory()])
        cache.clear()

        assert len(of("providers", "SV Sülz")) == 2


class TestWords:
    def test_a_word_is_completed_from_those_that_offers_use(self, build_index) -> None:
        OfferFactory.create_batch(2, title="Töpferwerkstatt am Sonntag")
        OfferFactory.create_batch(3, title="Töpfern am Samstag")
        build_index()

        assert labels("words", "töpf") == ["töpfern", "töpferwerkstatt"]
        assert labels("words", "gemeinsam toepf") == ["gemeinsam töpfern", "gemeinsam töpferwerkstatt"]
        assert labels("words", "töpfern") == []
        assert of("words", "töpfe", costs=("free",))[0].url.endswith("&kosten=free")


class TestAllTogether:
    @pytest.mark.parametrize("typed", ["", "d", " ", "?!", '"', "-"])
    def test_nothing_is_suggested_before_two_letters(self, build_index, typed: str) -> None:
        OfferFactory(title="Deutschkurs")
        build_index()

        assert suggest(SearchQuery(text=typed)) == ()

    def test_there_are_a_few_of_each_kind(self, build_index) -> None:
        for number in range(9):
            OfferFactory(
                title=f"Siegburg singt, Teil {number}",
                locations=[LocationFactory()],
                provider=ProviderFactory(name=f"Siegburger Chor {number}"),
            )
        build_index()
        found = groups("sieg")

        assert number_of(found.values()) == MOST
        assert {code: len(group.suggestions) for code, group in found.items()} == {
            "places": 1,
            "offers": 3,
            "providers": 3,
            "words": 1,
        }

    def test_without_an_index_there_is_what_needs_none(self, index_folder, db, caplog) -> None:
        OfferFactory(title="Deutschkurs", provider=ProviderFactory(name="Deutschverein"))
        with caplog.at_level(logging.WARNING):
            found = groups("deutsch")

        assert "cannot suggest" in caplog.text
        assert {"filters", "providers"} == found.keys()
        assert found["filters"].suggestions[0].count is None

    def test_the_engine_that_stands_in_suggests_while_the_server_is_away(
        self, courses, settings, caplog
    ) -> None:
        settings.SEARCH_ENGINE = "elasticsearch"
        settings.ELASTICSEARCH = settings.ELASTICSEARCH | {"URLS": ["http://127.0.0.1:9"]}
        with caplog.at_level(logging.WARNING):
            assert labels("offers", "deutschk") == ["Deutschkurs am Abend"]
        assert "cannot suggest" in caplog.text

    def test_what_is_near_is_kept_and_nothing_farther_is_suggested(self, courses) -> None:
        (suggestion,) = of("filters", "deutschkurse", near=SIEGBURG, radius=5)

        assert parse_qs(urlsplit(suggestion.url).query) == {
            "thema": ["german-courses"],
            "von": [SIEGBURG],
            "umkreis": ["5"],
        }
        assert labels("offers", "fußball", near="05382076", radius=5) == []

    def test_two_queries_are_enough(self, courses, django_assert_max_num_queries) -> None:
        suggest(SearchQuery(text="siegburg"))  # vocabulary, counts and names are kept afterwards
        with django_assert_max_num_queries(2):
            assert suggest(SearchQuery(text="s sprach"))
        with django_assert_max_num_queries(2):
            assert suggest(SearchQuery(text="deutschkurs", municipalities=(SIEGBURG,)))
