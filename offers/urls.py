"""Addresses of offers, below the language. That of a provider, which lists its offers, is in `portal`."""

from django.urls import path

from offers import views

urlpatterns = [
    path("angebote/<int:pk>/", views.offer_detail, {"slug": ""}),
    path("angebote/<int:pk>/termine.ics", views.offer_calendar, name="calendar"),
    path("angebote/<int:pk>/<slug:slug>/", views.offer_detail, name="detail"),
]
