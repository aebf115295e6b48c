"""Which requests come from somebody who looks. Their headers are looked at and forgotten."""

import re
from typing import Final

from django.conf import settings
from django.http import HttpRequest

_PROGRAM: Final = re.compile(
    # Cubot makes phones.
    r"(?<!cu)bot|crawl|spider|slurp|scrap|headless|preview|monitor|check|fetch|scan|curl|wget|python|java/|okhttp"
    r"|go-http|libwww|httpclient|facebookexternalhit|whatsapp|lighthouse",
    re.IGNORECASE,
)
_EARLY: Final = re.compile(r"prefetch|prerender", re.IGNORECASE)


def is_visitor(request: HttpRequest) -> bool:
    """Neither a program that says so, nor a browser that loads ahead, nor somebody who is signed in.

    Only who edits or enters offers has a cookie; asking who they are would cost two queries.
    """
    headers = request.META
    agent = headers.get("HTTP_USER_AGENT", "")
    if not agent or _PROGRAM.search(agent) or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return False
    purpose = headers.get("HTTP_SEC_PURPOSE") or headers.get("HTTP_PURPOSE") or headers.get("HTTP_X_MOZ")
    return not (purpose and _EARLY.search(purpose))
