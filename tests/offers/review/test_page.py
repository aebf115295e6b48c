"""The page that a reminder opens: its button confirms, opening it does nothing."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from offers.actions.reviews import CONFIRMED_ACTION
from offers.models import MailedLink, Offer, ProviderMember, ReviewNote
from tests.factories import LocationFactory, ProviderFactory, member_of
from tests.harness.blanks import tied
from tests.offers.review.conftest import path_in, run

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer(entry, member) -> Offer:
    return entry(7, title="Nähen", locations=[LocationFactory(name="Nachbarschaftshaus")])


@pytest.fixture
def path(offer) -> str:
    return path_in(run()[0])


def read(client: Client, path: str) -> BeautifulSoup:
    return BeautifulSoup(client.get(path).content, "html.parser")


def send(client: Client, path: str, **said: str):
    """As a browser does: with what is ticked on the page."""
    page = read(client, path)
    ticked = {field["name"]: field["value"] for field in page.select("main input[checked]")}
    return client.post(path, ticked | said)


class TestOpening:
    def test_shows_what_we_say_of_the_entry(self, client, path):
        words = read(client, path).main.text
        assert "Nähen" in words
        assert "Nachbarschaftshaus" in words
        assert "Alles stimmt noch" in words

    @pytest.mark.slow
    def test_fifty_times_changes_nothing(self, client, path, offer):
        for _time in range(50):
            assert client.get(path).status_code == 200
            client.head(path)
        assert Offer.objects.get().verified_on == offer.verified_on
        assert MailedLink.objects.get().used_at is None

    def test_is_not_for_search_engines(self, client, path):
        assert read(client, path).select_one('meta[name="robots"]')["content"] == "noindex"

    def test_a_link_that_never_was_opens_nothing(self, client, path):
        assert client.get("/de/noch-aktuell/erfunden/").status_code == 410
        assert client.post("/de/noch-aktuell/erfunden/", {"all": "1"}).status_code == 410

    def test_a_link_is_too_old_after_ninety_days(self, client, path, clock):
        clock.shift(datetime.timedelta(days=91))
        assert client.get(path).status_code == 410
        assert client.post(path, {"all": "1"}).status_code == 410

    def test_another_link_of_a_mail_does_not_open_it(self, client, path):
        MailedLink.objects.update(purpose="entries")
        assert client.get(path).status_code == 410


class TestConfirming:
    def test_one_click_confirms_all(self, client, path, offer, entry):
        other = entry(20, title="Kochen")
        response = send(client, path, all="1")
        assert "Vielen Dank" in response.content.decode()
        for pk in (offer.pk, other.pk):
            row = Offer.objects.get(pk=pk)
            assert (row.verified_on, row.verified_by) == (timezone.localdate(), "Nähstube Sieg e. V.")
        assert ModelLogEntry.objects.filter(action=CONFIRMED_ACTION).count() == 2

    def test_says_when_we_ask_again(self, client, path):
        page = BeautifulSoup(send(client, path, all="1").content, "html.parser")
        assert tied("bis zum 24.~Dezember~2026") in page.main.text

    def test_works_once(self, client, path, offer):
        send(client, path, all="1")
        Offer.objects.update(verified_on=offer.verified_on)
        assert "Vielen Dank" in client.post(path, {f"e{offer.pk}-state": "right"}).content.decode()
        assert Offer.objects.get().verified_on == offer.verified_on

    def test_does_not_confirm_what_the_page_did_not_show(self, client, path, offer, entry):
        entry(3, title="Neu")
        client.post(path, {f"e{offer.pk}-state": "right", "all": "1"})
        assert Offer.objects.get(title="Neu").verified_by == "Siegburg"

    def test_does_not_reach_another_provider(self, client, path, entry):
        foreign = entry(7, provider=ProviderFactory())
        client.post(path, {f"e{foreign.pk}-state": "right", "all": "1"})
        foreign.refresh_from_db()
        assert foreign.verified_by == "Siegburg"

    def test_leaves_a_draft_of_an_editor_as_it_is_and_confirms_it_too(self, client, path, offer):
        offer.minimum_age = 16
        offer.save_revision()
        send(client, path, all="1")
        row = Offer.objects.get()
        draft = row.get_latest_revision_as_object()
        assert (row.minimum_age, draft.minimum_age) == (None, 16)
        assert row.verified_on == draft.verified_on == timezone.localdate()
        draft.save_revision().publish()
        assert Offer.objects.get().verified_on == timezone.localdate()

    def test_who_uses_a_link_gets_our_mails(self, client, path, member):
        ProviderMember.objects.update(bounced_at=timezone.now())
        send(client, path, all="1")
        member.refresh_from_db()
        assert member.bounced_at is None

    def test_a_colleague_finds_it_done(self, client, offer, provider):
        ProviderMember.objects.create(provider=provider, email="berta@example.org")
        first, second = (path_in(mail) for mail in run())
        send(client, first, all="1")
        assert "nichts zu prüfen" in read(client, second).main.text


class TestSayingNo:
    def test_what_has_changed_is_noted_for_the_desk(self, client, path, offer):
        send(client, path, **{f"e{offer.pk}-state": "changed", f"e{offer.pk}-words": "Jetzt um 18 Uhr"})
        note = ReviewNote.objects.get()
        assert (note.words, note.stated_by) == ("Jetzt um 18 Uhr", "Nähstube Sieg e. V.")
        assert Offer.objects.get().verified_by == "Siegburg"

    def test_what_has_ended_is_not_shown_any_more(self, client, path, offer):
        send(client, path, **{f"e{offer.pk}-state": "ended"})
        row = Offer.objects.get()
        assert (row.live, row.hidden_on) == (False, None)
        assert ReviewNote.objects.get().words == "Findet nicht mehr statt."

    def test_all_is_right_wins_over_what_was_chosen_before(self, client, path, offer):
        send(client, path, all="1", **{f"e{offer.pk}-state": "ended"})
        assert Offer.objects.get().live

    def test_nonsense_is_asked_again_and_the_link_stays_good(self, client, path, offer):
        response = client.post(path, {f"e{offer.pk}-state": "maybe"})
        assert response.status_code == 200
        assert MailedLink.objects.get().used_at is None

    def test_a_stranger_cannot_bring_markup_to_the_desk(self, client, path, offer):
        evil = "<script>alert(1)</script>"
        send(client, path, **{f"e{offer.pk}-state": "changed", f"e{offer.pk}-words": evil})
        client.force_login(member_of("Redaktion Siegburg"))
        assert evil not in client.get("/admin/zu-pruefen/").content.decode()


class TestBringingBack:
    @pytest.fixture
    def hidden(self, entry, member) -> Offer:
        return entry(-60, title="Nähen")

    def test_one_click_brings_it_back(self, client, hidden, member):
        mail = next(mail for mail in run() if mail.recipient == member.email)
        assert not Offer.objects.get().live
        send(client, path_in(mail), all="1")
        row = Offer.objects.get()
        assert (row.live, row.hidden_on, row.has_unpublished_changes) == (True, None, False)
        assert row.verified_on == timezone.localdate()

    def test_a_draft_stays_a_draft(self, client, hidden, member, clock):
        hidden.minimum_age = 16
        hidden.save_revision()
        mail = next(mail for mail in run() if mail.recipient == member.email)
        clock.shift(60)
        send(client, path_in(mail), all="1")
        row = Offer.objects.get()
        assert (row.live, row.minimum_age, row.has_unpublished_changes) == (True, None, True)
        assert row.get_latest_revision_as_object().minimum_age == 16

    def test_whoever_publishes_it_brings_it_back(self, hidden):
        run()
        row = Offer.objects.get()
        row.save_revision().publish()
        assert (Offer.objects.get().live, Offer.objects.get().hidden_on) == (True, None)
