"""Addresses of the desk, below Wagtail's admin."""

from django.urls import path, re_path

from offers.desk.deputies_views import DeputiesView, TeamsView
from offers.desk.views import DecisionView, DeskView

app_name = "offers_desk"

urlpatterns = [
    path("", DeskView.as_view(), name="list"),
    path("vertretung/", TeamsView.as_view(), name="teams"),
    re_path(r"^vertretung/(?P<pk>\d{1,18})/$", DeputiesView.as_view(), name="deputies"),
    # A longer number fits no key and would be an error of the database.
    re_path(r"^(?P<pk>\d{1,18})/$", DecisionView.as_view(), name="decision"),
]
