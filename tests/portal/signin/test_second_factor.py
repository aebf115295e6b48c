"""The second factor: asked for in front of everything below /admin/, set up, used, replaced when lost."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.db import transaction
from django.test import Client

from offers.models import OutgoingMail
from tests.access_world import World, answers_below_admin
from tests.portal.signin.conftest import PASSWORD, read_code

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _required(settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


def code_of(secret: str, ahead: int = 0) -> str:
    """What an app shows; `ahead` periods of 30 seconds from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


@pytest.fixture
def secret(person) -> str:
    """Of an app that the person has."""
    found = generate_totp_secret()
    TOTP.activate(person, found)
    return found


@pytest.fixture
def _commits_at_once(monkeypatch) -> None:
    """What waits for the end of a transaction happens within the test's, and within the request."""
    monkeypatch.setattr(transaction, "on_commit", lambda act, using=None, robust=False: act())


class TestGuard:
    @pytest.mark.slow
    @pytest.mark.parametrize("role", ["own", "superuser"])  # few rights and all: the guard knows no others
    def test_nobody_passes_it_at_any_address(self, client, role: str):
        world = World()
        client.force_login(world.people[role])
        answers = answers_below_admin(client, world)
        assert not {
            asked: response.status_code
            for asked, response in answers.items()
            if not response.headers.get("Location", "").startswith("/de/zugang/?next=%2Fadmin")
        }

    def test_scripts_are_told_and_not_led(self, client, sign_in):
        sign_in()
        response = client.get("/admin/api/main/pages/", headers={"x-requested-with": "XMLHttpRequest"})
        assert response.status_code == 403

    def test_strangers_are_led_to_sign_in(self, client):
        assert client.get("/admin/")["Location"] == "/de/anmelden/?next=/admin/"

    def test_the_way_out_stays_open(self, client, sign_in):
        sign_in()
        client.post("/admin/logout/")
        assert "_auth_user_id" not in client.session

    def test_the_first_page_says_what_to_do(self, client, sign_in):
        sign_in()
        response = client.get("/admin/vorschlaege/", follow=True)
        assert response.redirect_chain[-1][0].startswith("/de/zugang/")
        assert "Noch ein Schritt" in response.content.decode()

    def test_a_session_that_never_saw_it_has_to_show_it(self, client, person, secret):
        client.force_login(person)
        response = client.get("/admin/vorschlaege/")
        assert response["Location"] == "/de/zugang/nachweis/code/?next=%2Fadmin%2Fvorschlaege%2F"
        response = client.post(response["Location"], {"code": code_of(secret), "next": "/admin/vorschlaege/"})
        assert response["Location"] == "/admin/vorschlaege/"
        assert client.get("/admin/vorschlaege/").status_code == 200

    def test_what_is_posted_before_that_is_not_done(self, client, person, secret):
        client.force_login(person)
        response = client.post("/admin/account/", {"name_email-first_name": "Andere"})
        assert response["Location"] == "/de/zugang/nachweis/code/?next=%2Fadmin%2F"
        person.refresh_from_db()
        assert person.first_name != "Andere"

    def test_it_is_off_where_the_setting_says_so(self, client, sign_in, settings):
        settings.REQUIRE_SECOND_FACTOR = False
        sign_in()
        assert client.get("/admin/").status_code == 200

    def test_whoever_removes_her_last_one_needs_another(self, client, person, secret, sign_in):
        sign_in()
        client.post("/de/anmelden/zweiter-schritt/", {"code": code_of(secret)})
        Authenticator.objects.all().delete()
        assert client.get("/admin/")["Location"].startswith("/de/zugang/?")


class TestApp:
    def set_up(self, client):
        page = client.get("/de/zugang/app/")
        secret = page.context["form"].secret
        return secret, page, client.post("/de/zugang/app/", {"code": code_of(secret)})

    @pytest.mark.usefixtures("_commits_at_once")
    def test_is_set_up_right_after_signing_in(self, client, sign_in):
        sign_in()
        secret, page, response = self.set_up(client)
        assert secret in page.content.decode()
        assert "data:image/svg+xml;base64," in page.content.decode()
        assert "KIZ%20Rhein-Sieg-Kreis" in page.context["totp_url"]
        assert response["Location"] == "/de/zugang/ersatzcodes/"
        assert "Ihre Ersatzcodes" in client.get(response["Location"]).content.decode()
        assert client.get("/admin/").status_code == 200

    def test_its_picture_is_allowed_by_our_policy(self, client, sign_in):
        sign_in()
        policy = client.get("/de/zugang/app/").headers["Content-Security-Policy"]
        assert "img-src 'self' data:" in policy
        assert "unsafe" not in policy

    def test_a_wrong_code_sets_nothing_up(self, client, sign_in):
        sign_in()
        client.get("/de/zugang/app/")
        assert "stimmt nicht" in client.post("/de/zugang/app/", {"code": "000000"}).content.decode()
        assert not Authenticator.objects.exists()

    @pytest.mark.usefixtures("_commits_at_once")
    def test_the_person_is_told_by_mail(self, client, sign_in, person):
        sign_in()
        self.set_up(client)
        mail = OutgoingMail.objects.get()
        assert mail.recipient == person.email
        assert "App für den zweiten Schritt ist eingerichtet" in mail.text

    @pytest.mark.usefixtures("_commits_at_once")
    def test_sessions_from_before_end(self, client, sign_in, person):
        earlier = Client()
        earlier.post("/de/anmelden/", {"login": person.username, "password": PASSWORD})
        sign_in()
        self.set_up(client)
        assert earlier.get("/admin/")["Location"].startswith("/de/anmelden/")
        assert client.get("/admin/").status_code == 200

    def test_is_asked_for_after_the_password(self, client, sign_in, secret):
        assert sign_in(next="/admin/vorschlaege/")["Location"] == "/de/anmelden/zweiter-schritt/"
        assert "_auth_user_id" not in client.session
        response = client.post("/de/anmelden/zweiter-schritt/", {"code": code_of(secret)})
        assert response["Location"] == "/admin/vorschlaege/"
        assert client.get("/admin/").status_code == 200

    def test_is_asked_for_after_a_code_by_mail(self, client, person, secret):
        client.post("/de/anmelden/code/", {"email": person.email})
        response = client.post("/de/anmelden/code/eingeben/", {"code": read_code()})
        assert response["Location"] == "/de/anmelden/zweiter-schritt/"
        assert "_auth_user_id" not in client.session

    def test_a_code_works_once(self, client, sign_in, secret):
        code = code_of(secret)
        sign_in()
        client.post("/de/anmelden/zweiter-schritt/", {"code": code})
        client.post("/de/abmelden/")
        sign_in()
        answer = client.post("/de/anmelden/zweiter-schritt/", {"code": code})
        assert "stimmt nicht" in answer.content.decode()

    def test_codes_cannot_be_tried_out(self, client, sign_in, secret):
        sign_in()
        for _attempt in range(10):
            client.post("/de/anmelden/zweiter-schritt/", {"code": "000000"})
        answer = client.post("/de/anmelden/zweiter-schritt/", {"code": code_of(secret)})
        assert "zu viele Versuche" in answer.content.decode()
        assert "_auth_user_id" not in client.session

    def test_she_may_start_anew_as_somebody_else(self, client, sign_in, secret):
        sign_in()
        assert client.get("/de/anmelden/")["Location"] == "/de/anmelden/zweiter-schritt/"
        client.post("/de/abmelden/")
        assert client.get("/de/anmelden/").status_code == 200


