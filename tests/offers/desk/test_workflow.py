"""What is proposed as new is in moderation, and the workflow says what the desk has decided."""

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from wagtail.models import TaskState, Workflow, WorkflowState

from offers.actions import decisions, submissions, workflows
from offers.enums import DeclineReason, SubmissionState
from offers.models import MunicipalityTask, Offer, OutgoingMail, Submission
from tests.factories import OfferFactory, member_of, municipality
from tests.offers.admin_form import address, fields_of
from tests.offers.desk.test_desk import path_of

pytestmark = pytest.mark.django_db


def state_of(offer: Offer) -> WorkflowState:
    return WorkflowState.objects.for_instance(offer).latest("pk")


def test_the_workflow_is_made_once_and_comes_back() -> None:
    before = Workflow.objects.count()
    Offer().get_workflow().deactivate()
    workflows.create_workflow()

    assert Offer().get_workflow() is not None
    assert (Workflow.objects.count(), MunicipalityTask.objects.count()) == (before, 1)


class TestProposal:
    def test_is_in_moderation_from_its_confirmation_on(self, submission: Submission) -> None:
        assert submission.offer.current_workflow_task == MunicipalityTask.objects.get()

    def test_accepted_it_is_approved(self, submission: Submission, siegburg: User) -> None:
        decisions.accept(submission=submission, by=siegburg)
        state = state_of(submission.offer)
        assert state.status == WorkflowState.STATUS_APPROVED
        assert state.current_task_state.finished_by == siegburg

    def test_declined_it_is_rejected_and_over(self, submission: Submission, siegburg: User) -> None:
        decisions.decline(submission=submission, by=siegburg, reason=DeclineReason.DUPLICATE)
        state = state_of(submission.offer)
        assert state.status == WorkflowState.STATUS_CANCELLED
        assert state.current_task_state.status == TaskState.STATUS_REJECTED

    def test_taken_back_it_is_over(self, submission: Submission) -> None:
        submissions.withdraw(submission=submission)
        assert state_of(submission.offer).status == WorkflowState.STATUS_CANCELLED

    @pytest.mark.parametrize(
        ("group", "may"),
        [
            ("Redaktion Siegburg", True),
            ("Redaktion Troisdorf", False),
            ("Moderation Kreis", True),
            ("Übersetzung", False),
        ],
    )
    def test_only_who_decides_for_the_municipality_is_asked(
        self, submission: Submission, group: str, may: bool
    ) -> None:
        person, offer, task = member_of(group), submission.offer, MunicipalityTask.objects.get()
        assert task.user_can_access_editor(offer, person) is may
        assert task.locked_for_user(offer, person) is not may
        assert bool(task.get_actions(offer, person)) is may
        assert task.get_task_states_user_can_moderate(person).exists() is may

    def test_what_is_for_the_whole_county_is_the_countys(
        self, submission: Submission, siegburg: User
    ) -> None:
        Offer.objects.update(responsible_municipality=municipality("Rhein-Sieg-Kreis"))
        task = MunicipalityTask.objects.get()
        assert not task.get_actions(submission.offer, siegburg)
        assert task.get_actions(submission.offer, member_of("Moderation Kreis"))


class TestWagtailsOwnViews:
    def send(self, client: Client, offer: Offer, action: str, **typed: str) -> HttpResponse:
        form = address(Offer, "edit", offer.pk)
        return client.post(form, fields_of(client.get(form)) | typed | {f"action-{action}": "1"})

    @pytest.mark.parametrize("action", ["accept", "decline"])
    def test_the_form_saves_and_leads_to_the_desk(
        self, desk: Client, submission: Submission, action: str
    ) -> None:
        typed = {"workflow-action-name": action, "minimum_age": "18"}
        assert self.send(desk, submission.offer, "workflow-action", **typed).url == path_of(submission)
        submission.refresh_from_db()
        assert submission.state == SubmissionState.WAITING
        assert Offer.objects.get().get_latest_revision_as_object().minimum_age == 18

    def test_whoever_publishes_in_the_form_accepts_it_and_the_sender_is_told(
        self, desk: Client, submission: Submission, siegburg: User
    ) -> None:
        self.send(desk, submission.offer, "publish", minimum_age="18")
        submission.refresh_from_db()
        offer = Offer.objects.get()
        assert (submission.state, submission.decided_by) == (SubmissionState.ACCEPTED, siegburg)
        assert (offer.live, offer.minimum_age, offer.provider.live) == (True, 18, True)
        assert all(row.location.live for row in offer.locations.all())
        assert OutgoingMail.objects.filter(recipient=submission.email, subject__contains="steht").exists()

    @pytest.mark.parametrize("action", ["accept", "decline"])
    def test_the_first_screen_leads_to_the_desk(
        self, desk: Client, submission: Submission, action: str
    ) -> None:
        state = submission.offer.current_workflow_task_state
        response = desk.post(address(Offer, "workflow_action", submission.offer_id, action, state.pk))
        assert response.url == path_of(submission)
        submission.refresh_from_db()
        assert submission.state == SubmissionState.WAITING


class TestDraftOfAnEditor:
    """Sent to moderation by hand: no submission, and nobody outside to be told."""

    @pytest.fixture
    def draft(self, client: Client) -> Offer:
        offer = OfferFactory(topics=["german-practice"], serves=["Siegburg"], is_online=True, live=False)
        offer.save_revision()
        client.force_login(member_of("Übersetzung"))
        form = address(Offer, "edit", offer.pk)
        client.post(form, fields_of(client.get(form)) | {"minimum_age": "30", "action-submit": "1"})
        return Offer.objects.get(pk=offer.pk)

    def act(self, client: Client, draft: Offer, action: str, **said: str) -> None:
        state = draft.current_workflow_task_state
        client.post(address(Offer, "workflow_action", draft.pk, action, state.pk), said)

    def test_who_decides_about_it_hears_of_it(self, siegburg: User, draft: Offer, mailoutbox: list) -> None:
        (mail,) = mailoutbox
        assert mail.to == [siegburg.email]
        assert draft.title in mail.body

    def test_is_published_when_it_is_approved(self, client: Client, draft: Offer) -> None:
        client.force_login(member_of("Moderation Kreis"))
        self.act(client, draft, "approve")
        offer = Offer.objects.get(pk=draft.pk)
        assert (offer.live, offer.minimum_age) == (True, 30)

    def test_is_sent_back_with_words(self, client: Client, draft: Offer) -> None:
        client.force_login(member_of("Moderation Kreis"))
        self.act(client, draft, "reject", comment="Bitte den Ort ergänzen")
        assert state_of(draft).status == WorkflowState.STATUS_NEEDS_CHANGES
        assert not Offer.objects.get(pk=draft.pk).live
