"""The form "this is missing here": one tap that counts, without cookie, account or name.

The form carries a seal: a signature of the search, the language and the day. It is the same for
everybody, so a page with it may be cached, and it needs no cookie; it is good today and tomorrow. There
is nothing that a form on a foreign page could do in somebody's name, for nobody has a name here; all the
same, what a browser says to come from elsewhere is not counted.
"""

from datetime import date, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.core.signing import Signer
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.timezone import localdate
from django.utils.translation import get_language

from search.insights.secret import digest_of
from search.models import RecentWish
from search.query import SearchQuery

SECONDS_BETWEEN: Final = 60  # two taps for the same within them are one
MOST_AT_ONCE: Final = 60  # for different searches within them

_SAME_SITE: Final = frozenset({"", "same-origin", "none"})


def seal(query: SearchQuery) -> str:
    """What the form for this search carries today."""
    return _seal(query, localdate())


def is_sealed(query: SearchQuery, given: str) -> bool:
    """Whether a page of ours said, yesterday or today, that this search finds nothing."""
    today = localdate()
    days = (today, today - timedelta(days=1))
    return any(constant_time_compare(_seal(query, day), given) for day in days)


def comes_from_here(request: HttpRequest) -> bool:
    """Whether the browser says that a page of ours was tapped, or is too old to say anything."""
    origin = request.headers.get("Origin", "")
    is_own = origin in {"", "null"} or urlsplit(origin).netloc == request.get_host()
    return is_own and request.headers.get("Sec-Fetch-Site", "") in _SAME_SITE


def is_first_tap(query: SearchQuery) -> bool:
    """False for the second tap in a row, and where there are more wishes than people can have.

    Whichever process gets them: the database remembers them for a minute.
    """
    digest = digest_of(query.to_querystring(), localdate())
    with transaction.atomic():
        forget_wishes()
        if RecentWish.objects.count() >= MOST_AT_ONCE:
            return False
        _row, is_first = RecentWish.objects.get_or_create(
            digest=digest, defaults={"wished_at": timezone.now()}
        )
    return is_first


def forget_wishes() -> None:
    """All but those of a moment ago."""
    RecentWish.objects.filter(wished_at__lt=timezone.now() - timedelta(seconds=SECONDS_BETWEEN)).delete()


def _seal(query: SearchQuery, day: date) -> str:
    return Signer(salt="search.wishes").signature(f"{day}:{get_language()}:{query.to_querystring()}")
