"""How often the same may be done from one address, without keeping the address."""

import hmac
import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Final

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from offers.guards.client_address import client_network
from offers.models import RateCount, RateSalt

HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)


def allow(request: HttpRequest, purpose: str, limit: int, window: timedelta = HOUR) -> bool:
    """Count one more from this address; False where there were `limit` in this window already.

    `window` is at most a day: the address has another key each day. Inside a transaction that is rolled back
    the count is rolled back too, so ask before it begins.
    """
    now = timezone.now()
    began = now.timestamp() // window.total_seconds() * window.total_seconds()
    return take(purpose, _key(request, purpose, now.date()), datetime.fromtimestamp(began, UTC), limit)


def take(purpose: str, key: str, began_at: datetime, limit: int) -> bool:
    """One more of `limit`, or False. However many ask at once, exactly `limit` are answered with True."""
    open_count = RateCount.objects.filter(purpose=purpose, key=key, began_at=began_at, count__lt=limit)
    if open_count.update(count=F("count") + 1):
        return True
    RateCount.objects.bulk_create(
        [RateCount(purpose=purpose, key=key, began_at=began_at)], ignore_conflicts=True
    )
    return bool(open_count.update(count=F("count") + 1))


def forget(now: datetime) -> int:
    """Delete the salts of other days and counts older than a day; how many counts went. Run it nightly."""
    RateSalt.objects.exclude(valid_on=now.astimezone(UTC).date()).delete()
    deleted, _by_model = RateCount.objects.filter(began_at__lt=now - _DAY).delete()
    return deleted


def _key(request: HttpRequest, purpose: str, day: date) -> str:
    """Without the salt, which lives for a day, and the portal's own key nobody can try out all addresses."""
    secret = _salt(day) + settings.SECRET_KEY.encode()
    return hmac.new(secret, f"{purpose}|{client_network(request)}".encode(), "sha256").hexdigest()


def _salt(day: date) -> bytes:
    found = RateSalt.objects.filter(valid_on=day).values_list("salt", flat=True).first()
    if found is None:
        RateSalt.objects.bulk_create(
            [RateSalt(valid_on=day, salt=secrets.token_bytes(32))], ignore_conflicts=True
        )
        RateSalt.objects.filter(valid_on__lt=day).delete()
        found = RateSalt.objects.values_list("salt", flat=True).get(valid_on=day)
    return bytes(found)
