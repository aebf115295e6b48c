"""An account in place of a mailed link: opened with a code, without rights, gone with the last membership."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from offers.actions import accounts, members
from offers.actions.erasure import erase
from offers.entries.account_views import MOST_AN_HOUR
from offers.models import OutgoingMail, ProviderMember
from tests.access_world import World, answers_below_admin
from tests.factories import EditorFactory, ProviderFactory, member_of
from tests.offers.entries.conftest import ENTRIES, sign_in
from tests.portal.signin.conftest import PASSWORD, _nobody_has_tried_before, read_code  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
ACCOUNT, CHOICE, LIST = f"{ENTRIES}konto/", f"{ENTRIES}auswahl/", f"{ENTRIES}liste/"


@pytest.fixture
def account(member):
    opened, is_new = accounts.open_account(member=member)
    assert is_new
    opened.set_password(PASSWORD)
    opened.save()
    return opened


def come_with(account, **more: str):
    """A browser in which she has signed in with her password, and where that led her."""
    client = Client()
    response = client.post("/de/anmelden/", {"login": account.email, "password": PASSWORD} | more)
    return client, response.headers["Location"]


def second_provider(member) -> ProviderMember:
    return ProviderMember.objects.create(
        provider=ProviderFactory(name="Chor & Tanz"), email=member.email.upper()
    )


class TestOpening:
    def test_a_code_is_mailed_and_leads_to_what_she_will_sign_in_with(self, inside, member):
        assert "Konto einrichten" in inside.get(ACCOUNT).content.decode()
        asked = inside.post(ACCOUNT).headers["Location"]
        assert OutgoingMail.objects.latest("pk").recipient == member.email
        page = inside.get(asked)
        assert member.email in page.content.decode()
        done = inside.post(asked, {"code": read_code(), "next": reverse("mfa_index")})
        assert done.headers["Location"] == reverse("mfa_index")
        page = inside.get(reverse("mfa_index")).content.decode()
        assert "Passkey einrichten" in page
        assert ENTRIES in page
        assert reverse("wagtailadmin_home") not in page
        assert inside.get(reverse("mfa_add_webauthn")).status_code == 200
        assert inside.get(LIST).status_code == 200

    def test_without_the_code_nobody_is_signed_in(self, inside):
        inside.post(ACCOUNT)
        assert inside.get(reverse("mfa_index")).status_code == 302

    def test_it_has_no_password_and_no_rights_and_the_log_names_nobody(self, inside, member):
        inside.post(ACCOUNT)
        account = accounts.account_of(member)
        assert not account.has_usable_password()
        assert not account.get_all_permissions()
        entry = ModelLogEntry.objects.get(action=accounts.OPENED_ACTION)
        assert entry.user is None
        assert entry.data == {"member": member.pk}

    def test_who_taps_twice_has_one(self, inside, member):
        inside.post(ACCOUNT)
        assert inside.post(ACCOUNT).headers["Location"] == ACCOUNT
        assert get_user_model().objects.filter(email__iexact=member.email).count() == 1
        assert OutgoingMail.objects.count() == 1

    def test_who_works_for_the_county_is_led_to_the_account_she_has(self, inside, member):
        EditorFactory(email="AMIRA@example.org")
        page = inside.get(ACCOUNT).content.decode()
        assert "schon ein Konto für die Redaktion" in page
        inside.post(ACCOUNT)
        inside.post(ACCOUNT, {"close": "1"})
        assert get_user_model().objects.filter(email__iexact=member.email).count() == 1

    def test_somebody_else_who_was_signed_in_leaves(self, inside, member):
        inside.force_login(EditorFactory())
        sign_in(inside, member)
        asked = inside.post(ACCOUNT).headers["Location"]
        inside.post(asked, {"code": read_code()})
        assert inside.session["_auth_user_id"] == str(accounts.account_of(member).pk)

    def test_one_network_may_ask_so_often(self, inside, member):
        for _time in range(MOST_AN_HOUR):
            inside.post(ACCOUNT)
            accounts.close_account(member=member)
        assert inside.post(ACCOUNT).status_code == 429
        assert accounts.account_of(member) is None


class TestSigningIn:
    def test_leads_to_the_entries(self, account, member):
        client, address = come_with(account)
        assert address == ENTRIES
        assert client.get(address).headers["Location"] == LIST
        assert member.provider.name in client.get(LIST).content.decode()

    def test_staff_still_come_to_their_work(self):
        editor = EditorFactory(password=PASSWORD)
        assert come_with(editor)[1] == reverse("wagtailadmin_home")

    def test_who_speaks_for_several_chooses(self, account, member):
        other = second_provider(member)
        client, address = come_with(account)
        assert client.get(address).headers["Location"] == CHOICE
        page = client.get(CHOICE).content.decode()
        assert member.provider.name in page
        assert "Chor &amp; Tanz" in page
        assert client.post(CHOICE, {"member": other.pk}).headers["Location"] == LIST
        page = client.get(LIST).content.decode()
        assert "Chor &amp; Tanz" in page
        assert CHOICE in page

    @pytest.mark.parametrize("key", ["", "x", "0", "9" * 30, "²"])
    def test_an_organisation_that_is_not_hers_is_not_there(self, account, member, key):
        second_provider(member)
        foreign = ProviderMember.objects.create(provider=ProviderFactory(), email="fremd@example.org")
        client, _address = come_with(account)
        assert client.post(CHOICE, {"member": key or foreign.pk}).status_code == 404

    def test_a_stranger_has_nothing_to_choose(self, client, member):
        assert client.get(CHOICE).headers["Location"] == ENTRIES
        assert client.post(CHOICE, {"member": member.pk}).headers["Location"] == ENTRIES

    def test_leaving_ends_both(self, account):
        client, address = come_with(account)
        client.get(address)
        client.post(f"{ENTRIES}abmelden/")
        assert client.get(ENTRIES).status_code == 200
        assert client.get(reverse("mfa_index")).status_code == 302

    def test_what_she_no_longer_speaks_for_is_closed_to_her(self, account, member):
        other = second_provider(member)
        client, _address = come_with(account)
        assert client.post(CHOICE, {"member": other.pk}).headers["Location"] == LIST
        other.delete()
        assert client.get(LIST).headers["Location"] == ENTRIES
        assert client.get(ENTRIES).headers["Location"] == LIST  # of the one that is left


class TestClosing:
    def test_with_the_button_the_entries_stay_open_by_link(self, account, member):
        client, address = come_with(account)
        client.get(address)
        assert "Konto löschen" in client.get(ACCOUNT).content.decode()
        client.post(ACCOUNT, {"close": "1"})
        assert accounts.account_of(member) is None
        assert client.get(LIST).status_code == 200
        assert client.get(reverse("mfa_index")).status_code == 302
        assert ModelLogEntry.objects.get(action=accounts.CLOSED_ACTION).user is None

    def test_with_everything(self, account, member):
        erase(provider=member.provider, by=member)
        assert not get_user_model().objects.filter(pk=account.pk).exists()

    def test_with_the_last_of_several_organisations(self, account, member):
        colleague = ProviderMember.objects.create(provider=member.provider, email="kollege@example.org")
        other = second_provider(member)
        members.remove(member=member, by=colleague)
        assert accounts.account_of(other) == account
        other.provider.delete()
        assert not get_user_model().objects.filter(pk=account.pk).exists()

    @pytest.mark.parametrize("reason", ["group", "staff", "superuser"])
    def test_not_where_it_has_been_given_rights(self, account, member, reason):
        if reason == "group":
            account.groups.add(*member_of("Redaktion Siegburg").groups.all())
        else:
            setattr(account, f"is_{reason}", True)
            account.save()
        assert not accounts.close_account(member=member)
        member.delete()
        assert get_user_model().objects.filter(pk=account.pk).exists()


def test_the_export_says_who_has_one(inside, account, member):
    people = inside.get(f"{ENTRIES}eintraege.json").json()["people"]
    assert [person["account_since"][:10] for person in people] == [f"{account.date_joined:%Y-%m-%d}"]


@pytest.mark.slow
@pytest.mark.same_everywhere
def test_the_administration_is_closed_to_it(client, account):
    client.force_login(account)
    answers = answers_below_admin(client, World())
    assert len(answers) > 500
    assert {response.status_code for response in answers.values()} == {403}
