"""The form for reporting a barrier, wherever the statement is shown: on the site and in the preview."""

from django import template
from django.template import Context

from home.forms import AccessibilityFeedbackForm

register = template.Library()


@register.simple_tag(takes_context=True)
def feedback_form(context: Context) -> AccessibilityFeedbackForm:
    """The form with the mistakes that were made in it, else an empty one."""
    return context.get("bound_form") or AccessibilityFeedbackForm()
