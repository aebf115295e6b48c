"""What an offer says of itself, in one language, and where it says it in the others."""

from offers.enums import OfferLanguage
from offers.models import Offer, OfferTranslation
from offers.words_links import WordsLink, words_links


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
    languages = [row.language for row in offer.translations.all()]
    if len(languages) < 2 or not offer.pk:
        return ()
    return words_links(languages, address=offer.get_absolute_url(), shown=shown.language)
