"""What every answer of the portal carries, and what the addresses that belong to no app say."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Site

from offers.enums import MailState
from offers.mail.queueing import put
from offers.models import OutgoingMail
from portal import health
from portal.settings import dev
from search import service
from tests.factories import EditorFactory, OfferFactory

pytestmark = pytest.mark.django_db


class TestHealth:
    def test_says_ok(self, client, monkeypatch):
        monkeypatch.setattr(service, "state", lambda: "ok")
        response = client.get("/healthz")
        assert (response.status_code, response.json()["status"]) == (200, "ok")
        assert "no-store" in response["Cache-Control"]

    def test_a_search_that_fell_back_still_serves(self, client, monkeypatch):
        monkeypatch.setattr(service, "state", lambda: "degraded")
        response = client.get("/healthz")
        assert (response.status_code, response.json()["status"]) == (200, "degraded")

    @pytest.mark.parametrize(
        ("hours", "state", "said"),
        [
            (0, MailState.WAITING, "ok"),
            (2, MailState.WAITING, "late"),
            (2, MailState.SENT, "ok"),
            (130, MailState.GIVEN_UP, "given up"),
            (130 + 8 * 24, MailState.GIVEN_UP, "ok"),
        ],
    )
    def test_says_whether_mails_go_out(self, client, clock, hours: int, state: str, said: str):
        mail = put(key="one", recipient="a@example.org", subject="x", text="x", html="")
        OutgoingMail.objects.filter(pk=mail.pk).update(
            state=state, next_attempt_at=timezone.now() + timedelta(hours=120)
        )
        clock.shift(timedelta(hours=hours))
        response = client.get("/healthz")
        assert (response.status_code, response.json()["mail"]) == (200, said)

    def test_without_a_database_it_is_down(self, client, monkeypatch):
        class Broken:
            def cursor(self):
                raise DatabaseError

        monkeypatch.setattr(health, "connection", Broken())
        response = client.get("/healthz")
        assert response.status_code == 503
        assert response.json()["database"] == "unreachable"

    def test_needs_no_session_and_answers_reading_only(self, client):
        assert "sessionid" not in client.get("/healthz").cookies
        assert client.post("/healthz").status_code == 405


class TestHeaders:
    @pytest.fixture
    def response(self, client):
        offer = OfferFactory()
        response = client.get(offer.get_absolute_url())
        assert response.status_code == 200
        return response

    def test_content_security_policy(self, response):
        policy = dict(part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == "'self'"
        assert policy["object-src"] == "'none'"
        assert policy["form-action"] == "'self'"
        assert not any("unsafe" in value or "*" in value or "http" in value for value in policy.values())

    def test_browser_protections(self, response):
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["X-Frame-Options"] == "SAMEORIGIN"
        assert response["Referrer-Policy"] == "same-origin"
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"

    def test_a_visitor_gets_no_cookie(self, response):
        assert not response.cookies


class TestDocuments:
    """Some come from strangers."""

    @pytest.fixture
    def response(self, client):
        content = ContentFile(b"%PDF-1.7 <script>alert(1)</script>", name="flyer.pdf")
        document = Document.objects.create(title="Flyer", file=content)
        response = client.get(document.url)
        response.getvalue()
        return response

    def test_are_saved_and_not_opened(self, response):
        assert response.status_code == 200
        assert response["Content-Disposition"].startswith("attachment")
        assert response["Content-Type"] == "application/pdf"

    def test_have_no_rights_of_the_portal(self, response):
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response["X-Content-Type-Options"] == "nosniff"


class TestLanguages:
    @pytest.mark.parametrize(
        ("wanted", "target"), [("en", "/en/"), ("de", "/de/"), ("xx", "/de/"), ("", "/de/")]
    )
    def test_the_bare_address_leads_to_the_browsers_language(self, client, wanted, target):
        response = client.get("/", headers={"accept-language": wanted})
        assert (response.status_code, response["Location"]) == (302, target)
        assert "Accept-Language" in response["Vary"]


class TestErrorPages:
    @pytest.mark.parametrize("path", ["/de/gibt-es-nicht/", "/en/no-such-page/", "/nowhere/"])
    def test_a_wrong_address_leads_on(self, client, path):
        response = client.get(path, follow=True)  # without a language, to the same path with one
        assert response.status_code == 404
        text = response.content.decode()
        assert f'lang="{"en" if path.startswith("/en/") else "de"}"' in text
        assert "/angebote/" in text

    def test_a_stranger_form_is_refused_with_a_page(self):
        from django.test import Client

        client = Client(enforce_csrf_checks=True)
        response = client.post("/de/anmelden/", {"login": "x"})
        assert response.status_code == 403
        assert "<main" in response.content.decode()

    def test_a_form_without_what_its_page_always_sends_is_not_understood(self, admin_client):
        kreis = Site.objects.get().root_page
        response = admin_client.post(reverse("wagtailadmin_pages:edit", args=[kreis.pk]), {})
        assert response.status_code == 400
        assert "Mit der Anfrage stimmt etwas nicht" in response.content.decode()

    def test_a_broken_page_says_so_without_needing_anything(self, settings):
        from django.template.loader import render_to_string

        assert "<main" in render_to_string("500.html")


class TestErrorPagesOfDevelopment:
    """`make run` shows residents' pages, but hides no error of the code."""

    @pytest.fixture(autouse=True)
    def _development(self, settings):
        settings.DEBUG = True
        settings.MIDDLEWARE = dev.MIDDLEWARE

    @pytest.mark.parametrize("path", ["/de/gibt-es-nicht/", "/de/angebote/999999/x/", "/nowhere/"])
    def test_a_wrong_address_shows_the_portals_own_page(self, client, path):
        response = client.get(path, follow=True)
        assert response.status_code == 404
        assert "Diese Seite gibt es nicht" in response.content.decode()

    def test_in_the_language_of_the_address(self, client):
        assert "There is no such page" in client.get("/en/no-such-page/").content.decode()

    def test_an_error_of_the_code_stays_technical(self, client, monkeypatch):
        def broken(query: object) -> None:
            raise ValueError("a slip")

        monkeypatch.setattr(service, "find", broken)
        client.raise_request_exception = False
        response = client.get("/de/angebote/")
        assert response.status_code == 500
        assert "a slip" in response.content.decode()


class TestRobots:
    def test_keeps_machines_out_of_the_admin(self, client):
        text = client.get("/robots.txt").content.decode()
        assert "Disallow: /admin/" in text
        assert "Sitemap: http://testserver/sitemap.xml" in text


class TestAdmin:
    def test_asks_for_a_password(self, client):
        response = client.get("/admin/")
        assert response.status_code == 302
        assert response["Location"] == "/de/anmelden/?next=/admin/"

    def test_opens_for_editors_without_asking_third_parties(self, client):
        client.force_login(EditorFactory())
        response = client.get("/admin/")
        assert response.status_code == 200
        assert "gravatar" not in response.content.decode()
        assert "releases.wagtail" not in response.content.decode()
