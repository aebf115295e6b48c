"""The mails of a portal under development, and nobody's anywhere else."""

import pytest

from offers.mail.queueing import put
from offers.models import OutgoingMail

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail() -> OutgoingMail:
    evil = "<script>alert(1)</script> https://example.org/link/"
    return put(key="one", recipient="amira@example.org", subject=evil, text=evil, html="<p>Hallo</p>")


def paths(mail: OutgoingMail) -> list[str]:
    return ["/postfach/", f"/postfach/{mail.pk}/", f"/postfach/{mail.pk}/html/"]


def test_there_is_none_on_a_public_server(client, mail):
    assert [client.get(path, follow=True).status_code for path in paths(mail)] == [404, 404, 404]


def test_shows_mails_with_links_to_follow(client, mail, settings):
    settings.SHOWS_MAILS = True
    shown = [client.get(path).content.decode() for path in paths(mail)]
    assert "amira@example.org" in shown[0]
    assert 'href="https://example.org/link/"' in shown[1]
    assert shown[2] == "<p>Hallo</p>"
    assert all("<script>alert" not in page for page in shown)
