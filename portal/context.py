"""What every template is given."""

from typing import Any

from django.http import HttpRequest

from home import menus


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Menus, language links and facts of the centre, for every page there is."""
    return menus.page_frame(request)
