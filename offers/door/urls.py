"""Addresses of the door, below the language and `mitmachen/`."""

from django.urls import path

from offers.door import links_views, live_views, preview_views, views, words_views

app_name = "door"

urlpatterns = [
    path("", views.start, name="start"),
    path("pruefen/", views.check, name="check"),
    path("vorschau/", preview_views.preview, name="preview"),
    path("gesendet/", views.sent, name="sent"),
    path("spaeter/", views.later, name="later"),
    path("verwerfen/", views.discard, name="discard"),
    path("weiter/<str:signed>/", links_views.resume, name="resume"),
    path("bestaetigen/<str:token>/", links_views.confirm, name="confirm"),
    path("stand/<str:token>/", links_views.state, name="state"),
    path("organisationen/", live_views.organisations, name="organisations"),
    path("sprachen/", words_views.languages, name="languages"),
    path("sprachen/<str:code>/", words_views.words, name="words"),
    path("hinweise/", live_views.hints, name="hints"),
    path("<slug:slug>/", views.step, name="step"),
]
