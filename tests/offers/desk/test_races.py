"""Two moderators, and moderator and sender, in the same moment: one of them is first, and nothing is lost."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from offers.actions import changes, decisions, submissions
from offers.actions.decisions import AlreadyDecidedError, ChangedMeanwhileError, DraftInWorkError
from offers.enums import DeclineReason, SubmissionState
from offers.models import Contact, Offer, OutgoingMail, ProviderMember, Submission
from tests.factories import EditorFactory, LocationFactory, OfferFactory, ProviderFactory
from tests.offers.many_at_once import at_once, committed  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("committed")
TIMES = 25  # of each of four races
REFUSED = (AlreadyDecidedError, ChangedMeanwhileError, DraftInWorkError)


@pytest.fixture
def moderators(committed) -> tuple[User, User]:  # noqa: F811
    return EditorFactory(), EditorFactory()


def waiting_change() -> tuple[Submission, ProviderMember]:
    """A published offer whose provider wants to say "ab 14" in place of "ab 16"."""
    provider = ProviderFactory()
    member = ProviderMember.objects.create(provider=provider, name="Amira", email="amira@example.org")
    offer = OfferFactory(
        provider=provider,
        topics=["german-practice"],
        serves=["Siegburg"],
        locations=[LocationFactory()],
        contacts=[Contact(phone="02241 123456")],
        minimum_age=16,
    )
    submission = changes.begin_change(offer=offer, by=member)
    draft = submission.draft
    draft.minimum_age = 14
    submission.keep(draft)
    submission.save()
    submission = Submission.objects.get(pk=submission.pk)
    submissions.send(submission=submission, consent_version="1", consent_text="Ja")
    return Submission.objects.get(pk=submission.pk), member


def fresh(submission: Submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)


def noting(outcomes: list[str], name: str, act: Callable[[], object]) -> Callable[[], None]:
    """Do it and note who came through."""

    def run() -> None:
        try:
            done = act()
        except REFUSED:
            return
        if done is not False:
            outcomes.append(name)

    return run


def accepting(submission: Submission, by: User, outcomes: list[str]) -> Callable[[], None]:
    return noting(outcomes, "accepted", lambda: decisions.accept(submission=fresh(submission), by=by))


@pytest.mark.parametrize("_time", range(TIMES))
def test_of_two_moderators_one_has_decided(moderators, _time):
    submission, _member = waiting_change()
    one, other = moderators
    outcomes: list[str] = []
    mails_before = OutgoingMail.objects.count()
    at_once(
        accepting(submission, one, outcomes),
        noting(
            outcomes,
            "declined",
            lambda: decisions.decline(submission=fresh(submission), by=other, reason=DeclineReason.DUPLICATE),
        ),
    )
    assert len(outcomes) == 1
    assert fresh(submission).state == outcomes[0]
    assert Offer.objects.get(pk=submission.offer_id).minimum_age == (14 if outcomes == ["accepted"] else 16)
    assert OutgoingMail.objects.count() == mails_before + 1


@pytest.mark.parametrize("_time", range(TIMES))
def test_what_its_sender_takes_back_is_not_published(moderators, _time):
    submission, _member = waiting_change()
    outcomes: list[str] = []
    at_once(
        noting(
            outcomes, "accepted", lambda: decisions.accept(submission=fresh(submission), by=moderators[0])
        ),
        noting(outcomes, "withdrawn", lambda: submissions.withdraw(submission=fresh(submission))),
    )
    assert len(outcomes) == 1
    assert fresh(submission).state == outcomes[0]
    assert Offer.objects.get(pk=submission.offer_id).minimum_age == (14 if outcomes == ["accepted"] else 16)


@pytest.mark.parametrize("_time", range(TIMES))
def test_what_its_sender_goes_on_writing_is_not_published_meanwhile(moderators, _time):
    submission, member = waiting_change()
    offer = Offer.objects.get(pk=submission.offer_id)
    outcomes: list[str] = []
    at_once(
        noting(
            outcomes, "accepted", lambda: decisions.accept(submission=fresh(submission), by=moderators[0])
        ),
        lambda: changes.begin_change(offer=offer, by=member),
    )
    open_one = Submission.objects.get(offer=offer, state=SubmissionState.DRAFT)
    # Either it was accepted and another change begun, or taken back in time.
    assert (open_one.pk != submission.pk) == (outcomes == ["accepted"])
    assert Offer.objects.get(pk=offer.pk).minimum_age == (14 if outcomes else 16)
    assert open_one.draft.minimum_age == 14


@pytest.mark.parametrize("_time", range(TIMES))
def test_what_an_editor_saves_meanwhile_is_not_lost(moderators, _time):
    submission, _member = waiting_change()
    outcomes: list[str] = []

    def edit() -> None:
        offer = Offer.objects.get(pk=submission.offer_id)
        offer.maximum_age = 60
        offer.save_revision(user=moderators[1])

    at_once(
        noting(
            outcomes, "accepted", lambda: decisions.accept(submission=fresh(submission), by=moderators[0])
        ),
        edit,
    )
    offer = Offer.objects.get(pk=submission.offer_id)
    assert offer.minimum_age == (14 if outcomes else 16)
    assert 60 in {revision.content["maximum_age"] for revision in offer.revisions.all()}
    # It is the draft that opens next, unless it was there first and kept the change waiting.
    assert offer.get_latest_revision_as_object().maximum_age == 60
