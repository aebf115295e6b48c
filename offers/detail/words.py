"""What an offer says of itself, in one language, and where it says it in the others."""

from offers.detail.values import WordsLink
from offers.enums import OfferLanguage
from offers.models import Offer, OfferTranslation


def words_parts(offer: Offer, words: OfferTranslation, wanted: str) -> dict[str, object]:
    language = OfferLanguage(words.language)
    return {
        "title": words.title,
        "summary": words.summary,
        "description": words.description,
        "eligibility": words.eligibility,
        "how_to_join": words.how_to_join,
        "language": language.html_code,
        "direction": language.direction,
        "is_fallback": words.language != wanted,
        "is_machine_translated": words.origin == "machine",
        "translations": _translations(offer, words),
    }


def _translations(offer: Offer, shown: OfferTranslation) -> tuple[WordsLink, ...]:
    rows = sorted(offer.translations.all(), key=lambda row: OfferLanguage.values.index(row.language))
    if len(rows) < 2 or not offer.pk:
        return ()
    address = offer.get_absolute_url()
    return tuple(
        WordsLink(
            code=OfferLanguage(row.language).html_code,
            name=row.get_language_display(),
            url=f"{address}?worte={row.language}",
            is_current=row.language == shown.language,
            direction=OfferLanguage(row.language).direction,
        )
        for row in rows
    )
