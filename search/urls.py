"""Addresses of the search, below the language and `angebote/`."""

from django.urls import path

from search import views

app_name = "search"

urlpatterns = [
    path("", views.results, name="results"),
    path("vorschlaege/", views.suggestions, name="suggestions"),
]
