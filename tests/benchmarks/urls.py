"""The portal and, behind the same middleware, a view that does nothing: what all others are compared with."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal.urls import handler400, handler403, handler404, urlpatterns  # noqa: F401


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse("<!DOCTYPE html><title>bare</title>")


urlpatterns = [path("bare/", bare), *urlpatterns]
