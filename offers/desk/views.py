"""The desk in Wagtail's admin: a list of what waits, and one page for each decision."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.generic import FormView, ListView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from offers.actions import decisions
from offers.actions.decisions import (
    AlreadyDecidedError,
    ChangedMeanwhileError,
    DraftInWorkError,
    NotPublishableError,
)
from offers.desk.checks import findings
from offers.desk.forms import DecisionForm
from offers.desk.marking import marked
from offers.desk.twins import possible_twins
from offers.detail.page import offer_detail
from offers.differences import LABELS, Change, Difference, differences
from offers.enums import DeclineReason, SubmissionKind
from offers.models import Submission
from offers.permissions import DECIDE, may_decide, of_user


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
    """What waits: first what the county was asked about, then the oldest; `?alle`: what is decided too."""

    template_name = "admin/offers/desk.html"
    page_title = pgettext_lazy("Angebote", "Vorschläge")
    header_icon = "mail"
    paginate_by = 50
    context_object_name = "submissions"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_queryset(self) -> QuerySet:
        rows = on_desk_of(self.request.user).select_related("offer", "provider", "municipality")
        if self.shows_all:
            return rows.order_by("-confirmed_at")
        return rows.undecided().order_by(F("escalated_at").asc(nulls_last=True), "updated_at")

    @property
    def shows_all(self) -> bool:
        return "alle" in self.request.GET

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"shows_all": self.shows_all}


class DecisionView(DeskPermissionMixin, WagtailAdminTemplateMixin, FormView):
    """One submission: what it says, what to look at, and the decision."""

    template_name = "admin/offers/decision.html"
    form_class = DecisionForm
    header_icon = "mail"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.submission = self._find()

    def _find(self) -> Submission:
        related = ("offer", "provider", "municipality", "decided_by", "revision")
        rows = on_desk_of(self.request.user).select_related(*related)
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return self.submission.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("offers_desk:list"), "label": DeskView.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.submission.reference}]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.submission.is_undecided:
            return self._was_decided()
        return super().post(request, *args, **kwargs)

    def _was_decided(self) -> HttpResponse:
        messages.warning(self.request, _("Darüber hat gerade schon jemand anderes entschieden."))
        return redirect("offers_desk:decision", self.submission.pk)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "submission": self.submission,
            "differences": self.differences,
            "seen": decisions.seen(self.submission),
        }

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """Of a change that waits: what it would change."""
        submission = self.submission
        shows = submission.is_change and submission.is_undecided
        return differences(submission.proposed, submission.draft) if shows else ()

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        decide = {"accept": self._accept, "ask": self._ask, "decline": self._decline}
        try:
            messages.success(self.request, decide[form.decision](form.cleaned_data))
        except AlreadyDecidedError:
            return self._was_decided()
        except ChangedMeanwhileError:
            message = _("Inzwischen hat sich etwas geändert. Bitte sehen Sie es noch einmal an.")
            return self._refuse(form, [message])
        except DraftInWorkError:
            message = _(
                "In der Redaktion ist ein Entwurf dieses Angebots in Arbeit. Bitte veröffentlichen oder "
                "verwerfen Sie ihn zuerst, sonst ginge er unter."
            )
            return self._refuse(form, [message])
        except NotPublishableError as error:
            return self._refuse(form, [str(lack.message) for lack in error.lacks])
        return redirect("offers_desk:list")

    def _refuse(self, form: DecisionForm, reasons: list[str]) -> HttpResponse:
        """What was written stays; what is to be decided is shown as it is now."""
        for reason in reasons:
            form.add_error(None, reason)
        self.submission = self._find()
        form.data = form.data.copy()
        form.data["was_seen"] = decisions.seen(self.submission)
        return self.form_invalid(form)

    def _accept(self, said: dict[str, Any]) -> str:
        decisions.accept(
            submission=self.submission,
            by=self.request.user,
            answer=said["answer"],
            was_seen=said["was_seen"],
            parts=said.get("parts", decisions.ALL_PARTS),
            go_live_at=said.get("go_live_at"),
            speaks_for_provider=said.get("speaks_for_provider", False),
        )
        if self.submission.is_claim:
            return _("Angenommen. Der Absender pflegt die Einträge jetzt selbst und bekommt eine E-Mail.")
        if said.get("go_live_at"):
            return _("Angenommen. Es erscheint zum gewählten Zeitpunkt. Der Absender bekommt eine E-Mail.")
        return _("Veröffentlicht. Der Absender bekommt eine E-Mail.")

    def _ask(self, said: dict[str, Any]) -> str:
        decisions.ask(submission=self.submission, by=self.request.user, question=said["answer"])
        return _("Gefragt. Der Absender bekommt eine E-Mail; seine Antwort steht dann hier.")

    def _decline(self, said: dict[str, Any]) -> str:
        reason = DeclineReason(said["reason"])
        decisions.decline(
            submission=self.submission, by=self.request.user, reason=reason, answer=said["answer"]
        )
        return _("Abgelehnt. Der Absender erfährt den Grund per E-Mail.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        submission = self.submission
        offer = submission.proposed
        draft = submission.draft if submission.is_change else offer.get_latest_revision_as_object()
        published_at = offer.last_published_at
        return super().get_context_data(**kwargs) | {
            "submission": submission,
            "offer": draft,
            "detail": offer_detail(draft),
            "differences": [(one.part.label, _marked(one.changes)) for one in self.differences],
            "was_published_since": bool(
                submission.is_change and published_at and published_at > submission.created_at
            ),
            "left_out": [LABELS.get(name, name) for name in submission.left_out],
            "sent_messages": submission.messages.select_related("written_by"),
            "findings": [] if submission.is_claim else findings(draft),
            "twins": possible_twins(draft) if submission.kind == SubmissionKind.NEW else [],
        }


def _marked(changes: Iterable[Change]) -> list[tuple[str, SafeString, SafeString]]:
    """What each is called, and both texts with marks where they differ."""
    return [(change.label, *marked(change.before, change.after)) for change in changes]
