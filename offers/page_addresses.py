"""Under which address search engines shall know a page, and where the same page stands in other languages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from offers.models import Offer

INTERFACE_LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


class Alternate(NamedTuple):
    """The same page in one language."""

    language: str
    url: str


@dataclass(frozen=True, slots=True)
class PageAddresses:
    """Whole addresses, with their host. `alternates` has the page itself, or is empty where it is alone."""

    canonical: str
    alternates: tuple[Alternate, ...] = ()


def addresses_of_view(
    request: HttpRequest, address: str, languages: Iterable[str] = INTERFACE_LANGUAGES
) -> PageAddresses:
    """For a view of ours: what follows the language in `address` is the same in each of `languages`."""
    host = request.build_absolute_uri("/").removesuffix("/")
    prefix = f"/{get_language()}/"
    if not address.startswith(prefix):
        return PageAddresses(host + address)
    rest = address.removeprefix(prefix)
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
