"""Whether the portal serves its visitors, for whoever watches the server."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from offers.mail import watching
from search import embeddings, service, standby


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """Whether the database and the search answer: 200 when visitors are served, 503 when not.

    A search that had to fall back, or has nothing to fall back to, or knows words but no meaning, still
    serves, and so do mails that do not go out: it is reported without failing the check.
    """
    parts = {
        "database": _database_state(),
        "search": service.state(),
        "standby": standby.state(),
        "meaning": embeddings.state(),
        "mail": watching.state(),
    }
    is_up = parts["database"] == "ok"
    state = "ok" if set(parts.values()) <= {"ok", "off"} else "degraded" if is_up else "down"
    return JsonResponse({"status": state, **parts}, status=200 if is_up else 503)


def _database_state() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "unreachable"
    return "ok"
