"""The desk in Wagtail's admin: a list of what waits, and one page for each decision."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.generic import FormView, ListView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from offers.actions import decisions
from offers.actions.decisions import AlreadyDecidedError, NotPublishableError
from offers.desk.checks import findings, possible_twins
from offers.desk.forms import DecisionForm
from offers.detail.page import offer_detail
from offers.enums import DeclineReason, SubmissionState
from offers.models import Offer, Submission
from offers.permissions import DECIDE, may_decide, of_user

LATE = datetime.timedelta(days=7)


def on_desk_of(user) -> QuerySet:
    """The submissions that `user` may decide, or could have: those of her municipalities."""
    return of_user(Submission.objects.received(), user, "municipality", DECIDE)


class DeskPermissionMixin(View):
    """For whoever decides anywhere; what a view shows is filtered by `on_desk_of`."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_decide(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class DeskView(DeskPermissionMixin, WagtailAdminTemplateMixin, ListView):
    """What waits, the oldest first; `?alle` shows what is decided too."""

    template_name = "admin/offers/desk.html"
    page_title = pgettext_lazy("Angebote", "Vorschläge")
    header_icon = "mail"
    paginate_by = 50
    context_object_name = "submissions"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_queryset(self) -> QuerySet:
        rows = on_desk_of(self.request.user).select_related("offer", "provider", "municipality")
        return rows.order_by("-confirmed_at") if self.shows_all else rows.waiting().order_by("confirmed_at")

    @property
    def shows_all(self) -> bool:
        return "alle" in self.request.GET

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        late = timezone.now() - LATE
        return super().get_context_data(**kwargs) | {"shows_all": self.shows_all, "late": late}


class DecisionView(DeskPermissionMixin, WagtailAdminTemplateMixin, FormView):
    """One submission: what it says, what to look at, and the decision."""

    template_name = "admin/offers/decision.html"
    form_class = DecisionForm
    header_icon = "mail"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        rows = on_desk_of(request.user).select_related("provider", "municipality", "decided_by")
        self.submission = get_object_or_404(rows, pk=kwargs["pk"])

    def get_page_title(self) -> str:
        return self.submission.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("offers_desk:list"), "label": DeskView.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.submission.reference}]

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        said = {"submission": self.submission, "by": self.request.user, "answer": form.cleaned_data["answer"]}
        try:
            if form.is_refusal:
                decisions.decline(**said, reason=DeclineReason(form.cleaned_data["reason"]))
                messages.success(self.request, _("Abgelehnt. Der Absender erfährt den Grund per E-Mail."))
            else:
                decisions.accept(**said)
                messages.success(self.request, _("Veröffentlicht. Der Absender bekommt eine E-Mail."))
        except AlreadyDecidedError:
            messages.warning(self.request, _("Darüber hat gerade schon jemand anderes entschieden."))
            return redirect("offers_desk:decision", self.submission.pk)
        except NotPublishableError as error:
            for lack in error.lacks:
                form.add_error(None, str(lack.message))
            return self.form_invalid(form)
        return redirect("offers_desk:list")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        draft = Offer.objects.get(pk=self.submission.offer_id).get_latest_revision_as_object()
        return super().get_context_data(**kwargs) | {
            "submission": self.submission,
            "is_waiting": self.submission.state == SubmissionState.WAITING,
            "offer": draft,
            "detail": offer_detail(draft),
            "findings": findings(draft),
            "twins": possible_twins(draft),
        }
