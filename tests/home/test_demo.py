"""What the demo content promises: enough of everything, nobody real, loaded once and only once."""

import datetime
import io
import re
from collections import Counter

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.models import Locale, Page, ReferenceIndex, Revision

from home.demo import SOURCE
from home.demo.dates import read_date, school_holidays
from home.demo.errors import DemoContentError
from home.demo.files import as_row
from home.demo.loading import load_demo
from home.demo.prose import as_html
from home.demo.rows import PlaceRow
from home.demo.streams import Surroundings, as_stream
from home.models import (
    CentreSettings,
    ContentPage,
    EventPage,
    HomePage,
    MunicipalityPage,
    NewsPage,
    RoadmapPage,
)
from home.models.focus_areas import FocusAreaPage
from offers.models import Location, Municipality, Offer, OfferTranslation, Provider, Schedule, Term
from search.models import SynonymSet

TODAY = datetime.date(2026, 11, 22)
# Kept free for films and books by the Bundesnetzagentur.
FICTIONAL_NUMBER = re.compile(r"^(0221 4710-\d{3}|0171 39200\d\d)$")
EXAMPLE_ADDRESS = re.compile(r"^https://example\.org/")


@pytest.mark.xdist_group("demo")  # it is loaded once
class DemoContentTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.today = timezone.localdate()
        cls.created = load_demo(cls.today)

    @cached_property
    def offers(self):
        # Not class data: Django would copy all of it, with every row, for each test.
        return list(Offer.objects.filter(source=SOURCE).with_facts().order_by("pk"))

    def test_there_are_enough_offers_and_providers(self):
        assert len(self.offers) >= 150
        assert Provider.objects.filter(source=SOURCE).count() >= 45
        assert self.created["offers"] == len(self.offers)
        assert self.created["synonyms"] == SynonymSet.objects.count()

    def test_every_provider_has_an_offer(self):
        assert not Provider.objects.filter(source=SOURCE, offers=None).exists()

    def test_every_town_has_offers_that_take_place_there(self):
        towns = Municipality.objects.without_county()
        assert towns.count() == 19
        assert not towns.exclude(locations__offer_locations__offer__source=SOURCE).exists()

    def test_every_topic_has_two_offers(self):
        topics = Term.objects.filter(taxonomy__code="topic", parent__isnull=False)
        counts = Counter(term.code for offer in self.offers for term in offer.terms_in("topic"))
        assert {term.code: counts[term.code] for term in topics if counts[term.code] < 2} == {}

    def test_every_focus_area_has_offers(self):
        parents = {term.parent.code for offer in self.offers for term in offer.terms_in("topic")}
        assert len(parents) == 5

    def test_a_third_speaks_english_and_some_other_languages(self):
        counts = Counter(OfferTranslation.objects.order_by().values_list("language", flat=True))
        assert counts["de"] == len(self.offers)
        assert counts["en"] >= len(self.offers) / 3
        assert min(counts["ar"], counts["tr"], counts["uk"]) >= 12
        assert counts["de-ls"] >= 6

    def test_no_words_are_missing_and_no_text_stands_twice(self):
        texts = Counter()
        for offer in self.offers:
            for words in offer.translations.all():
                assert words.title
                assert words.summary
                assert words.description, f"{offer} in {words.language}"
                texts[words.description] += 1
        assert [text for text, count in texts.items() if count > 1] == []

    def test_german_descriptions_have_the_length_that_people_read(self):
        lengths = {
            offer.external_id: len(re.sub("<[^>]+>", " ", offer.words_in("de").description).split())
            for offer in self.offers
        }
        assert {key: words for key, words in lengths.items() if not 60 <= words <= 150} == {}

    def test_translations_know_the_german_text_they_were_made_from(self):
        for offer in self.offers:
            digest = offer.words_in("de").digest()
            others = [words for words in offer.translations.all() if words.language != "de"]
            assert {words.source_digest for words in others} <= {digest}

    def test_every_offer_and_its_rows_keep_the_rules(self):
        # The database itself has looked at the constraints when the rows were written.
        for offer in self.offers:
            offer.full_clean(validate_constraints=False)
            for relation in ("translations", "cost_options", "schedules", "contacts", "terms"):
                for row in getattr(offer, relation).all():
                    row.full_clean(validate_constraints=False)

    def test_places_lie_in_their_municipality(self):
        for place in (
            Location.objects.select_related("municipality")
            .prefetch_related("municipality__postcodes")
            .order_by("pk")
        ):
            assert place.postcode in {row.code for row in place.municipality.postcodes.all()}, place

    def test_shelters_hide_where_they_are(self):
        shelter = Offer.objects.get(external_id="sb-schutzhaus")
        place = shelter.locations.get().location
        assert place.is_address_hidden
        assert place.street == ""
        assert place.address_lines == ["Siegburg"]

    def test_everything_is_marked_as_an_example(self):
        assert all(offer.is_example for offer in self.offers)
        for provider in Provider.objects.filter(source=SOURCE).order_by("pk"):
            assert provider.is_example
            assert provider.name.endswith("(Beispiel)")

    def test_nobody_real_can_be_called_or_written_to(self):
        for provider in Provider.objects.filter(source=SOURCE).order_by("pk"):
            assert FICTIONAL_NUMBER.match(provider.phone), provider
            assert provider.email.endswith("@example.org")
            assert EXAMPLE_ADDRESS.match(provider.website)
        for offer in self.offers:
            for url in filter(None, (offer.online_url, offer.registration_url)):
                assert EXAMPLE_ADDRESS.match(url)
            for contact in offer.contacts.all():
                assert FICTIONAL_NUMBER.match(contact.phone), offer
                assert contact.email.endswith("@example.org")

    def test_offers_are_in_every_state_an_editor_meets(self):
        assert any(not offer.live for offer in self.offers)
        assert any(offer.is_ended for offer in self.offers)
        assert any(offer.is_temporarily_closed for offer in self.offers)
        assert {offer.places for offer in self.offers} == {"", "yes", "few", "waiting_list", "full"}
        assert any(offer.is_online for offer in self.offers)
        assert any(offer.serves_whole_county for offer in self.offers)
        assert any(offer.verified_on and (self.today - offer.verified_on).days > 180 for offer in self.offers)

    def test_timetables_are_of_every_kind(self):
        found = set(Schedule.objects.order_by().values_list("kind", "freq"))
        for kind, freq in [("session", "weekly"), ("session", "monthly"), ("session", "once")]:
            assert (kind, freq) in found
        assert ("opening_hours", "weekly") in found
        assert ("break", "once") in found
        assert Schedule.objects.filter(freq="weekly", interval=2).exists()

    def test_published_offers_have_a_history(self):
        offer = Offer.objects.get(external_id="sb-sprachcafe")
        assert offer.live_revision == offer.latest_revision
        assert not offer.has_unpublished_changes
        assert Revision.objects.for_instance(offer).count() == 1

    def test_what_is_used_where_is_known(self):
        provider = Provider.objects.get(external_id="lernhaus-an-der-sieg")
        assert ReferenceIndex.get_references_to(provider).exists()

    def test_every_page_exists_in_both_languages(self):
        german, english = (
            set(
                Page.objects.live()
                .filter(locale=Locale.objects.get(language_code=code), depth__gt=1)
                .order_by()
                .values_list("translation_key", flat=True)
            )
            for code in ("de", "en")
        )
        assert german == english

    def test_there_is_a_page_of_every_kind(self):
        german = {"locale__language_code": "de"}
        assert MunicipalityPage.objects.filter(**german).count() == 19
        assert NewsPage.objects.filter(**german).count() >= 8
        assert EventPage.objects.filter(**german).count() >= 5
        assert ContentPage.objects.filter(**german).count() >= 4
        for model in FocusAreaPage.__subclasses__():
            assert model.objects.filter(**german).count() == 1

    def test_pages_keep_the_rules(self):
        for page in Page.objects.filter(depth__gt=1).specific().order_by("pk"):
            page.full_clean()
            for field in page._meta.get_fields():
                if field.get_internal_type() == "JSONField" and hasattr(field, "stream_block"):
                    field.stream_block.clean(getattr(page, field.name))

    def test_the_roadmap_tells_the_known_dates(self):
        steps = RoadmapPage.objects.get(locale__language_code="de").steps
        assert [step["on"] for step in steps if step["on"]] == [
            datetime.date(2012, 10, 2),
            datetime.date(2012, 11, 19),
            datetime.date(2013, 12, 5),
        ]

    def test_the_centre_says_that_it_is_planned(self):
        assert CentreSettings.of_portal().state == "planned"

    def test_loading_again_changes_nothing(self):
        before = self._state()
        assert set(load_demo(self.today + datetime.timedelta(days=30)).values()) == {0}
        assert self._state() == before

    def test_what_an_editor_wrote_stays(self):
        page = HomePage.objects.get(locale__language_code="de")
        page.title = "Guten Tag"
        page.save_revision().publish()
        Offer.objects.filter(external_id="sb-sprachcafe").update(places="full", places_stated_on=self.today)
        load_demo(self.today)
        page.refresh_from_db()
        assert page.title == "Guten Tag"
        assert Offer.objects.get(external_id="sb-sprachcafe").places == "full"

    @staticmethod
    def _state():
        models = (Offer, Provider, Location, Page, Revision, OfferTranslation, Schedule)
        return [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in models]


