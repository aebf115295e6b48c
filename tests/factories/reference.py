"""The reference data by its names and codes."""

from offers.enums import TaxonomyCode
from offers.models import Municipality, Term


def municipality(name: str = "Siegburg") -> Municipality:
    return Municipality.objects.get(name=name)


def term(code: str, taxonomy: str = TaxonomyCode.TOPIC) -> Term:
    return Term.objects.get(taxonomy__code=taxonomy, code=code)
