from offers.models.access import Contact, CostOption
from offers.models.import_run import ImportedRecord, ImportRun
from offers.models.mail import MailStop, OutgoingMail
from offers.models.mailed_link import MailedLink
from offers.models.municipality import Municipality, Postcode
from offers.models.municipality_group import MunicipalityGroup
from offers.models.municipality_task import MunicipalityTask
from offers.models.offer import Offer
from offers.models.offer_rows import OfferTerm, OfferTranslation, ServiceArea
from offers.models.picture import Picture, Rendition
from offers.models.place import Location, OfferLocation
from offers.models.provider import Provider, ProviderTerm, ProviderTranslation
from offers.models.provider_member import ProviderMember
from offers.models.rate_count import RateCount, RateSalt
from offers.models.review import ReviewNote, ReviewReminder
from offers.models.schedule import Schedule
from offers.models.submission import Submission
from offers.models.submission_message import SubmissionMessage
from offers.models.taxonomy import Taxonomy, Term, TermLabel
from offers.models.view_count import ViewCount
from offers.models.website_check import WebsiteCheck

__all__ = [
    "Contact",
    "CostOption",
    "ImportRun",
    "ImportedRecord",
    "Location",
    "MailStop",
    "MailedLink",
    "Municipality",
    "MunicipalityGroup",
    "MunicipalityTask",
    "Offer",
    "OfferLocation",
    "OfferTerm",
    "OfferTranslation",
    "OutgoingMail",
    "Picture",
    "Postcode",
    "Provider",
    "ProviderMember",
    "ProviderTerm",
    "ProviderTranslation",
    "RateCount",
    "RateSalt",
    "Rendition",
    "ReviewNote",
    "ReviewReminder",
    "Schedule",
    "ServiceArea",
    "Submission",
    "SubmissionMessage",
    "Taxonomy",
    "Term",
    "TermLabel",
    "ViewCount",
    "WebsiteCheck",
]
