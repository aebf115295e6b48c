"""What pages do beyond being shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from home.actions import feedback
from home.forms import AccessibilityFeedbackForm
from home.models import AccessibilityPage

SENT = "gesendet"


def receive_feedback(request: HttpRequest, page: AccessibilityPage) -> HttpResponse:
    """A message sent with the form on the statement: thanks after a redirect, or what has to be mended.

    A program that walked into the trap is thanked like everybody, and nothing is kept.
    """
    form = AccessibilityFeedbackForm(request.POST)
    if not form.is_valid():
        response = page.serve(request)
        response.context_data["bound_form"] = form
        response.status_code = 422
        return response
    if not form.is_from_program:
        feedback.receive(**form.message_facts(), language=get_language() or "")
    return redirect(f"{page.url}?{SENT}=1#feedback")
