"""Providers are asked in time, once for each date, all in one mail; who cannot be asked is on the desk."""

import datetime

import pytest
from django.utils import timezone

from offers.enums import MailState
from offers.models import Contact, MailedLink, Offer, OutgoingMail, ProviderMember
from offers.signals import mail_bounced
from tests.factories import OfferFactory, ProviderFactory, member_of
from tests.offers.review.conftest import path_in, run

pytestmark = pytest.mark.django_db


def pass_days(clock, number: int) -> None:
    clock.shift(datetime.timedelta(days=number))


class TestWhen:
    def test_three_times_before_the_date_and_never_between(self, entry, member, clock):
        entry(23)
        mailed = []
        for left in range(23, -14, -1):
            if run():
                mailed.append(left)
            pass_days(clock, 1)
        assert mailed == [21, 7, 0]

    def test_a_second_run_on_the_same_day_sends_nothing(self, entry, member):
        entry(7)
        assert (len(run()), len(run())) == (1, 0)

    def test_after_a_week_in_which_nothing_ran_each_mail_goes_out_once(self, entry, member, clock):
        entry(21)
        assert len(run()) == 1
        pass_days(clock, 19)  # the one of seven days before was missed
        assert (len(run()), len(run())) == (1, 0)
        pass_days(clock, 2)
        assert len(run()) == 1

    def test_what_was_confirmed_is_not_asked_about(self, entry, member, clock):
        offer = entry(21)
        run()
        Offer.objects.filter(pk=offer.pk).update(verified_on=timezone.localdate())
        pass_days(clock, 21)
        assert not [mail for mail in run() if mail.recipient == member.email and "Stimmt" in mail.subject][1:]

    def test_what_has_ended_is_a_draft_or_an_example_is_not_asked_about(self, entry, member, today):
        entry(7, valid_to=today - datetime.timedelta(days=1))
        entry(7, live=False)
        entry(7, is_example=True)
        assert run() == []


class TestWhat:
    def test_one_mail_lists_all_that_is_due(self, entry, member):
        entry(7, title="Nähen")
        entry(21, title="Kochen")
        entry(60, title="Singen")
        (mail,) = run()
        for words in (mail.text, mail.html):
            assert "Nähen" in words
            assert "Kochen" in words
            assert "Singen" not in words

    def test_what_is_due_within_the_week_is_asked_along_and_not_again(self, entry, member, clock):
        entry(21)
        entry(24)
        assert len(run()) == 1
        pass_days(clock, 3)
        assert run() == []

    def test_every_entry_has_its_link(self, entry, member):
        offer = entry(7)
        (mail,) = run()
        assert f"{path_in(mail)}#eintrag-{offer.pk}" in mail.text

    def test_it_is_in_the_language_of_the_member(self, entry, member):
        entry(7, words={"en": {"title": "Sewing"}})
        ProviderMember.objects.update(language="en")
        (mail,) = run()
        assert "still correct" in mail.subject
        assert "Sewing" in mail.text

    def test_one_can_unsubscribe(self, entry, member, client):
        entry(7)
        (mail,) = run()
        path = "/" + mail.unsubscribe_url.split("/", 3)[3]
        client.get(path)  # a program that looks at links
        entry(21)
        assert len(run()) == 1
        assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
        entry(20)
        assert run() == []

    def test_the_link_is_kept_as_a_digest_only(self, entry, member):
        entry(7)
        (mail,) = run()
        token = path_in(mail).strip("/").split("/")[-1]
        assert MailedLink.objects.get().digest != token


