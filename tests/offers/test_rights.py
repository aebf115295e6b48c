"""An editor of Siegburg in the admin: her own records, and of others what is public."""

import pytest
from django.urls import reverse

from offers.models import Location, Offer, Provider
from tests.factories import LocationFactory, OfferFactory, ProviderFactory, member_of, municipality
from tests.offers.admin_form import address, fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def siegburg(client):
    client.force_login(member_of("Redaktion Siegburg"))
    return client


def offer_of(name: str, **facts) -> Offer:
    facts.setdefault("topics", ["german-practice"])
    facts.setdefault("locations", [LocationFactory()])
    facts.setdefault("serves", ["Siegburg"])
    return OfferFactory(responsible_municipality=municipality(name), **facts)


def save(client, offer: Offer, **typed: object):
    """Post its form with what was typed."""
    edit = address(Offer, "edit", offer.pk)
    return client.post(edit, fields_of(client.get(edit)) | typed | {"action-publish": "action-publish"})


def is_missing(response) -> bool:
    """What is not there is looked for below the language next, like any address without one."""
    return response.status_code == 404 or response.headers.get("Location", "").startswith("/de/admin/")


class TestOneRecord:
    @pytest.mark.parametrize("view", ["edit", "delete", "usage", "history", "copy", "unpublish", "lock"])
    def test_hers_opens_and_another_s_is_not_there(self, siegburg, view: str):
        assert siegburg.get(address(Offer, view, offer_of("Siegburg").pk)).status_code in {200, 302, 405}
        assert is_missing(siegburg.get(address(Offer, view, offer_of("Troisdorf").pk)))

    def test_hers_is_published(self, siegburg):
        offer = offer_of("Siegburg", live=False)
        assert save(siegburg, offer).status_code == 302
        assert Offer.objects.get(pk=offer.pk).live

    def test_lists_hold_her_own(self, siegburg):
        own, other = offer_of("Siegburg"), offer_of("Troisdorf")
        shown = siegburg.get(address(Offer, "list")).content.decode()
        assert own.title in shown
        assert address(Offer, "edit", other.pk) not in shown

    def test_a_reader_of_the_county_changes_only_her_own(self, client):
        client.force_login(member_of("Redaktion Siegburg", "Lesen"))
        other = offer_of("Troisdorf")
        assert other.title in client.get(address(Offer, "list")).content.decode()
        # Wagtail leads back to the dashboard with a message where something is refused.
        assert client.get(address(Offer, "edit", other.pk)).status_code == 302
        assert client.post(address(Offer, "delete", other.pk)).status_code == 302
        assert Offer.objects.filter(pk=other.pk).exists()


class TestGivingAway:
    def test_only_her_municipality_can_be_chosen(self, siegburg):
        form = siegburg.get(address(Offer, "add")).content.decode()
        select = form.split('name="responsible_municipality"')[1].split("</select>")[0]
        assert "Siegburg" in select
        assert "Troisdorf" not in select

    def test_another_one_is_refused(self, siegburg):
        offer = offer_of("Siegburg")
        response = save(siegburg, offer, responsible_municipality=str(municipality("Troisdorf").pk))
        assert response.status_code == 200
        offer.refresh_from_db()
        assert offer.responsible_municipality == municipality("Siegburg")

    def test_who_edits_both_may_move_it(self, client):
        client.force_login(member_of("Redaktion Siegburg", "Redaktion Troisdorf"))
        offer = offer_of("Siegburg")
        response = save(client, offer, responsible_municipality=str(municipality("Troisdorf").pk))
        assert response.status_code == 302
        offer.refresh_from_db()
        assert offer.responsible_municipality == municipality("Troisdorf")

    def test_a_provider_cannot_become_the_county_s(self, siegburg):
        provider = ProviderFactory(municipality=municipality("Siegburg"))
        edit = address(Provider, "edit", provider.pk)
        fields = fields_of(siegburg.get(edit)) | {"municipality": "", "action-publish": "x"}
        assert siegburg.post(edit, fields).status_code == 200


class TestReferring:
    def hidden(self) -> Provider:
        return ProviderFactory(name="KANARIENVOGEL", municipality=municipality("Troisdorf"), live=False)

    def test_to_a_public_provider_of_the_county(self, siegburg):
        county_wide = ProviderFactory(municipality=None)
        assert save(siegburg, offer_of("Siegburg"), provider=str(county_wide.pk)).status_code == 302

    def test_not_to_a_draft_of_others_and_without_naming_it(self, siegburg):
        response = save(siegburg, offer_of("Siegburg"), provider=str(self.hidden().pk))
        assert response.status_code == 200
        assert "KANARIENVOGEL" not in response.content.decode()

    def test_nor_to_a_place(self, siegburg):
        place = LocationFactory(name="KANARIENVOGEL", municipality=municipality("Troisdorf"), live=False)
        response = save(siegburg, offer_of("Siegburg"), **{"locations-0-location": str(place.pk)})
        assert response.status_code == 200
        assert "KANARIENVOGEL" not in response.content.decode()

    def test_what_the_county_has_chosen_stays(self, siegburg):
        offer = offer_of("Siegburg", provider=self.hidden())
        assert save(siegburg, offer).status_code == 302

    @pytest.mark.parametrize("typed", ["", "99999999", "no number"])
    def test_nonsense_is_an_error_of_the_form(self, siegburg, typed: str):
        assert save(siegburg, offer_of("Siegburg"), provider=typed).status_code == 200


class TestSeveralAtOnce:
    def url(self, *records) -> str:
        keys = "&".join(f"id={record.pk}" for record in records)
        return reverse("wagtail_bulk_action", args=["offers", "offer", "delete"]) + f"?{keys}"

    def test_hers_go_others_stay(self, siegburg):
        own, other = offer_of("Siegburg"), offer_of("Troisdorf", live=False)
        url = self.url(own, other)
        assert f"/{other.pk}/" not in siegburg.get(url).content.decode()
        siegburg.post(url)
        assert list(Offer.objects.values_list("pk", flat=True)) == [other.pk]

    def test_all_are_all_of_hers(self, siegburg):
        offer_of("Siegburg")
        other = offer_of("Troisdorf")
        siegburg.post(self.url() + "id=all")
        assert list(Offer.objects.all()) == [other]

    def test_a_reader_deletes_nothing(self, client):
        client.force_login(member_of("Lesen"))
        offer = offer_of("Siegburg")
        client.post(self.url(offer))
        assert Offer.objects.exists()


class TestChoosing:
    @pytest.mark.parametrize(("model", "make"), [(Provider, ProviderFactory), (Location, LocationFactory)])
    def test_her_own_and_what_is_public(self, siegburg, model: type, make):
        own = make(name="Eigener Entwurf", municipality=municipality("Siegburg"), live=False)
        public = make(name="Öffentlich", municipality=municipality("Troisdorf"))
        hidden = make(name="KANARIENVOGEL", municipality=municipality("Troisdorf"), live=False)
        namespace = f"wagtailsnippetchoosers_offers_{model._meta.model_name}"
        shown = siegburg.get(reverse(f"{namespace}:choose_results")).content.decode()
        assert own.name in shown
        assert public.name in shown
        assert hidden.name not in shown
        assert is_missing(siegburg.get(reverse(f"{namespace}:chosen", args=[hidden.pk])))
        several = reverse(f"{namespace}:chosen_multiple")
        assert hidden.name not in siegburg.get(several, {"id": hidden.pk}).content.decode()
