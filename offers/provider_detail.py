"""Everything the public page of a provider shows, in the reader's language, save its offers."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.images.models import AbstractImage

from offers.detail.values import Link
from offers.enums import OfferLanguage, TaxonomyCode
from offers.labels import phone_href
from offers.models import Provider, ProviderTranslation
from offers.vocabulary import vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderDetail:
    """A provider as its page shows it. `description` is rich text as it is stored."""

    name: str
    kind_label: str
    summary: str
    description: str
    language: str
    direction: str
    website: str
    email: str
    phone: str
    phone_href: str
    languages: tuple[str, ...]
    networks: tuple[str, ...]
    address_lines: tuple[str, ...]
    municipality_label: str
    logo: AbstractImage | None
    is_example: bool


def provider_detail(provider: Provider) -> ProviderDetail:
    """The page of `provider` in the active language, its words in German where they are missing."""
    words = _words_in(provider, get_language() or OfferLanguage.GERMAN)
    language = OfferLanguage(words.language)
    labels = vocabulary()

    def names(taxonomy: str) -> tuple[str, ...]:
        return labels.labels(taxonomy, [term.code for term in provider.terms_in(taxonomy)])

    city = f"{provider.postcode} {provider.city}".strip()
    return ProviderDetail(
        name=provider.name,
        kind_label=provider.get_kind_display(),
        summary=words.summary,
        description=words.description,
        language=language.html_code,
        direction=language.direction,
        website=provider.website,
        email=provider.email,
        phone=provider.phone,
        phone_href=phone_href(provider.phone),
        languages=names(TaxonomyCode.LANGUAGE),
        networks=names(TaxonomyCode.NETWORK),
        address_lines=tuple(filter(None, (provider.street, city))),
        municipality_label=provider.municipality.name if provider.municipality else "",
        logo=provider.logo,
        is_example=provider.is_example,
    )


def provider_context(provider: Provider) -> dict[str, object]:
    """What `offers/provider_detail.html` needs besides `results`, the provider's offers."""
    return {
        "provider": provider_detail(provider),
        "claim_url": "",
        "breadcrumbs": (
            Link(_("Startseite"), f"/{get_language()}/"),
            Link(_("Angebote"), reverse("search:results")),
        ),
    }


def _words_in(provider: Provider, language: str) -> ProviderTranslation:
    rows = {row.language: row for row in provider.translations.all()}
    words = rows.get(language) or rows.get(OfferLanguage.GERMAN) or next(iter(rows.values()), None)
    return words or ProviderTranslation(language=OfferLanguage.GERMAN)
