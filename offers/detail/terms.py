"""What an offer is about, in the words of the vocabularies."""

from django.urls import reverse

from offers.detail.values import Link
from offers.enums import TaxonomyCode
from offers.models import Offer
from offers.vocabulary import vocabulary


def term_parts(offer: Offer) -> dict[str, object]:
    labels = vocabulary()
    topics = offer.terms_in(TaxonomyCode.TOPIC)
    first_root = next((term.parent or term for term in topics), None)

    def names(taxonomy: str, but: str = "") -> tuple[str, ...]:
        return labels.labels(taxonomy, [term.code for term in offer.terms_in(taxonomy) if term.code != but])

    course_type = offer.course_type
    return {
        "kind_label": labels.label(TaxonomyCode.KIND, offer.kind.code),
        "kind_icon": offer.kind.icon,
        "course_type_label": labels.label(TaxonomyCode.COURSE_TYPE, course_type.code) if course_type else "",
        "focus_area": first_root.code if first_root else "",
        "topics": tuple(
            Link(label, f"{reverse('search:results')}?thema={term.code}")
            for term in topics
            if (label := labels.label(TaxonomyCode.TOPIC, term.code))
        ),
        # "Only for women" is said by a line of its own.
        "target_groups": names(TaxonomyCode.TARGET_GROUP, but="women" if offer.is_women_only else ""),
        "languages": names(TaxonomyCode.LANGUAGE),
        "documents": names(TaxonomyCode.DOCUMENT),
    }
