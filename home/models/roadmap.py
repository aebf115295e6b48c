"""The way to the centre, told in milestones that editors tick."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from home.blocks.statements import MilestoneBlock, MilestoneValue
from home.enums import MilestoneState
from home.fields import StreamField
from home.models.base import BasePage


class RoadmapPage(BasePage):
    milestones = StreamField(
        [("milestone", MilestoneBlock())], blank=True, collapsed=True, verbose_name=_("Meilensteine")
    )

    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, FieldPanel("milestones"), FieldPanel("body")]

    class Meta:
        verbose_name = _("Weg zum Integrationszentrum")

    @property
    def steps(self) -> list[MilestoneValue]:
        return [block.value for block in self.milestones]

    @property
    def done_count(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def current_step(self) -> MilestoneValue | None:
        """What is being worked on; where nothing is, the first step that is still to come."""
        for state in (MilestoneState.CURRENT, MilestoneState.OPEN):
            found = [step for step in self.steps if step["state"] == state]
            if found:
                return found[0]
        return None
