"""Addresses of the page that reminders open, below the language and `noch-aktuell/`."""

from django.urls import path

from offers.review import views

app_name = "review"

urlpatterns = [
    path("<str:token>/", views.entries, name="entries"),
    path("<str:token>/abbestellen/", views.stop, name="stop"),
]
