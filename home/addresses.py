"""Where a page stands in each language, kept in the cache so that a link costs no query.

What is kept is forgotten by this process as soon as a page or the settings change, by the others
within a minute. The menus (`home.menus`) are kept under the same stamp.
"""

import re
import uuid

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language
from wagtail.models import Page

SECONDS = 60
_STAMP = "home.stamp"
_PRIMARY_KEY = re.compile(r"[0-9]{1,18}")  # what a database takes for one


def key(*parts: str) -> str:
    """The key of something that is forgotten together with everything else about pages."""
    return ".".join(("home", stamp(), *parts))


def stamp() -> str:
    """Another one whenever something about pages has changed."""
    # Every page asks, and `get_or_set` alone takes twice as long where there is one.
    return str(cache.get(_STAMP) or cache.get_or_set(_STAMP, lambda: uuid.uuid4().hex, timeout=None))


def forget() -> None:
    """Read everything about pages anew."""
    cache.delete(_STAMP)


def addresses_of(page: Page) -> dict[str, str]:
    """The address of each published translation of a page, by language."""
    name = key("addresses", str(page.translation_key))
    found = cache.get(name)
    if found is None:
        rows = Page.objects.filter(translation_key=page.translation_key, live=True).select_related("locale")
        found = {row.locale.language_code: row.url for row in rows if row.url}
        cache.set(name, found, SECONDS)
    return found


def address_of(page: Page) -> str:
    """The address of a page in the reader's language, else in German; "" where it is not published."""
    found = addresses_of(page)
    return found.get(get_language() or "") or found.get(settings.LANGUAGE_CODE) or ""


def address_of_id(page_id: str) -> str:
    """The address of the page with this key, as `address_of`; "" where there is none."""
    if not _PRIMARY_KEY.fullmatch(page_id):
        return ""
    name = key("address", page_id, get_language() or "")
    found = cache.get(name)
    if found is None:
        page = Page.objects.filter(pk=page_id).first()
        found = address_of(page) if page else ""
        cache.set(name, found, SECONDS)
    return found
