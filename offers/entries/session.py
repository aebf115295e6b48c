"""Who is here: a person of a provider, from the button behind the mailed link until she leaves or is idle."""

import functools
from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache

from offers.door import drafts
from offers.models import ProviderMember

SESSION_KEY: Final = "entries"
IDLE_SECONDS: Final = 2 * 3600
LONGEST_SECONDS: Final = 12 * 3600
NOTED_EVERY: Final = 60  # seconds: not every look at a page writes the session
# What else the session holds that is hers: her draft, and what she can undo.
UNDO_KEY: Final = "undo"
HERS: Final = (SESSION_KEY, drafts.SESSION_KEY, UNDO_KEY)


def sign_in(request: HttpRequest, member: ProviderMember) -> None:
    request.session.cycle_key()  # a key that somebody planted before is worth nothing
    now = timezone.now().timestamp()
    request.session[SESSION_KEY] = {"member": member.pk, "since": now, "seen": now}


def sign_out(request: HttpRequest) -> None:
    for key in HERS:
        request.session.pop(key, None)


def member_of(request: HttpRequest) -> ProviderMember | None:
    """The person, as long as she speaks for her provider and her time is not over."""
    noted = request.session.get(SESSION_KEY)
    if noted is None:
        return None
    now = timezone.now().timestamp()
    if now - noted["seen"] > IDLE_SECONDS or now - noted["since"] > LONGEST_SECONDS:
        sign_out(request)
        return None
    member = ProviderMember.objects.select_related("provider").filter(pk=noted["member"]).first()
    if member is None:
        sign_out(request)
    elif now - noted["seen"] > NOTED_EVERY:
        request.session[SESSION_KEY] = noted | {"seen": now}
    return member


def for_members(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the person after the request; who is not signed in is asked for her address."""

    @never_cache
    @functools.wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        member = member_of(request)
        return view(request, member, *args, **kwargs) if member else redirect("entries:start")

    return checked
