"""Addresses of offers and providers, below the language."""

from django.urls import path

from offers import views

app_name = "offers"

urlpatterns = [
    path("angebote/<int:pk>/", views.offer_detail, {"slug": ""}),
    path("angebote/<int:pk>/termine.ics", views.offer_calendar, name="calendar"),
    path("angebote/<int:pk>/<slug:slug>/", views.offer_detail, name="detail"),
    path("anbieter/<int:pk>/", views.provider_detail, {"slug": ""}),
    path("anbieter/<int:pk>/<slug:slug>/", views.provider_detail, name="provider"),
]
