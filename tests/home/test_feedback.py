"""A message about a barrier: sent without JavaScript, kept, told to the editors, never lost."""

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Site

from home import views
from home.actions import feedback
from home.models import AccessibilityFeedback, AccessibilityPage
from home.notifications import announce_feedback
from offers.mail.sending import send_due
from tests.factories.pages import add_page, centre

pytestmark = pytest.mark.django_db

MESSAGE = {"message": "Das PDF ist nicht lesbar.", "page_address": "/de/kurse/", "name": "", "email": ""}


@pytest.fixture
def page() -> AccessibilityPage:
    centre(editors_email="redaktion@example.org")
    return add_page(AccessibilityPage, title="Barrierefreiheit")


@pytest.fixture
def send(client, page):
    def post(**fields: str):
        response = client.post(page.url, {**MESSAGE, "homepage": "", **fields})
        send_due()
        return response

    return post


class TestSending:
    def test_the_message_is_kept_with_the_language_of_the_page(self, send):
        send(name="Ada", email="ada@example.org")
        kept = AccessibilityFeedback.objects.get()
        assert kept.message == "Das PDF ist nicht lesbar."
        assert (kept.page_address, kept.name, kept.email) == ("/de/kurse/", "Ada", "ada@example.org")
        assert kept.language == "de"

    def test_thanks_come_after_a_redirect_so_that_reloading_sends_nothing(self, send, client):
        response = send()
        assert response.status_code == 302
        shown = client.get(response["Location"])
        assert "Ihre Nachricht ist angekommen" in shown.content.decode()
        assert AccessibilityFeedback.objects.count() == 1

    def test_the_editors_get_a_mail_they_can_answer(self, send):
        send(email="ada@example.org")
        (message,) = mail.outbox
        assert message.to == ["redaktion@example.org"]
        assert message.reply_to == ["ada@example.org"]
        assert "Das PDF ist nicht lesbar." in message.body

    def test_nobody_must_say_who_they_are(self, send):
        assert send().status_code == 302
        assert mail.outbox[0].reply_to == []

    def test_a_message_may_hold_any_words(self, send):
        words = "<script>alert(1)</script> & „Zitat“ 🙂"
        send(message=words)
        assert AccessibilityFeedback.objects.get().message == words
        assert words in mail.outbox[0].body

    def test_a_line_break_in_the_name_makes_no_second_recipient(self, send):
        send(name="Ada\r\nBcc: alle@example.org")
        assert all(message.recipients() == ["redaktion@example.org"] for message in mail.outbox)


class TestMistakes:
    def test_without_a_message_it_says_what_is_missing_and_keeps_what_was_typed(self, send):
        response = send(message="  ", page_address="/de/meine-seite/", email="ada@example.org")
        text = response.content.decode()
        assert response.status_code == 422
        assert "Bitte schreiben Sie, was nicht barrierefrei ist." in text
        assert 'value="/de/meine-seite/"' in text
        assert 'value="ada@example.org"' in text
        assert not AccessibilityFeedback.objects.exists()

    def test_a_wrong_address_is_explained_and_the_message_stays(self, send):
        text = send(email="ada@").content.decode()
        assert "Diese E-Mail-Adresse stimmt nicht." in text
        assert "Das PDF ist nicht lesbar." in text

    def test_the_field_with_the_mistake_points_to_its_explanation(self, send):
        text = send(message="").content.decode()
        assert 'aria-invalid="true"' in text
        assert "id_message_error" in text

    def test_a_message_that_is_far_too_long_is_refused(self, send):
        assert send(message="a" * 4001).status_code == 422

    @pytest.mark.parametrize("value", ["\x00", "a\x00b", "\ud800"])
    def test_odd_characters_are_no_error_of_ours(self, send, value: str):
        assert send(message=value.encode("utf-8", "replace").decode()).status_code in {302, 422}


class TestPrograms:
    def test_who_fills_in_the_hidden_field_is_thanked_and_nothing_is_kept(self, send):
        response = send(homepage="https://example.com/")
        assert response.status_code == 302
        assert not AccessibilityFeedback.objects.exists()
        assert mail.outbox == []

    def test_the_hidden_field_is_out_of_the_way_of_people(self, client, page):
        text = client.get(page.url).content.decode()
        assert 'aria-hidden="true"' in text
        assert 'tabindex="-1"' in text

    def test_after_very_many_messages_it_says_what_to_do_and_keeps_what_was_typed(self, send, monkeypatch):
        monkeypatch.setattr(views, "MOST_MESSAGES", 1)
        send()
        response = send(name="Ada")
        assert response.status_code == 429
        assert "in einer Stunde noch einmal" in response.content.decode()
        assert 'value="Ada"' in response.content.decode()
        assert AccessibilityFeedback.objects.count() == 1

    def test_a_form_from_elsewhere_is_refused(self, page):
        strict = Client(enforce_csrf_checks=True)
        assert strict.post(page.url, MESSAGE).status_code == 403
        token = strict.get(page.url).context["csrf_token"]
        response = strict.post(page.url, {**MESSAGE, "csrfmiddlewaretoken": str(token)})
        assert response.status_code == 302


class TestMail:
    def receive(self) -> AccessibilityFeedback:
        return feedback.receive(**MESSAGE, language="de")

    def test_without_an_address_the_message_is_kept_all_the_same(self, caplog):
        assert announce_feedback(self.receive()) is False
        assert "the settings name no address" in caplog.text

    def test_it_is_written_in_german_whatever_the_reader_speaks(self, page):
        feedback.receive(**MESSAGE, language="en")
        send_due()
        assert mail.outbox[0].subject == "Meldung einer Barriere"

    def test_a_portal_without_a_site_keeps_the_message(self):
        kept = self.receive()
        Site.objects.all().delete()
        assert announce_feedback(kept) is False


def test_the_preview_of_the_statement_shows_the_form(page):
    response = page.make_preview_request()
    response.render()
    assert 'name="message"' in response.content.decode()


def test_what_is_posted_to_another_page_is_not_a_message(client, page):
    client.post("/de/", MESSAGE)
    assert not AccessibilityFeedback.objects.exists()
