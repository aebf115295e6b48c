"""One tap on the page of entries."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from offers.actions import reviews
from offers.models import Offer, ProviderMember
from tests.factories import OfferFactory, ProviderFactory
from tests.offers.entries.conftest import ENTRIES, sign_in

pytestmark = pytest.mark.django_db
LIST = f"{ENTRIES}liste/"


def tap(client, offer: Offer, what: str, **said: str):
    return client.post(f"{ENTRIES}{offer.pk}/{what}/", said)


def now(offer: Offer) -> Offer:
    return Offer.objects.get(pk=offer.pk)


def test_places_with_one_tap_and_back(inside, offer):
    page = BeautifulSoup(inside.get(LIST).content, "html.parser")
    button = page.select_one("button[name=places][value=waiting_list]")
    assert button["aria-pressed"] == "false"
    assert tap(inside, offer, "plaetze", places="waiting_list").headers["Location"] == LIST
    page = BeautifulSoup(inside.get(LIST).content, "html.parser")
    assert page.select_one("button[value=waiting_list]")["aria-pressed"] == "true"
    assert "Warteliste" in page.select_one(".notice").text
    public = inside.get(offer.get_absolute_url()).content.decode()
    assert "Warteliste" in public
    inside.post(f"{ENTRIES}rueckgaengig/")
    assert now(offer).places == ""
    assert not BeautifulSoup(inside.get(LIST).content, "html.parser").select_one(".notice")


def test_a_pause_until_a_day(inside, offer, clock):
    assert inside.get(f"{ENTRIES}{offer.pk}/pause/").status_code == 200
    assert tap(inside, offer, "pause", closed_until="2020-01-01").status_code == 422
    assert tap(inside, offer, "pause", closed_until="99999-01-01").status_code == 422
    assert not now(offer).is_temporarily_closed
    tap(inside, offer, "pause", closed_until="2026-12-24")
    assert now(offer).closed_until == datetime.date(2026, 12, 24)
    assert "24. Dezember" in inside.get(LIST).content.decode().replace("\xa0", " ")
    tap(inside, offer, "weiter")
    assert not now(offer).is_temporarily_closed


def test_an_end_is_asked_for_once(inside, offer, clock):
    inside.get(f"{ENTRIES}{offer.pk}/beenden/")
    assert now(offer).valid_to is None
    tap(inside, offer, "beenden")
    assert now(offer).valid_to == datetime.date(2026, 11, 24)


def test_another_organisations_offer_is_not_there(inside):
    other = OfferFactory()
    for what in ("plaetze", "pause", "weiter", "beenden"):
        assert tap(inside, other, what, places="full").status_code == 404
    for what in ("pause", "beenden"):
        assert inside.get(f"{ENTRIES}{other.pk}/{what}/").status_code == 404
    assert now(other).places == ""


@pytest.mark.parametrize("places", ["vielleicht", "\x00", "\ud800", "9" * 9999])
def test_what_is_no_answer_is_refused(inside, offer, places: str):
    response = tap(inside, offer, "plaetze", places=places.encode("utf-8", "surrogatepass"))
    assert response.status_code == 400


def test_a_key_too_large_for_a_database_is_not_there(inside, offer):
    assert inside.post(f"{ENTRIES}{2**70}/plaetze/", {"places": "full"}).status_code == 404


def test_what_ended_meanwhile_is_shown_as_it_is(inside, offer):
    Offer.objects.update(valid_to=datetime.date(2020, 1, 1))
    assert tap(inside, offer, "plaetze", places="full").status_code == 302
    assert now(offer).places == ""
    assert "beendet" in inside.get(LIST).content.decode()


def test_who_is_not_signed_in_is_asked_for_the_address(client, offer):
    for what in ("plaetze", "pause", "weiter", "beenden"):
        assert tap(client, offer, what, places="full").headers["Location"] == ENTRIES


class TestHiddenByTheClock:
    @pytest.fixture
    def hidden(self, offer) -> Offer:
        offer.save_revision().publish()
        reviews.hide(offer=offer)
        return now(offer)

    def test_is_shown_again_with_one_tap(self, inside, hidden, clock):
        page = inside.get(LIST).content.decode()
        assert "weil niemand gesagt hat, ob es noch stimmt" in page
        assert f"{ENTRIES}{hidden.pk}/wieder-zeigen/" in page
        assert tap(inside, hidden, "wieder-zeigen").headers["Location"] == LIST
        assert now(hidden).live
        assert now(hidden).verified_on == timezone.localdate()
        assert "wieder-zeigen" not in inside.get(LIST).content.decode()

    def test_what_editors_took_back_stays(self, inside, hidden):
        Offer.objects.filter(pk=hidden.pk).update(hidden_on=None)
        assert "wieder-zeigen" not in inside.get(LIST).content.decode()
        tap(inside, hidden, "wieder-zeigen")
        assert not now(hidden).live

    def test_only_its_own_people_may(self, client, hidden):
        stranger = ProviderMember.objects.create(provider=ProviderFactory(), email="b@example.org")
        assert tap(sign_in(client, stranger), hidden, "wieder-zeigen").status_code == 404
        assert not now(hidden).live