class TestChanges:
    """Who has a second factor needs it for every change of it: the password is not enough."""

    @pytest.fixture
    def _inside(self, client, sign_in, secret, person) -> None:
        RecoveryCodes.activate(person)
        sign_in()
        client.post("/de/anmelden/zweiter-schritt/", {"code": code_of(secret)})

    @pytest.mark.usefixtures("_inside")
    @pytest.mark.parametrize(
        "address", ["app/entfernen/", "ersatzcodes/", "ersatzcodes/neu/", "passkeys/neu/"]
    )
    def test_need_it_once_more(self, client, address: str):
        response = client.get(f"/de/zugang/{address}")
        assert response["Location"].startswith("/de/zugang/nachweis/code/?next=")

    @pytest.mark.usefixtures("_inside")
    def test_the_password_does_not_stand_in_for_it(self, client):
        answer = client.post("/de/zugang/nachweis/", {"password": PASSWORD})
        assert answer["Location"].startswith("/de/zugang/nachweis/code/")

    @pytest.mark.usefixtures("_inside")
    def test_are_told_by_mail(self, client, secret):
        client.post("/de/zugang/nachweis/code/", {"code": code_of(secret, ahead=1)})
        assert client.post("/de/zugang/app/entfernen/")["Location"] == "/de/zugang/"
        assert not Authenticator.objects.exists()  # the codes on paper go with it
        assert "entfernt" in OutgoingMail.objects.get().text

    def test_without_one_the_password_is_asked_for_after_five_minutes(self, client, sign_in, time_machine):
        time_machine.move_to("2026-03-02 10:00+01:00")
        sign_in()
        assert client.get("/de/zugang/app/").status_code == 200
        time_machine.move_to("2026-03-02 10:06+01:00")
        response = client.get("/de/zugang/app/")
        assert response["Location"].startswith("/de/zugang/nachweis/?next=")
        client.post("/de/zugang/nachweis/", {"password": PASSWORD})
        assert client.get("/de/zugang/app/").status_code == 200

    def test_a_new_password_is_told_by_mail_and_ends_other_sessions(self, client, sign_in, person):
        other = Client()
        other.post("/de/anmelden/", {"login": person.username, "password": PASSWORD})
        sign_in()
        new = {
            "oldpassword": PASSWORD,
            "password1": "noch-ein-langes-wort",
            "password2": "noch-ein-langes-wort",
        }
        assert client.post("/de/zugang/passwort/", new).status_code == 302
        assert "ist geändert" in OutgoingMail.objects.get().text
        assert client.get("/de/zugang/").status_code == 200
        assert other.get("/de/zugang/").status_code == 302


class TestCodesOnPaper:
    def test_stand_in_for_a_lost_telephone_once(self, client, sign_in, person, secret):
        codes = RecoveryCodes.activate(person).get_unused_codes()
        assert len(codes) == 10
        sign_in()
        client.post("/de/anmelden/zweiter-schritt/", {"code": codes[0]})
        assert client.get("/admin/").status_code == 200
        client.post("/de/abmelden/")
        sign_in()
        client.post("/de/anmelden/zweiter-schritt/", {"code": codes[0]})
        assert "_auth_user_id" not in client.session

    def test_are_shown_to_whoever_shows_a_code(self, client, sign_in, person, secret):
        codes = RecoveryCodes.activate(person).get_unused_codes()
        sign_in()
        client.post("/de/anmelden/zweiter-schritt/", {"code": codes[0]})
        client.post("/de/zugang/nachweis/code/", {"code": codes[1]})
        shown = client.get("/de/zugang/ersatzcodes/").content.decode()
        assert codes[2] in shown
        assert codes[0] not in shown
