"""The one way in: by password or by a code, with the same answer for whoever is not known."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.core.cache import cache

from offers.models import OutgoingMail
from portal.signin.shared_cache import LocalCache
from tests.factories import EditorFactory, member_of
from tests.portal.signin.conftest import PASSWORD, read_code

pytestmark = pytest.mark.django_db
HOME = "/admin/"


def is_signed_in(client) -> bool:
    return "_auth_user_id" in client.session


def words(response) -> str:
    """What the page says, without what differs each time."""
    text = response.content.decode()
    return re.sub(r'value="[^"]*"|[\w.]+@example\.org', "", text)


class TestPassword:
    def test_leads_to_where_she_wanted(self, client, sign_in):
        response = sign_in(next="/admin/vorschlaege/")
        assert (response.status_code, response["Location"]) == (302, "/admin/vorschlaege/")
        assert client.get(HOME).status_code == 200

    @pytest.mark.parametrize("target", ["https://example.com/", "//example.com/", "javascript:alert(1)"])
    def test_never_leads_elsewhere(self, sign_in, target: str):
        assert sign_in(next=target)["Location"] == HOME

    def test_goes_by_the_address_too(self, client, sign_in, person):
        sign_in(login=person.email)
        assert is_signed_in(client)

    def test_holds_for_a_working_day(self, client, sign_in):
        sign_in()
        assert client.session.get_expiry_age() == 12 * 60 * 60

    def test_the_same_is_said_of_a_wrong_one_and_of_nobody(self, client, sign_in, person):
        wrong = sign_in(password="falsch")
        nobody = sign_in(login="niemand")
        assert "passen nicht zusammen" in wrong.content.decode()
        assert words(wrong) == words(nobody)
        assert not is_signed_in(client)

    def test_a_blocked_account_stays_shut(self, client, sign_in, person):
        person.is_active = False
        person.save()
        assert sign_in()["Location"] == "/de/anmelden/gesperrt/"
        assert "gesperrt" in client.get("/de/anmelden/gesperrt/").content.decode()
        assert not is_signed_in(client)

    def test_who_is_no_staff_does_not_go_in_circles(self, client):
        EditorFactory(username="gast", password=PASSWORD, is_superuser=False, is_staff=False)
        client.post("/de/anmelden/", {"login": "gast", "password": PASSWORD})
        assert client.get(HOME).status_code == 403


class TestCode:
    def ask(self, client, email: str):
        return client.post("/de/anmelden/code/", {"email": email}, follow=True)

    def test_comes_by_mail_and_signs_in(self, client, person):
        self.ask(client, person.email)
        response = client.post("/de/anmelden/code/eingeben/", {"code": read_code()})
        assert response["Location"] == HOME
        assert is_signed_in(client)
        assert OutgoingMail.objects.get().recipient == person.email

    def test_leads_to_where_she_wanted(self, client, person):
        target = "/admin/vorschlaege/"
        response = client.post("/de/anmelden/code/", {"email": person.email, "next": target}, follow=True)
        assert f'name="next" value="{target}"' in response.content.decode()
        response = client.post("/de/anmelden/code/eingeben/", {"code": read_code(), "next": target})
        assert response["Location"] == target

    def test_is_written_in_the_language_of_the_page(self, client, person):
        client.post("/en/anmelden/code/", {"email": person.email})
        assert OutgoingMail.objects.get().subject.startswith("Your code to sign in")

    def test_for_a_stranger_differs_in_the_mail_only(self, client, person):
        known = self.ask(client, person.email)
        client.post("/de/abmelden/")
        unknown = self.ask(client, "fremde@example.org")
        assert words(known) == words(unknown)
        assert [mail.recipient for mail in OutgoingMail.objects.all()] == [person.email]
        answer = client.post("/de/anmelden/code/eingeben/", {"code": "ABC-DEF"})
        assert "stimmt nicht" in answer.content.decode()

    def test_is_refused_after_three_wrong_ones(self, client, person):
        self.ask(client, person.email)
        for _attempt in range(3):
            client.post("/de/anmelden/code/eingeben/", {"code": "falsch"})
        client.post("/de/anmelden/code/eingeben/", {"code": read_code()})
        assert not is_signed_in(client)

    def test_of_an_old_address_opens_nothing(self, client, person):
        EmailAddress.objects.create(user=person, email="frueher@example.org", verified=True)
        person.save()
        self.ask(client, "frueher@example.org")
        assert not OutgoingMail.objects.exists()

    def test_no_blocked_account_gets_one(self, client, person):
        get_user_model().objects.filter(pk=person.pk).update(is_active=False)
        self.ask(client, person.email)
        assert not OutgoingMail.objects.exists()


class TestForgottenPassword:
    def test_a_link_gives_a_new_one(self, client, person, sign_in):
        response = client.post("/de/anmelden/passwort/", {"email": person.email}, follow=True)
        assert "ist jetzt eine E-Mail" in response.content.decode()
        link = re.search(r"http://testserver(/\S+)", OutgoingMail.objects.get().text)[1]
        new = {"password1": "noch-ein-langes-wort", "password2": "noch-ein-langes-wort"}
        form = client.get(link, follow=True)
        client.post(form.request["PATH_INFO"], new)
        assert not is_signed_in(client)  # the second factor is still to come
        assert "ist geändert" in OutgoingMail.objects.latest("pk").text
        sign_in(password="noch-ein-langes-wort")
        assert is_signed_in(client)
        assert "gilt nicht mehr" in client.get(link, follow=True).content.decode()

    def test_two_that_differ_are_said_to_in_our_words(self, client, person):
        client.post("/de/anmelden/passwort/", {"email": person.email})
        link = re.search(r"http://testserver(/\S+)", OutgoingMail.objects.get().text)[1]
        form = client.get(link, follow=True)
        two = {"password1": "langes-wort-1", "password2": "anderes"}
        answer = client.post(form.request["PATH_INFO"], two)
        assert "Die beiden Passwörter sind nicht gleich." in answer.content.decode()

    def test_nobody_else_gets_mail(self, client, person):
        known = client.post("/de/anmelden/passwort/", {"email": person.email}, follow=True)
        unknown = client.post("/de/anmelden/passwort/", {"email": "fremde@example.org"}, follow=True)
        assert words(known) == words(unknown)
        assert OutgoingMail.objects.count() == 1


class TestTooOften:
    TRIES = 10

    @pytest.fixture
    def _tried(self, sign_in):
        for number in range(self.TRIES):
            sign_in(password="falsch", REMOTE_ADDR=f"192.0.2.{number}")

    @pytest.mark.usefixtures("_tried")
    def test_the_eleventh_is_refused_kindly_from_wherever_it_comes(self, client, sign_in):
        response = sign_in(REMOTE_ADDR="198.51.100.1")
        assert "Bitte warten Sie zehn Minuten" in response.content.decode()
        assert not is_signed_in(client)

    @pytest.mark.usefixtures("_tried")
    def test_every_process_knows(self, client, sign_in):
        cache.clear()  # what this process has to itself
        sign_in()
        assert not is_signed_in(client)

    @pytest.mark.usefixtures("_tried")
    def test_others_get_in(self, client, sign_in):
        other = member_of("Redaktion Troisdorf")
        other.set_password(PASSWORD)
        other.save()
        sign_in(login=other.username)
        assert is_signed_in(client)

    @pytest.mark.usefixtures("_tried")
    def test_a_code_still_opens(self, client, person):
        client.post("/de/anmelden/code/", {"email": person.email})
        client.post("/de/anmelden/code/eingeben/", {"code": read_code()})
        assert is_signed_in(client)

    def test_many_names_from_one_address_are_refused_too(self, client, sign_in, settings):
        settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/10m/ip,10/10m/key"}
        for number in range(5):
            sign_in(login=f"niemand{number}")
        assert "Bitte warten" in sign_in().content.decode()

    def test_behind_our_proxy_the_client_counts(self, client, sign_in, settings):
        settings.TRUSTED_PROXIES = ["127.0.0.1/32"]
        settings.ACCOUNT_RATE_LIMITS = {"login_failed": "1/10m/ip,10/10m/key"}
        sign_in(login="niemand", headers={"x-forwarded-for": "203.0.113.7"})
        sign_in(headers={"x-forwarded-for": "203.0.113.8"})
        assert is_signed_in(client)

    def test_a_flood_meets_a_page_of_ours(self, client, settings):
        settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
        client.post("/en/anmelden/", {"login": "x"})
        response = client.post("/en/anmelden/", {"login": "x"})
        assert response.status_code == 429
        assert "Please wait a moment" in response.content.decode()
        assert "<main" in response.content.decode()


class TestSharedCache:
    def test_what_is_not_allauth_s_stays_in_the_process(self):
        cache.set("menu", 1)
        assert LocalCache("another process", {}).get("menu") is None

    def test_no_address_can_be_read_in_the_database(self, sign_in):
        from django.db import connection

        sign_in(password="falsch", REMOTE_ADDR="192.0.2.77")
        with connection.cursor() as cursor:
            rows = cursor.execute("SELECT cache_key FROM portal_shared_cache").fetchall()
        assert rows
        assert all(re.fullmatch(r"[0-9a-f]{64}", key) for (key,) in rows)


class TestOldAddresses:
    @pytest.mark.parametrize("address", ["/admin/login/", "/de/_util/login/"])
    def test_lead_to_the_one_way_in_and_keep_the_way_on(self, client, address: str):
        response = client.get(f"{address}?next=/admin/pages/")
        assert response["Location"] == "/de/anmelden/?next=%2Fadmin%2Fpages%2F"
        assert client.get(f"{address}?next=https://example.com/")["Location"] == "/de/anmelden/"

    def test_nobody_signs_in_there(self, client, person):
        for address in ("/admin/login/", "/de/_util/login/"):
            client.post(address, {"username": person.username, "password": PASSWORD})
        assert not is_signed_in(client)

    def test_wagtail_s_forgotten_password_is_ours(self, client):
        assert client.get("/admin/password_reset/")["Location"] == "/de/anmelden/passwort/"

    def test_signing_out_of_the_admin_leads_to_it(self, client, sign_in):
        sign_in()
        assert client.post("/admin/logout/")["Location"] == "/de/anmelden/"
        assert not is_signed_in(client)
