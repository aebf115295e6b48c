"""Mails of Wagtail's workflow about drafts that editors send to moderation."""

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.mail import EmailNotificationMixin, Notifier
from wagtail.models import TaskState

from offers.deciders import deciders_of
from offers.models import MunicipalityTask


class ModerationNotifier(EmailNotificationMixin, Notifier):
    """Tells those who decide, in Wagtail's words. Of what a submission proposes they hear at its arrival."""

    notification = "submitted"

    def __init__(self) -> None:
        super().__init__((TaskState,))

    def can_handle(self, instance: TaskState, **kwargs: Any) -> bool:
        is_ours = super().can_handle(instance, **kwargs)
        is_ours = is_ours and isinstance(instance.task.specific, MunicipalityTask)
        return is_ours and instance.workflow_state.requested_by_id is not None

    def get_recipient_users(self, task_state: TaskState, **kwargs: Any) -> QuerySet:
        offer = task_state.workflow_state.content_object
        by = task_state.workflow_state.requested_by_id
        return deciders_of(offer.responsible_municipality).exclude(pk=by)

    def get_context(self, task_state: TaskState, **kwargs: Any) -> dict[str, Any]:
        offer = task_state.workflow_state.content_object
        return super().get_context(task_state, **kwargs) | {
            "task": task_state.task.specific,
            "object": offer,
            "model_name": offer._meta.verbose_name,
        }
