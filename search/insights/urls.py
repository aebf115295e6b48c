"""Addresses below Wagtail's admin."""

from django.urls import path

from search.insights.views import SearchReportView

app_name = "search_report"

urlpatterns = [
    path("", SearchReportView.as_view(), name="index"),
    path("results/", SearchReportView.as_view(results_only=True), name="results"),
]
