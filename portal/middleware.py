"""What stands between the server and the views."""

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.datastructures import MultiValueDictKeyError

from portal.views import bad_request, page_not_found

logger = logging.getLogger(__name__)


class PassingOn:
    """A middleware that leaves requests alone; its subclasses answer for what breaks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)


class DatabaseAwayMiddleware(PassingOn):
    """A database that does not answer is a pause, not a fault of the visitor: 503, and when to come back."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        logger.error("The database does not answer", exc_info=exception)
        response = render(None, "503.html", status=503)
        response["Retry-After"] = "120"
        return response


class IncompleteFormMiddleware(PassingOn):
    """A form that lacks a field which its page always sends is not understood: 400.

    Views of Wagtail's admin read such fields without asking whether they are there.
    """

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, MultiValueDictKeyError):
            return None
        logger.warning("A form lacks a field: %s", exception)
        return bad_request(request, exception)


class OwnNotFoundMiddleware:
    """For development: a wrong address shows the page that residents would see, not Django's technical one.

    Errors of the code keep theirs.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == HTTPStatus.NOT_FOUND:
            return page_not_found(request, Http404())
        return response
