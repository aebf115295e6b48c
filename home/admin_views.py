"""Wagtail's reports, without what a person may not know of: Wagtail asks for rights on the model only."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import ModelLogEntry
from wagtail_localize.views.report import TranslationsReportView

from home.rights import hidden_rows, pages_of
from offers.models import Location, Offer, Provider
from offers.permissions import ALL, User, municipalities_of

RECORDS = [Offer, Provider, Location]


def _hidden(user: User, models: list, prefix: str = "") -> Q:
    """The rows about records of other municipalities, by generic keys below `prefix`."""
    hidden = Q(pk__in=[])
    if municipalities_of(user) is ALL:
        return hidden
    for model, keys in hidden_rows(user, models).items():
        of_model = Q(**{f"{prefix}content_type": ContentType.objects.get_for_model(model)})
        hidden |= of_model & ~Q(**{f"{prefix}object_id__in": keys})
    return hidden


class SiteHistoryView(LogEntriesView):
    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        queryset = super().filter_queryset(queryset)
        if queryset.model is ModelLogEntry:
            models = [*RECORDS, get_image_model(), get_document_model()]
            return queryset.exclude(_hidden(self.request.user, models))
        return queryset


class WorkflowReport(WorkflowView):
    def get_queryset(self) -> QuerySet:
        return super().get_queryset().exclude(_hidden(self.request.user, RECORDS))


class WorkflowTasksReport(WorkflowTasksView):
    def get_queryset(self) -> QuerySet:
        return super().get_queryset().exclude(_hidden(self.request.user, RECORDS, "workflow_state__"))


class PageTypesReport(PageTypesUsageReportView):
    """Names the page of each type that was edited last, so only where it is one of the person's."""

    def decorate_paginated_queryset(self, page_types):
        page_types = super().decorate_paginated_queryset(page_types)
        edited = [item.last_edited_page.pk for item in page_types if item.last_edited_page]
        own = set(pages_of(self.request.user).filter(pk__in=edited).values_list("pk", flat=True))
        for item in page_types:
            if item.last_edited_page and item.last_edited_page.pk not in own:
                item.last_edited_page = None
        return page_types


class TranslationsReport(TranslationsReportView):
    def get_queryset(self) -> QuerySet:
        keys = pages_of(self.request.user).values("translation_key")
        return super().get_queryset().filter(source__object_id__in=keys).order_by("-created_at", "pk")
