"""What frames every page: menus, language links, and what is known of the centre.

A frame is read once and then kept in the cache (`home.addresses` says for how long), so that it costs
a page no query.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import get_language, get_language_bidi
from wagtail.models import Page, Site

from home.addresses import SECONDS, addresses_of, key
from home.contacts import ContactCard
from home.hours import OpeningHours, opening_hours
from home.models import CentreSettings, CounsellingPage


@dataclass(frozen=True, slots=True)
class MenuItem:
    title: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The page at hand in one language of the interface; the way to its home page if there is none."""

    code: str
    name: str
    url: str
    is_current: bool


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


@dataclass(frozen=True, slots=True)
class Frame:
    """What all pages of one language have in common. `counselling`: where people help people, if there is."""

    site_name: str
    centre_is_open: bool
    main_menu: tuple[MenuItem, ...]
    footer_menu: tuple[MenuItem, ...]
    site_contact: SiteContact
    counselling: MenuItem | None = None


EMPTY_FRAME = Frame(settings.WAGTAIL_SITE_NAME, False, (), (), SiteContact())


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Names that every public template may rely on."""
    language = get_language() or settings.LANGUAGE_CODE
    frame = _cached_frame(language)
    path = request.path
    return {
        "site_name": frame.site_name,
        "centre_is_open": frame.centre_is_open,
        "main_menu": _mark_current(frame.main_menu, path),
        "footer_menu": _mark_current(frame.footer_menu, path),
        "site_contact": frame.site_contact,
        "counselling_link": frame.counselling,
        "language_links": language_links(request, language),
        "interface_direction": "rtl" if get_language_bidi() else "ltr",
        # Not `search_url`: headers of the admin take that for the name of a view.
        "directory_url": reverse("search:results"),
    }


def language_links(request: HttpRequest, language: str) -> tuple[LanguageLink, ...]:
    """The same page in each language of the interface, else that language's home page."""
    page = getattr(request, "current_page", None)
    urls = addresses_of(page) if page else {}
    links = []
    for code, name in settings.LANGUAGES:
        url = urls.get(code) or f"/{code}/"
        if page is None and _is_same_in_every_language(request):
            url = translate_url(request.get_full_path(), code)
        links.append(LanguageLink(code, name, url, code == language))
    return tuple(links)


def _is_same_in_every_language(request: HttpRequest) -> bool:
    """Whether a view of ours answers here: pages that were not found have no translation."""
    match = request.resolver_match
    return match is not None and match.url_name != "wagtail_serve"


def _mark_current(items: tuple[MenuItem, ...], path: str) -> tuple[MenuItem, ...]:
    return tuple(
        MenuItem(item.title, item.url, is_current=path.startswith(urlsplit(item.url).path)) for item in items
    )


def _cached_frame(language: str) -> Frame:
    name = key("frame", language)
    frame = cache.get(name)
    if frame is None:
        try:
            frame = _read_frame(language)
        except DatabaseError:
            # The page that says so needs a frame too.
            return EMPTY_FRAME
        cache.set(name, frame, SECONDS)
    return frame


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
