"""The mails of a portal under development, shown in the browser: nobody gets them."""

from collections.abc import Callable
from functools import wraps

from csp.constants import UNSAFE_INLINE
from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from offers.models import OutgoingMail

NEWEST = 100


def only_where_shown(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """404 wherever mails really go out."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not settings.SHOWS_MAILS:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@only_where_shown
def inbox(request: HttpRequest) -> HttpResponse:
    """The newest mails."""
    return render(request, "portal/inbox.html", {"mails": OutgoingMail.objects.all()[:NEWEST]})


@require_safe
@only_where_shown
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail, as text with links to follow and as the HTML that mail programs show."""
    return render(request, "portal/mail.html", {"mail": get_object_or_404(OutgoingMail, pk=pk)})


@require_safe
@only_where_shown
@xframe_options_sameorigin
@csp_update({"style-src": [UNSAFE_INLINE]})
def mail_html(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML alone, for the frame; a mail brings its styles inline."""
    return HttpResponse(get_object_or_404(OutgoingMail, pk=pk).html)
