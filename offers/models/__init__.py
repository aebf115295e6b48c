from offers.models.access import Contact, CostOption
from offers.models.import_run import ImportedRecord, ImportRun
from offers.models.municipality import Municipality, Postcode
from offers.models.offer import Offer
from offers.models.offer_rows import OfferTerm, OfferTranslation, ServiceArea
from offers.models.picture import Picture, Rendition
from offers.models.place import Location, OfferLocation
from offers.models.provider import Provider, ProviderTerm, ProviderTranslation
from offers.models.rate_count import RateCount, RateSalt
from offers.models.schedule import Schedule
from offers.models.taxonomy import Taxonomy, Term, TermLabel

__all__ = [
    "Contact",
    "CostOption",
    "ImportRun",
    "ImportedRecord",
    "Location",
    "Municipality",
    "Offer",
    "OfferLocation",
    "OfferTerm",
    "OfferTranslation",
    "Picture",
    "Postcode",
    "Provider",
    "ProviderTerm",
    "ProviderTranslation",
    "RateCount",
    "RateSalt",
    "Rendition",
    "Schedule",
    "ServiceArea",
    "Taxonomy",
    "Term",
    "TermLabel",
]