def test_an_unknown_key_is_refused_by_name():
    with pytest.raises(DemoContentError, match=r"much\.toml: x: unknown key strret"):
        as_row(PlaceRow, {"id": "x", "name": "X", "strret": "Weg 1"}, "much.toml: x")


def test_a_missing_key_is_refused_by_name():
    with pytest.raises(DemoContentError, match="needs name"):
        as_row(PlaceRow, {"id": "x"}, "much.toml: x")


def test_an_unknown_block_is_refused():
    block = ContentPage._meta.get_field("body").stream_block
    with pytest.raises(DemoContentError, match="no block “texxt”"):
        as_stream(block, [{"texxt": "Hallo"}], Surroundings({}, TODAY))


def test_prose_becomes_html_and_nothing_else():
    text = "### Titel\n\nEin **Wort** & <b>\n\n- eins\n- [zwei](page:home)"
    assert as_html(text, {"home": 7}) == (
        "<h3>Titel</h3><p>Ein <strong>Wort</strong> &amp; &lt;b&gt;</p>"
        '<ul><li>eins</li><li><a linktype="page" id="7">zwei</a></li></ul>'
    )


def test_a_link_to_no_page_is_refused():
    with pytest.raises(DemoContentError, match="nowhere"):
        as_html("[hier](page:nowhere)")


