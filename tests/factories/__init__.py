"""Records for tests. Municipalities and terms are the reference data that every test database holds."""

from tests.factories.offers import LocationFactory, OfferFactory, ProviderFactory
from tests.factories.people import EditorFactory, member_of
from tests.factories.pictures import ImageFactory
from tests.factories.reference import municipality, term

__all__ = [
    "EditorFactory",
    "ImageFactory",
    "LocationFactory",
    "OfferFactory",
    "ProviderFactory",
    "member_of",
    "municipality",
    "term",
]
