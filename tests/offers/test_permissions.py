"""Permissions reach as far as the group that gives them."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from offers.models import Offer, Provider
from offers.permissions import (
    ALL,
    MunicipalityPolicy,
    can_decide,
    may_import,
    municipalities_of,
    of_user,
    users_who_may,
)
from tests.factories import EditorFactory, OfferFactory, ProviderFactory, member_of, municipality

pytestmark = pytest.mark.django_db


def offer_of(name: str) -> Offer:
    return OfferFactory(responsible_municipality=municipality(name))


class TestReach:
    def test_a_municipality_editor_reaches_her_municipality(self):
        assert municipalities_of(member_of("Redaktion Siegburg")) == {municipality("Siegburg").pk}

    @pytest.mark.parametrize("role", ["Redaktion Kreis", "Moderation Kreis", "Übersetzung", "Lesen"])
    def test_a_county_role_reaches_everything(self, role: str):
        assert municipalities_of(member_of(role)) is ALL

    def test_an_administrator_reaches_everything(self):
        assert municipalities_of(EditorFactory()) is ALL

    def test_a_visitor_reaches_nothing(self):
        assert municipalities_of(AnonymousUser()) == frozenset()

    def test_nobody_reaches_anything_once_the_account_is_closed(self):
        closed = member_of("Redaktion Siegburg", "Redaktion Kreis")
        closed.is_active = False
        assert municipalities_of(closed) == frozenset()

    def test_each_permission_reaches_as_far_as_its_group(self):
        both = member_of("Redaktion Siegburg", "Lesen")
        assert municipalities_of(both, "offers.view_offer") is ALL
        assert municipalities_of(both, "offers.change_offer") == {municipality("Siegburg").pk}

    def test_two_municipalities_add_up(self):
        both = member_of("Redaktion Siegburg", "Redaktion Troisdorf")
        assert municipalities_of(both) == {municipality("Siegburg").pk, municipality("Troisdorf").pk}

    def test_a_permission_of_ones_own_reaches_everything(self):
        person = member_of("Redaktion Siegburg")
        person.user_permissions.add(Permission.objects.get(codename="view_offer"))
        assert municipalities_of(person) is ALL


class TestDeciding:
    def test_her_own_municipality_only(self):
        editor = member_of("Redaktion Siegburg")
        assert can_decide(editor, municipality("Siegburg").pk)
        assert not can_decide(editor, municipality("Troisdorf").pk)
        assert not can_decide(editor, None)

    def test_the_county_decides_everywhere(self):
        assert can_decide(member_of("Moderation Kreis"), None)

    @pytest.mark.parametrize("role", ["Übersetzung", "Lesen"])
    def test_who_only_reads_or_translates_decides_nothing(self, role: str):
        assert not can_decide(member_of(role), municipality("Siegburg").pk)

    def test_who_may_decide_is_found(self):
        siegburg, troisdorf, county = (
            member_of("Redaktion Siegburg"),
            member_of("Redaktion Troisdorf"),
            member_of("Moderation Kreis"),
        )
        deciders = set(users_who_may("offers.publish_offer", municipality("Siegburg").pk))
        assert {siegburg, county} <= deciders
        assert troisdorf not in deciders
        assert siegburg not in users_who_may("offers.publish_offer", None)


class TestRows:
    policy = MunicipalityPolicy(Offer, "responsible_municipality")

    def test_only_ones_own(self):
        own, other = offer_of("Siegburg"), offer_of("Troisdorf")
        editor = member_of("Redaktion Siegburg")
        assert list(self.policy.instances_user_has_permission_for(editor, "change")) == [own]
        assert self.policy.user_has_permission_for_instance(editor, "change", own)
        assert not self.policy.user_has_permission_for_instance(editor, "change", other)

    def test_users_of_a_row_are_those_who_reach_it(self):
        siegburg, troisdorf = member_of("Redaktion Siegburg"), member_of("Redaktion Troisdorf")
        found = self.policy.users_with_permission_for_instance("change", offer_of("Siegburg"))
        assert siegburg in found
        assert troisdorf not in found

    def test_what_has_no_municipality_is_the_county_s(self):
        policy = MunicipalityPolicy(Provider, "municipality")
        county_wide = ProviderFactory(municipality=None)
        assert not policy.user_has_permission_for_instance(
            member_of("Redaktion Siegburg"), "view", county_wide
        )
        assert policy.user_has_permission_for_instance(member_of("Redaktion Kreis"), "view", county_wide)

    def test_other_records_are_filtered_by_any_path(self):
        own = offer_of("Siegburg")
        offer_of("Troisdorf")
        providers = of_user(
            Provider.objects.all(), member_of("Redaktion Siegburg"), "offers__responsible_municipality"
        )
        assert list(providers) == [own.provider]


class TestImporting:
    def test_takes_rights_for_the_whole_county(self):
        importing = member_of("Redaktion Siegburg")
        importing.user_permissions.add(Permission.objects.get(codename="add_importrun"))
        assert not may_import(importing)
        assert may_import(member_of("Redaktion Kreis"))
