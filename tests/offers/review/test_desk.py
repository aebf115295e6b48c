"""What nobody confirms is on the desk of its municipality, with one click for each thing to do."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from offers.actions import reviews
from offers.actions.reviews import HIDDEN_ACTION
from offers.models import Contact, Offer, ProviderMember, ReviewNote
from tests.factories import OfferFactory, member_of

pytestmark = pytest.mark.django_db
DESK = "/admin/zu-pruefen/"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(member_of("Redaktion Siegburg"))
    return client


def words_on(desk: Client, path: str = DESK) -> str:
    return BeautifulSoup(desk.get(path).content, "html.parser").main.text


def act(desk: Client, offer: Offer, action: str):
    return desk.post(f"{DESK}{offer.pk}/{action}/", follow=True)


def note(offer: Offer, words: str = "Jetzt um 18 Uhr") -> ReviewNote:
    return ReviewNote.objects.create(
        offer=offer, words=words, stated_by="Verein", stated_on=timezone.localdate()
    )


class TestWhatIsThere:
    def test_fourteen_days_after_its_date(self, desk, entry, member):
        entry(-13, title="Noch nicht")
        entry(-14, title="Jetzt aber")
        words = words_on(desk)
        assert "Jetzt aber" in words
        assert "Noch nicht" not in words

    def test_at_once_what_nobody_can_be_asked_about(self, desk, entry, member):
        entry(21, title="Nähen")
        assert "Nähen" not in words_on(desk)
        ProviderMember.objects.update(bounced_at=timezone.now())
        words = words_on(desk)
        assert "Nähen" in words
        assert "Anbieter nicht erreichbar" in words
        assert "Mails kommen zurück" in words

    def test_what_a_provider_said_first(self, desk, entry, member):
        entry(-59, title="Lange her")
        note(entry(100, title="Neue Zeit"))
        words = words_on(desk)
        assert "„Jetzt um 18 Uhr“" in words
        assert words.index("Neue Zeit") < words.index("Lange her")

    def test_what_is_hidden(self, desk, entry, member):
        reviews.hide(offer=entry(-60, title="Nähen"))
        assert "Verborgen" in words_on(desk)

    def test_whom_to_ask(self, desk, entry, member, provider):
        provider.phone = "02241 1234"
        provider.save()
        entry(-14, contacts=[Contact(name="Frau Kurs", phone="02241 99")])
        words = words_on(desk)
        for said in ("02241 1234", "Frau Kurs", "amira@example.org"):
            assert said in words

    def test_nothing_of_others(self, client, entry):
        entry(-14, title="Nähen")
        client.force_login(member_of("Redaktion Troisdorf"))
        assert "Nähen" not in words_on(client)
        client.force_login(member_of("Moderation Kreis"))
        assert "Nähen" in words_on(client)

    def test_the_first_screen_says_how_much(self, desk, entry, member):
        assert "nicht bestätigt" not in words_on(desk, "/admin/")
        entry(-14)
        entry(-14)
        assert "2 Einträge sind nicht bestätigt" in words_on(desk, "/admin/")

    def test_costs_the_same_however_much_there_is(self, desk, entry, member, assert_constant_queries):
        note(entry(-14, contacts=[Contact(phone="1")]))
        entry(-14)
        assert_constant_queries(lambda: desk.get(DESK), lambda: [note(entry(-14)) for _n in range(3)], 40)


class TestOneClick:
    def test_is_right(self, desk, entry):
        offer = entry(-14, title="Nähen")
        note(offer)
        assert "„Nähen“ ist geprüft." in act(desk, offer, "geprueft").content.decode()
        offer.refresh_from_db()
        assert (offer.verified_on, offer.verified_by) == (timezone.localdate(), "Siegburg")
        assert "Zurzeit ist nichts zu prüfen" in words_on(desk)

    def test_hides(self, desk, entry, client):
        offer = entry(-14)
        act(desk, offer, "verbergen")
        offer.refresh_from_db()
        assert (offer.live, offer.hidden_on) == (False, timezone.localdate())
        assert ModelLogEntry.objects.get(action=HIDDEN_ACTION).user is not None

    def test_brings_back(self, desk, entry):
        offer = entry(-60)
        reviews.hide(offer=offer)
        act(desk, offer, "zeigen")
        offer.refresh_from_db()
        assert (offer.live, offer.hidden_on, offer.verified_by) == (True, None, "Siegburg")

    def test_leaves_a_draft(self, desk, entry):
        offer = entry(-60)
        reviews.end(offer=offer, by="Verein")
        act(desk, offer, "entwurf")
        offer.refresh_from_db()
        assert not offer.live
        assert "Zurzeit ist nichts zu prüfen" in words_on(desk)

    @pytest.mark.parametrize("action", ["geprueft", "verbergen", "zeigen", "entwurf"])
    def test_does_nothing_to_others(self, client, entry, action: str):
        offer = entry(-14)
        client.force_login(member_of("Redaktion Troisdorf"))
        assert act(client, offer, action).status_code == 404
        offer.refresh_from_db()
        assert (offer.live, offer.verified_by) == (True, "Siegburg")

    def test_that_does_not_exist(self, desk, entry):
        assert act(desk, entry(-14), "loeschen").status_code == 404

    def test_does_not_publish_what_never_was(self, desk):
        offer = OfferFactory(live=False)
        act(desk, offer, "zeigen")
        offer.refresh_from_db()
        assert not offer.live


class TestPublicPage:
    @pytest.fixture
    def hidden(self, entry) -> Offer:
        offer = entry(-60, title="Nähen", topics=["german-practice"])
        reviews.hide(offer=offer)
        return offer

    def test_says_kindly_that_it_is_hidden_and_where_to_look(self, client, hidden):
        response = client.get(hidden.get_absolute_url())
        assert response.status_code == 410
        page = BeautifulSoup(response.content, "html.parser")
        assert "„Nähen“ zeigen wir gerade nicht" in page.main.text
        assert page.main.select_one('a[href*="thema=german-practice"]')
        assert page.main.select_one(f'a[href="{hidden.provider.get_absolute_url()}"]')

    def test_of_what_never_was_published_says_nothing(self, client):
        assert client.get(OfferFactory(live=False).get_absolute_url()).status_code == 404

    def test_is_no_page_for_search_engines(self, client, hidden):
        assert hidden.get_absolute_url() not in client.get("/sitemap-angebote.xml").content.decode()

    def test_has_no_dates(self, client, hidden):
        assert client.get(f"/de/angebote/{hidden.pk}/termine.ics").status_code == 404

    def test_says_since_when_nobody_has_confirmed_it_before_it_is_hidden(self, client, entry):
        offer = entry(-30)
        said = BeautifulSoup(client.get(offer.get_absolute_url()).content, "html.parser").main.text
        assert "nicht bestätigt" in said
        fresh = entry(-29)
        said = BeautifulSoup(client.get(fresh.get_absolute_url()).content, "html.parser").main.text
        assert "nicht bestätigt" not in said
        assert "Zuletzt geprüft am" in said


def test_the_days_of_the_page_count_from_today(entry, clock):
    offer = entry(-29)
    assert not offer.is_stale
    clock.shift(datetime.timedelta(days=1))
    assert offer.is_stale
