"""The task of Wagtail's workflow that asks whoever is responsible for an offer."""

from typing import Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState

from offers.models.offer import Offer
from offers.models.submission import Submission
from offers.permissions import DECIDE, can_decide, of_user

# Not Wagtail's "approve": whoever may approve may also cancel, and what somebody proposed is decided.
DECISIONS: Final = ("accept", "decline")


class MunicipalityTask(Task):
    """Asks the responsible municipality of an offer, or the county; nobody else may decide or edit meanwhile.

    What a submission proposes is decided with a reason, and its sender is told: these actions lead to the
    page of the desk. A draft that an editor has sent to moderation is approved or sent back as anywhere in
    Wagtail.
    """

    class Meta:
        verbose_name = _("Prüfung durch die zuständige Stadt oder Gemeinde")
        verbose_name_plural = _("Prüfungen durch die zuständige Stadt oder Gemeinde")

    def user_can_access_editor(self, obj: Model, user) -> bool:
        return _may_decide(obj, user)

    def locked_for_user(self, obj: Model, user) -> bool:
        return not _may_decide(obj, user)

    def user_can_lock(self, obj: Model, user) -> bool:
        return _may_decide(obj, user)

    def get_actions(self, obj: Model, user) -> list[tuple[str, str, bool]]:
        if not _may_decide(obj, user):
            return []
        if _proposal_of(obj):
            labels = (_("Vorschlag annehmen"), _("Vorschlag ablehnen"))
            return [(name, label, False) for name, label in zip(DECISIONS, labels, strict=True)]
        return [("reject", _("Änderungen erbitten"), True), ("approve", _("Freigeben"), False)]

    def on_action(self, task_state: TaskState, user, action_name: str, **kwargs) -> str | None:
        """Returns the address of the page where a submission is decided: here nothing happens to it."""
        proposal = _proposal_of(task_state.workflow_state.content_object)
        if proposal is not None:
            return reverse("offers_desk:decision", args=[proposal.pk])
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user, **kwargs) -> QuerySet:
        offers = of_user(Offer.objects.received(), user, "responsible_municipality", DECIDE)
        return self.task_states.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__base_content_type=ContentType.objects.get_for_model(Offer),
            workflow_state__object_id__in=offers.order_by().values(key=Cast("pk", CharField())),
        )

    @classmethod
    def get_description(cls) -> str:
        return str(_("Die Stadt oder Gemeinde, die für das Angebot zuständig ist, oder der Kreis."))


def _may_decide(obj: Model, user) -> bool:
    """What the database holds decides, not what a draft says. What is no offer is the county's."""
    municipality = None
    if isinstance(obj, Offer):
        municipality = Offer.objects.values_list("responsible_municipality", flat=True).get(pk=obj.pk)
    return can_decide(user, municipality)


def _proposal_of(obj: Model) -> Submission | None:
    return Submission.objects.proposing(obj).first() if isinstance(obj, Offer) else None
