"""Whom an offer is for, who makes it and whom to ask."""

from offers.detail.values import ContactDetail
from offers.labels import age_label, level_label, phone_href
from offers.models import Offer


def people_parts(offer: Offer) -> dict[str, object]:
    provider = offer.provider
    return {
        "level_label": level_label(offer.level_from, offer.level_to),
        "age_label": age_label(offer.minimum_age, offer.maximum_age),
        "is_women_only": offer.is_women_only,
        "has_childcare": offer.has_childcare,
        "provider_name": provider.name,
        "provider_url": provider.get_absolute_url() if provider.live else "",
        "provider_kind_label": provider.get_kind_display(),
        "contacts": tuple(
            ContactDetail(row.name, row.role, row.email, row.phone, phone_href(row.phone), row.hours)
            for row in offer.contacts.all()
        ),
    }
