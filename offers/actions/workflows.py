"""Wagtail's workflow of offers: what is proposed as new is in moderation until it is decided (ADR 33)."""

from typing import Final

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Workflow, WorkflowContentType, WorkflowState, WorkflowTask
from wagtail.signals import workflow_approved

from offers.models import MunicipalityTask, Offer

WORKFLOW: Final = "Vorschläge prüfen"
TASK: Final = "Prüfung durch die Stadt oder Gemeinde"


@transaction.atomic
def create_workflow() -> Workflow:
    """The workflow of all offers with our task; what is missing, switched off or unassigned comes back."""
    task = MunicipalityTask.objects.order_by("pk").first() or MunicipalityTask(name=TASK)
    task.active = True
    task.save()
    steps = WorkflowTask.objects.filter(task=task).select_related("workflow").order_by("pk")
    step = steps.first() or WorkflowTask(task=task, workflow=Workflow.objects.create(name=WORKFLOW))
    step.save()
    Workflow.objects.filter(pk=step.workflow_id).update(active=True)
    WorkflowContentType.objects.update_or_create(
        content_type=ContentType.objects.get_for_model(Offer), defaults={"workflow": step.workflow}
    )
    return step.workflow


def start(offer: Offer) -> None:
    """Put what was proposed into moderation, with its latest revision. Done twice, it is in there once."""
    workflow = offer.get_workflow()
    if workflow is not None and not offer.workflow_in_progress:
        workflow.start(offer, None)


def approve(offer: Offer, by: AbstractUser | None) -> None:
    """The proposal is accepted. It is not published here: Wagtail would publish its latest draft."""
    if state := _of_proposal(offer):
        if by is not None and state.current_task_state is not None:
            state.current_task_state.specific.approve(user=by, update=False)
        state.status = WorkflowState.STATUS_APPROVED
        state.save()
        workflow_approved.send(sender=WorkflowState, instance=state, user=by)


def end(offer: Offer, by: AbstractUser | None = None) -> None:
    """The proposal is declined `by` somebody of the desk, or taken back by its sender."""
    if state := _of_proposal(offer):
        if by is not None and state.current_task_state is not None:
            state.current_task_state.specific.reject(user=by, update=False)
        state.cancel(user=by)


def _of_proposal(offer: Offer) -> WorkflowState | None:
    """What an editor sends to moderation has somebody who asked for it."""
    state: WorkflowState | None = offer.current_workflow_state
    return state if state is not None and state.requested_by_id is None else None
