"""Addresses of an organisation's entries, below the language and `mitmachen/eintraege/`."""

from django.urls import path

from offers.entries import access_views, views

app_name = "entries"

urlpatterns = [
    path("", access_views.start, name="start"),
    path("link-kommt/", access_views.asked, name="asked"),
    path("oeffnen/<str:token>/", access_views.enter, name="enter"),
    path("abmelden/", access_views.leave, name="leave"),
    path("liste/", views.entries, name="list"),
]
