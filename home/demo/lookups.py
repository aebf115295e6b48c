"""What the demo files name by code or name, found in the database once."""

from home.demo.errors import DemoContentError
from offers.enums import TaxonomyCode
from offers.models import Municipality, Term


class Lookups:
    """Terms by vocabulary and code, municipalities by name."""

    def __init__(self) -> None:
        terms = Term.objects.select_related("taxonomy")
        self._terms = {(term.taxonomy.code, term.code): term for term in terms}
        municipalities = Municipality.objects.prefetch_related("postcodes")
        self._municipalities = {record.name: record for record in municipalities}

    def term(self, taxonomy: TaxonomyCode, code: str, where: str) -> Term:
        try:
            return self._terms[taxonomy.value, code]
        except KeyError:
            raise DemoContentError(f"{where}: no term “{code}” in “{taxonomy.value}”") from None

    def municipality(self, name: str, where: str) -> Municipality:
        try:
            return self._municipalities[name]
        except KeyError:
            raise DemoContentError(f"{where}: no municipality “{name}”") from None

    def postcode(self, municipality: Municipality, code: str, where: str):
        """The postcode `code` of the municipality, its only one when `code` is empty."""
        known = {row.code: row for row in municipality.postcodes.all()}
        if not code and len(known) == 1:
            return next(iter(known.values()))
        if code not in known:
            raise DemoContentError(f"{where}: “{code}” is no postcode of {municipality.name}")
        return known[code]


def town_of(municipality: Municipality) -> str:
    """The name as an address writes it: Hennef, not Hennef (Sieg)."""
    return municipality.name.split(" (")[0]
