"""A mail is kept with what it tells of, once, in the language of whoever reads it."""

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.db import transaction

from offers.mail import queue_mail
from offers.models import OutgoingMail, Submission

pytestmark = pytest.mark.django_db


def queue(**changed: object) -> OutgoingMail:
    given = {
        "template": "confirm_submission",
        "to": "amira@example.org",
        "language": "de",
        "context": {"submission": Submission(reference="KIZ-AAAA-AAAA"), "url": "https://example.org/x/"},
        "key": "confirm-1",
    }
    return queue_mail(**given | changed)


def test_the_first_line_is_the_subject():
    mail = queue()
    assert mail.subject == "Bitte bestätigen Sie: noch ohne Titel"
    assert mail.text.startswith("Guten Tag,")
    assert "https://example.org/x/" in mail.text
    assert 'href="https://example.org/x/"' in mail.html


@pytest.mark.parametrize(("language", "greeting"), [("en", "Hello,"), ("tr", "Guten Tag,")])
def test_it_is_in_the_language_of_the_reader_or_in_german(language: str, greeting: str):
    assert queue(language=language).text.startswith(greeting)


def test_the_same_is_queued_once():
    assert queue() == queue(to="somebody.else@example.org")
    assert OutgoingMail.objects.get().recipient == "amira@example.org"


def test_what_is_taken_back_is_not_sent():
    with transaction.atomic():
        queue()
        transaction.set_rollback(True)
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("address", ["", "amira", "a@example.org\nBcc: b@example.org", "a@b@c"])
def test_what_is_no_address_is_refused(address: str):
    with pytest.raises(ValidationError):
        queue(to=address)


def test_a_title_cannot_add_a_header_or_markup():
    evil = Submission(reference="x\r\nBcc: b@example.org <script>")
    url = "https://example.org"
    context = {"submission": evil, "url": url, "entries_url": url}
    mail = queue(template="submission_received", context=context)
    assert "\n" not in mail.subject
    assert "<script>" not in mail.html


def test_what_django_sends_lands_in_the_outbox(settings):
    settings.EMAIL_BACKEND = "offers.mail.backend.OutboxBackend"
    send_mail("Ihr Code", "123456", None, ["a@example.org", "b@example.org"], html_message="<p>123456</p>")
    queued = OutgoingMail.objects.order_by("recipient")
    assert [mail.recipient for mail in queued] == ["a@example.org", "b@example.org"]
    assert queued[0].html == "<p>123456</p>"
