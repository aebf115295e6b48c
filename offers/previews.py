"""What an editor sees of a record that has no page of its own: the pages and parts that show it.

Each preview says which template draws it, and with what.
"""

from dataclasses import dataclass, field
from functools import singledispatch
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from offers.detail import offer_context, place_detail
from offers.enums import TaxonomyCode
from offers.models import Location, Municipality, Offer, OfferLocation, Taxonomy, Term

TERMS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Preview:
    template: str
    context: dict[str, Any] = field(default_factory=dict)


@singledispatch
def preview_of(record: object, request: HttpRequest) -> Preview:
    """How the public sees what was typed of a record."""
    raise TypeError(f"Nothing shows a {type(record).__name__} to the public.")


@preview_of.register
def _location(location: Location, request: HttpRequest) -> Preview:
    """The page of an offer at this place, with what was typed of the place; else the place alone."""
    offers = Offer.objects.with_facts().filter(locations__location=location.pk or 0)
    offer = offers.order_by("-live", "title", "pk").first()
    if offer is None:
        place = place_detail(OfferLocation(location=location))
        return Preview("offers/previews/location.html", {"place": place, "title": location.name})
    for row in offer.locations.all():
        if row.location_id == location.pk:
            row.location = location
    return Preview("offers/offer_detail.html", offer_context(offer))


@preview_of.register
def _municipality(municipality: Municipality, request: HttpRequest) -> Preview:
    """Its page with what was typed; where there is none, as for the county, its facts alone."""
    page = municipality.pages.live().order_by("pk").first() if municipality.pk else None
    if page is None:
        return Preview("offers/previews/municipality.html", {"municipality": municipality})
    page = page.specific
    page.municipality = municipality
    return Preview(page.get_template(request), page.get_context(request))


@preview_of.register
def _term(term: Term, request: HttpRequest) -> Preview:
    """The term wherever residents meet it: as a filter, as a chosen filter, on a card."""
    return Preview(
        "offers/previews/term.html",
        {
            "term": term,
            "label": str(term),
            "labels": list(term.labels.all()),
            "facet": _facet(term.taxonomy, [term]),
            "chips": [{"label": str(term), "facet_label": term.taxonomy.name, "url": "#"}],
            "badge": {"code": term.code, "label": str(term), "icon": term.icon or "topic"},
            "is_focus_area": term.taxonomy.code == TaxonomyCode.TOPIC and not term.parent_id,
        },
    )


@preview_of.register
def _taxonomy(taxonomy: Taxonomy, request: HttpRequest) -> Preview:
    """The vocabulary as the filter that residents choose its terms in."""
    terms = taxonomy.terms.filter(parent=None).prefetch_related("labels").order_by("sort_order", "code")
    return Preview(
        "offers/previews/taxonomy.html",
        {"taxonomy": taxonomy, "facet": _facet(taxonomy, list(terms[:TERMS_SHOWN]))},
    )


def _facet(taxonomy: Taxonomy, terms: list[Term]) -> dict[str, Any]:
    """What `components/facet.html` shows; numbers of offers are for the search to say."""
    options = [
        {"value": term.code, "label": str(term), "count": "", "is_selected": False, "children": ()}
        for term in terms
    ]
    return {"label": taxonomy.name or _("Vokabular"), "parameter": taxonomy.code, "options": options}
