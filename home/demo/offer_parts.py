"""Builds the child rows of an example offer."""

from decimal import Decimal

from home.demo.files import as_row
from home.demo.lookups import Lookups
from home.demo.rows import ContactRow, CostRow, OfferRow
from offers.enums import CostKind, TaxonomyCode
from offers.models import Contact, CostOption, Municipality, OfferTerm, Provider, ServiceArea


def terms_of(row: OfferRow, lookups: Lookups, where: str) -> list[OfferTerm]:
    named = {
        TaxonomyCode.TOPIC: row.topics,
        TaxonomyCode.TARGET_GROUP: row.groups,
        TaxonomyCode.LANGUAGE: row.languages,
        TaxonomyCode.DOCUMENT: row.documents,
    }
    return [
        OfferTerm(term=lookups.term(taxonomy, code, where))
        for taxonomy, codes in named.items()
        for code in codes
    ]


def cost_options_of(row: OfferRow, where: str) -> list[CostOption]:
    """What it costs; free when the file does not say."""
    return [_cost_option(as_row(CostRow, data, where)) for data in row.costs or ({},)]


def _cost_option(row: CostRow) -> CostOption:
    if row.amount is not None:
        return CostOption(kind=CostKind.AMOUNT, amount=_euros(row.amount), note=row.note)
    if row.reduced is not None:
        return CostOption(kind=CostKind.REDUCED, amount=_euros(row.reduced), note=row.note)
    return CostOption(kind=CostKind.FREE, note=row.note)


def _euros(amount: float) -> Decimal:
    return Decimal(str(amount)).quantize(Decimal("0.01"))


def service_areas_of(
    row: OfferRow, municipality: Municipality, lookups: Lookups, where: str
) -> list[ServiceArea]:
    if row.whole_county:
        return []
    served = [lookups.municipality(name, where) for name in row.areas] or [municipality]
    return [ServiceArea(municipality=record) for record in served]


def contact_of(row: OfferRow, provider: Provider, where: str) -> Contact:
    given = as_row(ContactRow, row.contact or {}, where)
    return Contact(
        name=given.name or provider.name,
        role=given.role,
        phone=given.phone or provider.phone,
        email=given.email or provider.email,
        hours=given.hours,
    )
