"""The way in: a link for who is known, the same answer for who is not, and an end."""

import datetime

import pytest
from django.test import Client

from offers.actions import links
from offers.actions.members import MOST_LINKS_AN_HOUR
from offers.entries.access_views import MOST_AN_HOUR
from offers.enums import LinkPurpose
from offers.models import MailedLink, OutgoingMail, ProviderMember
from tests.factories import ProviderFactory
from tests.offers.door.conftest import mailed_path
from tests.offers.entries.conftest import ENTRIES, sign_in

pytestmark = pytest.mark.django_db
LIST = f"{ENTRIES}liste/"


def ask(client: Client, email: str, **more: str):
    return client.post(ENTRIES, {"email": email} | more)


def is_in(client: Client) -> bool:
    return client.get(LIST).status_code == 200


class TestAsking:
    def test_the_mailed_link_and_its_button_lead_to_the_entries(self, client, member):
        ask(client, "Amira@Example.org")
        path = mailed_path()
        page = client.get(path).content.decode()
        assert member.provider.name in page
        assert not is_in(client)
        assert client.post(path).headers["Location"] == LIST
        assert member.provider.name in client.get(LIST).content.decode()

    def test_one_mail_names_all_organisations_of_an_address(self, client, member):
        other = ProviderFactory(name="Chor & Tanz")
        ProviderMember.objects.create(provider=other, email="AMIRA@example.org", language="en")
        ask(client, member.email)
        mail = OutgoingMail.objects.get()
        assert other.name in mail.text
        assert mail.text.count("/oeffnen/") == 2

    def test_nobody_learns_whether_an_address_is_known(self, member):
        answers = []
        for email in (member.email, "niemand@example.org"):
            visitor = Client()
            first = ask(visitor, email)
            answers.append((first.status_code, first.headers["Location"]))
            page = visitor.get(first.headers["Location"])
            assert email not in page.content.decode()
        assert answers[0] == answers[1]
        assert OutgoingMail.objects.get().recipient == member.email

    def test_no_answer_waits_for_what_the_address_brings(self, client, member, monkeypatch):
        """The work is handed to the thread that sends; the request touches no table of members."""
        handed_over = []
        monkeypatch.setattr("offers.entries.access_views.do_soon", handed_over.append)
        ask(client, member.email)
        assert len(handed_over) == 1
        assert not OutgoingMail.objects.exists()
        handed_over[0]()
        assert OutgoingMail.objects.exists()

    def test_a_program_is_answered_like_everybody_and_gets_no_mail(self, client, member):
        assert ask(client, member.email, homepage="https://spam.example").status_code == 302
        assert not OutgoingMail.objects.exists()

    @pytest.mark.parametrize(
        "email", ["", "kein", "a\x00b@example.org", "x" * 400 + "@example.org", "\ud800@a.de"]
    )
    def test_what_is_no_address_is_asked_again(self, client, email):
        response = client.post(ENTRIES, {"email": email.encode("utf-8", "surrogatepass")})
        assert response.status_code == 422

    def test_one_network_may_ask_so_often_and_one_person_gets_so_many(self, client, member, clock):
        codes = [ask(client, member.email).status_code for _time in range(MOST_AN_HOUR + 1)]
        assert codes == [302] * MOST_AN_HOUR + [429]
        assert OutgoingMail.objects.count() == MOST_LINKS_AN_HOUR


class TestLink:
    def test_it_works_once(self, client, member):
        token = links.issue(purpose=LinkPurpose.ENTRIES, member=member)
        path = f"{ENTRIES}oeffnen/{token}/"
        for _scanner in range(50):
            assert Client().get(path).status_code == 200
        assert client.post(path).status_code == 302
        assert Client().post(path).status_code == 410
        assert Client().get(path).status_code == 410

    def test_one_of_another_purpose_or_age_opens_nothing(self, client, member):
        review = links.issue(purpose=LinkPurpose.REVIEW, member=member)
        old = links.issue(purpose=LinkPurpose.ENTRIES, member=member)
        MailedLink.objects.filter(purpose=LinkPurpose.ENTRIES).update(
            expires_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
        )
        for token in (review, old, "x", "%00", "ü" * 300):
            assert client.post(f"{ENTRIES}oeffnen/{token}/").status_code == 410
        assert not is_in(client)

    def test_who_comes_by_it_can_be_reached(self, client, member):
        ProviderMember.objects.update(bounced_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
        sign_in(client, member)
        member.refresh_from_db()
        assert member.bounced_at is None

    def test_the_key_of_the_session_is_a_new_one(self, client, member):
        client.get(ENTRIES)
        session = client.session
        session["x"] = 1
        session.save()
        before = client.session.session_key
        client.cookies["sessionid"] = before
        sign_in(client, member)
        assert client.session.session_key != before


class TestSession:
    def test_it_ends_after_two_idle_hours(self, client, member, clock):
        sign_in(client, member)
        for _visit in range(3):
            clock.shift(datetime.timedelta(hours=1, minutes=50))
            assert is_in(client)
        clock.shift(datetime.timedelta(hours=2, minutes=1))
        assert not is_in(client)

    def test_it_ends_after_twelve_hours_in_any_case(self, client, member, clock):
        sign_in(client, member)
        for _visit in range(7):
            clock.shift(datetime.timedelta(hours=1, minutes=40))
            assert is_in(client)
        clock.shift(datetime.timedelta(minutes=30))
        assert not is_in(client)

    def test_it_ends_with_the_button(self, inside):
        assert is_in(inside)
        inside.post(f"{ENTRIES}abmelden/")
        assert not is_in(inside)

    def test_it_ends_for_who_no_longer_speaks_for_the_provider(self, inside, member):
        member.delete()
        assert not is_in(inside)

    def test_csrf_is_asked_for(self, member):
        strict = Client(enforce_csrf_checks=True)
        token = links.issue(purpose=LinkPurpose.ENTRIES, member=member)
        for path in (ENTRIES, f"{ENTRIES}oeffnen/{token}/", f"{ENTRIES}abmelden/"):
            assert strict.post(path, {"email": member.email}).status_code == 403
