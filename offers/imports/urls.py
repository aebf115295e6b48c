"""Addresses below Wagtail's admin."""

from django.urls import path, re_path

from offers.imports.views import ImportListView, ImportReportView, ImportRunView, ImportStepView

app_name = "offers_imports"
# A longer number fits no key and would be an error of the database.
KEY = r"^(?P<pk>\d{1,18})/"

urlpatterns = [
    path("", ImportListView.as_view(), name="list"),
    re_path(KEY + "$", ImportRunView.as_view(), name="run"),
    re_path(KEY + r"report\.csv$", ImportReportView.as_view(), name="report"),
    re_path(KEY + "(?P<action>step|apply|discard)/$", ImportStepView.as_view(), name="step"),
]
