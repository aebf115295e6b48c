"""Records for tests. Municipalities and terms are the reference data that every test database holds."""

from tests.factories.offers import LocationFactory, OfferFactory, ProviderFactory
from tests.factories.people import EditorFactory
from tests.factories.pictures import ImageFactory
from tests.factories.reference import municipality, term

__all__ = [
    "EditorFactory",
    "ImageFactory",
    "LocationFactory",
    "OfferFactory",
    "ProviderFactory",
    "municipality",
    "term",
]
