"""Addresses of the search, below the language and `angebote/`."""

from django.urls import path

from search import locating, views, wish_views

app_name = "search"

urlpatterns = [
    path("", views.results, name="results"),
    path("standort/", locating.locate, name="locate"),
    path("fehlt/", wish_views.missing, name="missing"),
    path("vorschlaege/", views.suggestions, name="suggestions"),
]
