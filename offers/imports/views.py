"""Imports in Wagtail's admin. Every step is a form, so it works without JavaScript and survives a restart."""

from io import StringIO
from itertools import islice
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from offers.exchange.mapping_reader import MappingError
from offers.exchange.report import ENCODING, write_header, write_results
from offers.exchange.results import Outcome
from offers.exchange.staging import begin_to_apply, discard, results, work
from offers.imports.forms import ImportForm
from offers.imports.preview import preview
from offers.models import ImportRun
from offers.permissions import may_import

SECONDS_A_STEP = 5.0
REFUSALS_SHOWN = 50
RUNS_SHOWN = 20


class ImportPermissionMixin(View):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_import(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ImportListView(ImportPermissionMixin, WagtailAdminTemplateMixin, FormView):
    """Begin an import, or go back to one of the last."""

    template_name = "admin/offers/import_list.html"
    form_class = ImportForm
    page_title = gettext_lazy("Angebote importieren")
    header_icon = "upload"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: ImportForm) -> HttpResponse:
        return redirect("offers_imports:run", form.cleaned_data["run"].pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"runs": _runs()[:RUNS_SHOWN]}


class ImportRunView(ImportPermissionMixin, WagtailAdminTemplateMixin, TemplateView):
    """How far an import is, what its first rows become, and which rows are refused."""

    template_name = "admin/offers/import_run.html"
    header_icon = "upload"

    def get_page_title(self) -> str:
        return self.run.file_name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("offers_imports:list"), "label": ImportListView.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.run.file_name}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.run = get_object_or_404(_runs(), pk=kwargs["pk"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        refused = (result for result in results(self.run) if result.outcome is Outcome.REFUSED)
        counts = [(outcome.label, getattr(self.run, outcome)) for outcome in Outcome]
        return super().get_context_data(**kwargs) | {
            "run": self.run,
            "counts": counts,
            "refusals": list(islice(refused, REFUSALS_SHOWN)),
            "has_more_refusals": self.run.refused > REFUSALS_SHOWN,
            "preview": preview(self.run),
        }


class ImportStepView(ImportPermissionMixin):
    """Take the next step: POST only."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        run = get_object_or_404(ImportRun, pk=pk)
        if action == "discard":
            discard(run)
            messages.success(request, _("Der Import von „%(name)s“ ist gelöscht.") % {"name": run.file_name})
            return redirect("offers_imports:list")
        if action == "apply":
            begin_to_apply(run)
            run.refresh_from_db()
        try:
            work(run, seconds=SECONDS_A_STEP)
        except (OSError, MappingError):
            messages.error(
                request, _("Die Daten dieses Imports sind nicht mehr da. Bitte noch einmal hochladen.")
            )
        return redirect("offers_imports:run", run.pk)


class ImportReportView(ImportPermissionMixin):
    """What became of each row, as a CSV file for a spreadsheet."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        run = get_object_or_404(ImportRun, pk=pk)
        text = StringIO(newline="")
        write_header(text)
        write_results(text, results(run))
        response = HttpResponse(text.getvalue().encode(ENCODING), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="import-{run.pk}.csv"'
        return response


def _runs() -> "QuerySet[ImportRun]":
    return ImportRun.objects.select_related("started_by")
