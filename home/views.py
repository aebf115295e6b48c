"""What pages do beyond being shown."""

from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from home.actions import feedback
from home.forms import AccessibilityFeedbackForm
from home.models import AccessibilityPage
from offers.guards.rate_limits import allow

SENT = "gesendet"
# A house in which many live may share one address.
MOST_MESSAGES = 20
WINDOW = timedelta(hours=1)
TOO_MANY = _(
    "Von hier kamen gerade sehr viele Nachrichten. Bitte rufen Sie uns an, oder versuchen Sie es in einer "
    "Stunde noch einmal."
)


def receive_feedback(request: HttpRequest, page: AccessibilityPage) -> HttpResponse:
    """A message sent with the form on the statement: thanks after a redirect, or what has to be mended.

    A program that walked into the trap is thanked like everybody, and nothing is kept.
    """
    form = AccessibilityFeedbackForm(request.POST)
    if not form.is_valid():
        return _show_again(request, page, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    if not form.is_from_program:
        if not allow(request, "feedback", MOST_MESSAGES, WINDOW):
            form.add_error(None, TOO_MANY)
            return _show_again(request, page, form, HTTPStatus.TOO_MANY_REQUESTS)
        feedback.receive(**form.message_facts(), language=get_language() or "")
    return redirect(f"{page.url}?{SENT}=1#feedback")


def _show_again(
    request: HttpRequest, page: AccessibilityPage, form: AccessibilityFeedbackForm, status: HTTPStatus
) -> HttpResponse:
    """The page with the form as it was filled in."""
    response = page.serve(request)
    response.context_data["bound_form"] = form
    response.status_code = status
    return response
