"""Who speaks for a provider, once something of it was accepted."""

import pytest
from django.db import IntegrityError
from django.test import Client

from offers.actions import decisions
from offers.models import MailedLink, Provider, ProviderMember, Submission
from tests.factories import EditorFactory
from tests.offers.door.conftest import Visitor, mailed_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission() -> Submission:
    visitor = Visitor(Client())
    visitor.fill_all()
    visitor.send()
    visitor.client.post(mailed_path())
    return Submission.objects.get()


class TestMembers:
    def test_who_brings_a_provider_along_speaks_for_it(self, submission):
        decisions.accept(submission=submission, by=EditorFactory())
        member = ProviderMember.objects.get()
        assert (member.provider, member.email) == (submission.provider, submission.email)

    def test_a_stranger_does_not_speak_for_a_provider_that_is_known(self, submission):
        Provider.objects.filter(pk=submission.provider_id).update(live=True)
        decisions.accept(submission=submission, by=EditorFactory())
        assert not ProviderMember.objects.exists()

    def test_an_address_is_a_member_once(self, submission):
        rows = ProviderMember.objects
        rows.create(provider=submission.provider, email="Ada@example.org")
        with pytest.raises(IntegrityError):
            rows.create(provider=submission.provider, email="ada@example.org")

    def test_a_link_is_about_one_thing(self, submission):
        links = MailedLink.objects.filter(submission=submission)
        with pytest.raises(IntegrityError):
            links.update(submission=None)
