"""What frames every page: menus, language links, and what is known of the centre.

A frame is read once and then held by the process (`home.addresses` says for how long), so that it costs
a page no query.
"""

import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from wagtail.models import Page, Site

from home.addresses import SECONDS, addresses_of, stamp
from home.contacts import ContactCard
from home.hours import OpeningHours, opening_hours
from home.models import CentreSettings, CounsellingPage
from offers.page_addresses import LanguageLink, after_language, language_links


@dataclass(frozen=True, slots=True)
class MenuItem:
    title: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class SiteContact:
    """How to reach the centre, as far as the settings say so."""

    organisation: str = ""
    street: str = ""
    city: str = ""
    phone: str = ""
    email: str = ""
    hours: tuple[OpeningHours, ...] = ()

    @property
    def card(self) -> ContactCard:
        return ContactCard(phone=self.phone, email=self.email)


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """What all pages of one language have in common, compared by identity.

    `counselling`: where people help people, if there is.
    """

    site_name: str
    centre_is_open: bool
    main_menu: tuple[MenuItem, ...]
    footer_menu: tuple[MenuItem, ...]
    site_contact: SiteContact
    counselling: MenuItem | None = None


class Held(NamedTuple):
    """A frame, and until when and under which stamp of the pages it is good."""

    stamp: str
    until: float
    frame: Frame


_held: dict[str, Held] = {}

EMPTY_FRAME = Frame(settings.WAGTAIL_SITE_NAME, False, (), (), SiteContact())


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Names that every public template may rely on."""
    given = frame()
    path = request.path
    return {
        "site_name": given.site_name,
        "centre_is_open": given.centre_is_open,
        "main_menu": _mark_current(given.main_menu, path),
        "footer_menu": _mark_current(given.footer_menu, path),
        "site_contact": given.site_contact,
        "counselling_link": given.counselling,
        "language_links": _language_links(request),
        "interface_direction": "rtl" if get_language_bidi() else "ltr",
        # Not `search_url`: headers of the admin take that for the name of a view.
        "directory_url": reverse("search:results"),
    }


def _language_links(request: HttpRequest) -> tuple[LanguageLink, ...]:
    """The same page in each language of the interface, else that language's home page."""
    if page := getattr(request, "current_page", None):
        return language_links("", addresses_of(page))
    match = request.resolver_match
    # What was not found has no translation.
    is_ours = match is not None and match.url_name != "wagtail_serve"
    return language_links((after_language(request.get_full_path()) or "") if is_ours else "")


@lru_cache(maxsize=256)
def _mark_current(items: tuple[MenuItem, ...], path: str) -> tuple[MenuItem, ...]:
    return tuple(
        MenuItem(item.title, item.url, is_current=path.startswith(urlsplit(item.url).path)) for item in items
    )


def frame() -> Frame:
    """What this process holds for a minute, or until it hears of a change: so nothing is unpickled."""
    language, now, current = get_language() or settings.LANGUAGE_CODE, time.time(), stamp()
    held = _held.get(language)
    if held is None or held.stamp != current or held.until <= now:
        try:
            held = _held[language] = Held(current, now + SECONDS, _read_frame(language))
        except DatabaseError:
            # The page that says so needs a frame too.
            return EMPTY_FRAME
    return held.frame


def _read_frame(language: str) -> Frame:
    site = Site.objects.select_related("root_page__locale").filter(is_default_site=True).first()
    if site is None:
        return EMPTY_FRAME
    pages = [page for page in site.root_page.localized.get_children().live().specific() if page.url]
    centre = CentreSettings.of(site)
    return Frame(
        site_name=site.site_name or settings.WAGTAIL_SITE_NAME,
        centre_is_open=centre.is_open,
        main_menu=tuple(_item(page) for page in pages if page.show_in_menus),
        footer_menu=(
            *(_item(page) for page in pages if getattr(page, "is_in_footer", False)),
            *_footer_links(centre, language),
        ),
        site_contact=_contact(centre),
        counselling=next((_item(page) for page in pages if isinstance(page, CounsellingPage)), None),
    )


def _item(page: Page) -> MenuItem:
    return MenuItem(getattr(page, "menu_title", "") or page.title, page.url)


def _footer_links(centre: CentreSettings, language: str) -> list[MenuItem]:
    links = [block.value for block in centre.footer_links]
    return [
        MenuItem(link["label"], link["url"]) for link in links if link["language"] in ("", None, language)
    ]


def _contact(centre: CentreSettings) -> SiteContact:
    return SiteContact(
        organisation=centre.organisation,
        street=centre.street,
        city=f"{centre.postcode} {centre.city}".strip(),
        phone=centre.phone,
        email=centre.email,
        hours=opening_hours(block.value for block in centre.opening_hours),
    )
