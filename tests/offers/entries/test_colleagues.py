"""Who speaks for an organisation takes others along and lets them go; somebody always stays."""

import pytest
from django.test import Client

from offers.actions import changes, members
from offers.actions.members import JOINED_ACTION, MOST_INVITATIONS_A_DAY
from offers.models import MailedLink, OutgoingMail, ProviderMember, Submission
from tests.factories import ProviderFactory
from tests.offers.door.conftest import mailed_path
from tests.offers.entries.conftest import ENTRIES

pytestmark = pytest.mark.django_db
COLLEAGUES = f"{ENTRIES}kollegen/"
BEN = {"name": "Ben", "email": "ben@example.org", "language": "en"}


@pytest.fixture
def ben(member: ProviderMember) -> ProviderMember:
    return ProviderMember.objects.create(provider=member.provider, name="Ben", email="ben@example.org")


class TestInviting:
    def test_a_colleague_becomes_a_member_by_her_own_button_only(self, inside, member):
        assert "ben@example.org" in inside.post(COLLEAGUES, BEN).content.decode()
        mail = OutgoingMail.objects.get()
        assert (mail.recipient, "Invitation" in mail.subject) == ("ben@example.org", True)
        colleague, path = Client(), mailed_path()
        for _scanner in range(3):
            assert member.provider.name in colleague.get(path).content.decode()
        assert ProviderMember.objects.count() == 1
        assert colleague.post(path).headers["Location"] == "/en/mitmachen/eintraege/liste/"
        new = ProviderMember.objects.get(email="ben@example.org")
        assert (new.name, new.language, new.provider) == ("Ben", "en", member.provider)
        assert colleague.get(f"{ENTRIES}liste/").status_code == 200
        assert Client().post(path).status_code == 410

    def test_the_address_is_kept_nowhere_until_then(self, inside, member):
        inside.post(COLLEAGUES, BEN)
        link = MailedLink.objects.get(used_at=None, member=member)
        assert "ben" not in str(vars(link))

    def test_a_token_that_was_changed_opens_nothing(self, inside, member):
        inside.post(COLLEAGUES, BEN)
        path = mailed_path()
        for wrong in (
            path[:-3] + "xx/",
            f"{ENTRIES}mitmachen/x/",
            path.replace("/mitmachen/eintraege/mitmachen/", "/mitmachen/eintraege/oeffnen/"),
        ):
            assert Client().post(wrong).status_code == 410
        assert ProviderMember.objects.count() == 1

    def test_it_ends_with_whoever_invited(self, inside, member, ben):
        inside.post(COLLEAGUES, BEN | {"email": "cem@example.org"})
        path = mailed_path()
        members.remove(member=member, by=ben)
        assert Client().post(path).status_code == 410

    def test_who_is_there_already_gets_no_mail(self, inside, ben):
        assert inside.post(COLLEAGUES, BEN | {"email": "BEN@example.org"}).status_code == 200
        assert not OutgoingMail.objects.exists()

    def test_nobody_invites_without_end(self, inside, member):
        codes = [
            inside.post(COLLEAGUES, BEN | {"email": f"p{n}@example.org"}).status_code
            for n in range(MOST_INVITATIONS_A_DAY + 1)
        ]
        assert codes == [200] * MOST_INVITATIONS_A_DAY + [429]

    @pytest.mark.parametrize("said", [{}, {"email": "kein"}, {"language": "xx"}, {"name": "\x00"}])
    def test_what_is_wrong_is_asked_again(self, inside, said):
        assert inside.post(COLLEAGUES, (BEN | said) if said else {}).status_code == 422

    def test_the_log_names_nobody(self, inside, member):
        inside.post(COLLEAGUES, BEN)
        Client().post(mailed_path())
        from wagtail.models import ModelLogEntry

        entry = ModelLogEntry.objects.get(action=JOINED_ACTION)
        assert "ben" not in str(entry.data)


class TestRemoving:
    def test_a_colleague_goes_and_what_she_began_stays(self, inside, member, ben, offer):
        submission = changes.begin_change(offer=offer, by=ben)
        path = f"{COLLEAGUES}{ben.pk}/entfernen/"
        assert "Ben" in inside.get(path).content.decode()
        assert inside.post(path).headers["Location"] == COLLEAGUES
        assert list(ProviderMember.objects.all()) == [member]
        submission = Submission.objects.get(pk=submission.pk)
        assert (submission.member, submission.email) == (member, member.email)

    def test_who_removes_herself_is_out(self, inside, member, ben):
        inside.post(f"{COLLEAGUES}{member.pk}/entfernen/")
        assert list(ProviderMember.objects.all()) == [ben]
        assert inside.get(COLLEAGUES).status_code == 302

    def test_the_last_one_stays(self, inside, member):
        path = f"{COLLEAGUES}{member.pk}/entfernen/"
        assert "Das geht noch nicht" in inside.get(path).content.decode()
        inside.post(path)
        assert ProviderMember.objects.get() == member

    def test_people_of_others_are_not_there(self, inside):
        other = ProviderMember.objects.create(provider=ProviderFactory(), email="x@example.org")
        for key in (other.pk, 2**70):
            assert inside.post(f"{COLLEAGUES}{key}/entfernen/").status_code == 404
            assert inside.get(f"{COLLEAGUES}{key}/entfernen/").status_code == 404
        assert ProviderMember.objects.filter(pk=other.pk).exists()
