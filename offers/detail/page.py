"""The page of an offer, put together of its parts."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from offers.detail.access import access_parts
from offers.detail.people import people_parts
from offers.detail.terms import term_parts
from offers.detail.values import Link, OfferDetail
from offers.detail.when import when_parts
from offers.detail.where import where_parts
from offers.detail.words import words_parts
from offers.enums import OfferLanguage
from offers.models import Offer, OfferTranslation


def offer_detail(offer: Offer, *, words_language: str = "") -> OfferDetail:
    """The page of `offer` in the active language, its words in `words_language` where it has them."""
    interface = get_language() or OfferLanguage.GERMAN
    wanted = words_language or interface
    words = offer.words_in(wanted) or OfferTranslation(title=offer.title)
    return OfferDetail(
        **words_parts(offer, words, wanted),
        **term_parts(offer),
        **people_parts(offer),
        **where_parts(offer),
        **when_parts(offer),
        **access_parts(offer),
        **_files(offer),
        **_trust(offer),
    )


def _files(offer: Offer) -> dict[str, object]:
    flyer = offer.flyer
    return {
        "picture": offer.picture,
        "picture_text": offer.picture_text,
        "flyer_url": flyer.url if flyer else "",
        "flyer_bytes": (flyer.get_file_size() or 0) if flyer else 0,
    }


def _trust(offer: Offer) -> dict[str, object]:
    return {
        "verified_on": offer.verified_on,
        "verified_by": offer.verified_by,
        "is_stale": offer.is_stale,
        "is_closed": offer.is_temporarily_closed,
        "closed_until": offer.closed_until,
        "is_ended": offer.is_ended,
        "is_example": offer.is_example,
        "updated_at": offer.updated_at,
    }


def offer_context(offer: Offer, *, words_language: str = "") -> dict[str, object]:
    """What `offers/offer_detail.html` is rendered with, by the view and by the preview."""
    return {
        "offer": offer,
        "claim_url": "",
        "detail": offer_detail(offer, words_language=words_language),
        "breadcrumbs": (
            Link(_("Startseite"), f"/{get_language()}/"),
            Link(_("Angebote"), reverse("search:results")),
        ),
    }