def test_dates_are_told_from_today():
    assert read_date({"days_ago": 3}, TODAY) == datetime.date(2026, 11, 19)
    assert read_date({"in_weeks": 1, "day": "WE"}, TODAY) == datetime.date(2026, 11, 25)
    with pytest.raises(DemoContentError):
        read_date({"soon": True}, TODAY)


def test_school_holidays_of_the_coming_year():
    holidays = school_holidays(TODAY)
    assert holidays == sorted(holidays, key=lambda pause: pause.first)
    assert holidays[0].first == datetime.date(2026, 12, 23)
    assert all(pause.first <= pause.last for pause in holidays)


@pytest.mark.django_db
def test_an_account_is_made_only_on_request(monkeypatch):
    monkeypatch.setattr("home.management.commands.create_demo.load_demo", lambda today: {"offers": 0})
    out = io.StringIO()
    call_command("create_demo", stdout=out)
    assert not get_user_model().objects.exists()
    call_command("create_demo", "--with-users", "--password", "geheim-genug", stdout=out)
    assert get_user_model().objects.get(username="admin").check_password("geheim-genug")
    call_command("create_demo", "--with-users", stdout=out)
    assert "keeps its password" in out.getvalue()


def test_a_password_without_users_is_refused():
    with pytest.raises(CommandError, match="--with-users"):
        call_command("create_demo", "--password", "x")
