"""The list of mails says what became of them, and nothing of what they say."""

import pytest

from offers.mail.queueing import put
from offers.models import OutgoingMail
from tests.factories import EditorFactory, member_of

pytestmark = pytest.mark.django_db
LIST = "/admin/mails/"


@pytest.fixture
def mail() -> OutgoingMail:
    return put(
        key="geheim-1",
        recipient="amira@example.org",
        subject="Grüße",
        text="https://example.org/GEHEIM/",
        html="<a href='https://example.org/GEHEIM/'>x</a>",
        unsubscribe_url="https://example.org/GEHEIM/ab/",
    )


def test_shows_whom_it_is_for_and_never_a_link(client, mail):
    client.force_login(EditorFactory())
    for path in (LIST, f"{LIST}inspect/{mail.pk}/", f"{LIST}history/{mail.pk}/", f"{LIST}?q=amira"):
        page = client.get(path).content.decode()
        assert "GEHEIM" not in page
        assert "geheim-1" not in page
    assert "amira@example.org" in client.get(LIST).content.decode()


def test_is_for_the_county(client, mail):
    client.force_login(member_of("Redaktion Kreis"))
    assert client.get(LIST).status_code == 200
    client.force_login(member_of("Redaktion Siegburg"))
    assert client.get(LIST).status_code == 302


def test_nobody_changes_or_deletes_one(client, mail):
    client.force_login(EditorFactory())
    for action in ("edit", "delete"):
        client.post(f"{LIST}{action}/{mail.pk}/", {"recipient": "other@example.org"})
    mail.refresh_from_db()
    assert mail.recipient == "amira@example.org"
