"""The form of an offer while it is a proposal: it is decided at the desk, with words for its sender."""

from django.http import HttpResponse
from django.shortcuts import redirect
from wagtail.snippets.views.snippets import EditView

from offers.models import Submission
from offers.models.municipality_task import DECISIONS


class OfferEditView(EditView):
    def workflow_action_action(self) -> HttpResponse | None:
        """What was typed is saved by now; the decision has a page of its own."""
        proposal = Submission.objects.proposing(self.object).first()
        if self.workflow_action in DECISIONS and proposal is not None:
            return redirect("offers_desk:decision", proposal.pk)
        return super().workflow_action_action()
