"""Addresses of Wagtail's admin that the portal answers itself: they stand before Wagtail's own."""

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from home import admin_views as views


def _report(address: str, name: str, view) -> list:
    return [
        path(f"{address}/", view.as_view(), name=name),
        path(f"{address}/results/", view.as_view(results_only=True), name=f"{name}_results"),
    ]


app_name = "admin_reports"
urlpatterns = decorate_urlpatterns(
    [
        *_report("reports/site-history", "site_history", views.SiteHistoryView),
        *_report("reports/workflow", "workflow", views.WorkflowReport),
        *_report("reports/workflow_tasks", "workflow_tasks", views.WorkflowTasksReport),
        *_report("reports/page-types-usage", "page_types_usage", views.PageTypesReport),
        *_report("localize/reports/translations", "translations", views.TranslationsReport),
    ],
    require_admin_access,
)
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
