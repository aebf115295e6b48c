"""Addresses of the desk, below Wagtail's admin."""

from django.urls import path, re_path

from offers.desk.views import DecisionView, DeskView

app_name = "offers_desk"

urlpatterns = [
    path("", DeskView.as_view(), name="list"),
    # A longer number fits no key and would be an error of the database.
    re_path(r"^(?P<pk>\d{1,18})/$", DecisionView.as_view(), name="decision"),
]