class TestWhom:
    def test_everybody_who_speaks_for_the_provider(self, entry, member, provider):
        ProviderMember.objects.create(provider=provider, email="berta@example.org")
        entry(7)
        mails = run()
        assert {mail.recipient for mail in mails} == {"amira@example.org", "berta@example.org"}
        assert len({path_in(mail) for mail in mails}) == 2

    def test_of_each_provider_its_own_entries(self, entry, member):
        entry(7, title="Nähen")
        other = ProviderFactory()
        ProviderMember.objects.create(provider=other, email="other@example.org")
        entry(7, title="Fremd", provider=other)
        texts = {mail.recipient: mail.text for mail in run()}
        assert "Fremd" not in texts["amira@example.org"]
        assert "Nähen" not in texts["other@example.org"]

    def test_the_organisation_itself_where_nobody_speaks_for_it(self, entry, provider):
        provider.email = "info@example.org"
        provider.save()
        entry(7, contacts=[Contact(email="kurs@example.org")])
        assert [mail.recipient for mail in run()] == ["info@example.org"]

    def test_else_the_contact_of_an_offer(self, entry):
        entry(7, contacts=[Contact(phone="1"), Contact(email="kurs@example.org")])
        assert [mail.recipient for mail in run()] == ["kurs@example.org"]

    def test_nobody_where_there_is_no_address(self, entry):
        entry(7)
        assert run() == []

    def test_not_whose_mails_come_back_but_the_others(self, entry, member, provider):
        ProviderMember.objects.create(provider=provider, email="berta@example.org")
        mail_bounced.send(sender=OutgoingMail, address="Amira@example.org")
        entry(7)
        assert [mail.recipient for mail in run()] == ["berta@example.org"]

    def test_an_address_of_the_organisation_that_came_back_is_left_alone(self, entry, provider):
        provider.email = "info@example.org"
        provider.save()
        entry(21)
        (mail,) = run()
        OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.BOUNCED)
        entry(7)
        assert run() == []


class TestDesks:
    @pytest.fixture
    def siegburg(self):
        return member_of("Redaktion Siegburg")

    def test_are_told_fourteen_days_after(self, entry, siegburg, member):
        entry(-13)
        assert [mail.recipient for mail in run()] == [member.email]
        entry(-14)
        assert [mail.recipient for mail in run()] == [siegburg.email]

    def test_once_a_week_at_most(self, entry, siegburg, clock):
        entry(-14)
        told = []
        for _day in range(14):
            told += run()
            pass_days(clock, 1)
        assert len(told) == 3  # the weeks begin on Mondays, and the clock on a Tuesday

    def test_at_once_where_nobody_can_be_asked(self, entry, siegburg, member):
        entry(21)
        assert [mail.recipient for mail in run()] == ["amira@example.org"]
        mail_bounced.send(sender=OutgoingMail, address="amira@example.org")
        assert [mail.recipient for mail in run()] == [siegburg.email]

    def test_of_others_are_not_told(self, entry, siegburg):
        member_of("Redaktion Troisdorf")
        entry(-14)
        assert [mail.recipient for mail in run()] == [siegburg.email]

    def test_the_county_is_told_where_a_municipality_has_nobody(self, entry):
        county = member_of("Moderation Kreis")
        entry(-14)
        assert [mail.recipient for mail in run()] == [county.email]


class TestHiding:
    def test_sixty_days_after_and_its_people_are_told(self, entry, member):
        shown, gone = entry(-59, title="Bleibt"), entry(-60, title="Nähen")
        mails = [mail for mail in run() if mail.recipient == member.email]
        rows = {offer.pk: offer for offer in Offer.objects.all()}
        assert (rows[shown.pk].live, rows[gone.pk].live) == (True, False)
        assert rows[gone.pk].hidden_on == timezone.localdate()
        (mail,) = mails
        assert "Nähen" in mail.text
        assert "Bleibt" not in mail.text
        assert run() == []

    def test_leaves_alone_what_an_editor_has_scheduled(self, entry):
        offer = entry(-60)
        offer.save_revision().publish()
        offer.refresh_from_db()
        offer.go_live_at = timezone.now() + datetime.timedelta(days=1)
        offer.save_revision().publish()
        run()
        assert Offer.objects.get().live


def test_it_takes_no_more_queries_for_more_entries_of_a_provider(entry, member, assert_constant_queries):
    entry(7)
    run()

    def grow() -> None:
        for _number in range(3):
            entry(90)
            OfferFactory()

    assert_constant_queries(run, grow, 40)
