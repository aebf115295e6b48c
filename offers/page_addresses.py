"""Under which address search engines shall know a page, and where the same page stands in other languages."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from offers.models import Offer

INTERFACE_LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


class Alternate(NamedTuple):
    """The same page in one language."""

    language: str
    url: str


class PageAddresses(NamedTuple):
    """Whole addresses, with their host. `alternates` has the page itself, or is empty where it is alone."""

    canonical: str
    alternates: tuple[Alternate, ...] = ()


class LanguageLink(NamedTuple):
    """The page at hand in one language of the interface; the way to its home page if there is none."""

    code: str
    name: str
    url: str
    is_current: bool


def language_links(rest: str, urls: Mapping[str, str] = MappingProxyType({})) -> tuple[LanguageLink, ...]:
    """One for each language of the interface: its address in `urls`, else the language and `rest`."""
    current = get_language()
    return tuple(
        [
            LanguageLink(code, name, urls.get(code) or f"/{code}/{rest}", code == current)
            for code, name in settings.LANGUAGES
        ]
    )


def after_language(address: str) -> str | None:
    """What follows the active language in an address; None where it does not begin with it."""
    prefix = f"/{get_language()}/"
    return address.removeprefix(prefix) if address.startswith(prefix) else None


def address_of_view(name: str) -> str:
    """The address of a view that takes no arguments, in the active language."""
    return _address(name, get_language())


@lru_cache(maxsize=256)
def _address(name: str, _language: str | None) -> str:
    """Every page asks for the same few, and reversing takes a tenth of what a bare view does."""
    return reverse(name)


def addresses_of_view(
    request: HttpRequest, address: str, languages: Iterable[str] = INTERFACE_LANGUAGES
) -> PageAddresses:
    """For a view of ours: what follows the language in `address` is the same in each of `languages`."""
    host = f"{request.scheme}://{request.get_host()}"
    rest = after_language(address)
    if rest is None:
        return PageAddresses(host + address)
    urls = {language: f"{host}/{language}/{rest}" for language in languages}
    return with_alternates(host + address, urls)


def with_alternates(canonical: str, urls: dict[str, str]) -> PageAddresses:
    """An alternate must name all of them, itself too: a page that is not among them has none."""
    if len(urls) < 2 or canonical not in urls.values():
        return PageAddresses(canonical)
    return PageAddresses(canonical, tuple(Alternate(*pair) for pair in urls.items()))


def languages_with_words(offer: Offer) -> list[str]:
    """The languages of the interface that the offer has words in; the first of them if there is none."""
    written = {words.language for words in offer.translations.all()}
    return [code for code in INTERFACE_LANGUAGES if code in written] or [settings.LANGUAGE_CODE]
