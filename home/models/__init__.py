from home.models.accessibility import (
    AccessibilityFeedback,
    AccessibilityPage,
    EasyLanguagePage,
    SignLanguagePage,
)
from home.models.base import BasePage
from home.models.content import ContentPage
from home.models.events import EventIndexPage, EventPage
from home.models.focus_areas import (
    AssociationSupportPage,
    CounsellingPage,
    FocusAreaPage,
    LanguageEducationPage,
    NetworkPage,
    SchoolToWorkPage,
)
from home.models.home_page import HomePage
from home.models.legal import ImprintPage, PrivacyPage
from home.models.municipality import MunicipalityIndexPage, MunicipalityPage
from home.models.news import NewsIndexPage, NewsPage
from home.models.roadmap import RoadmapPage
from home.models.site import CentreSettings

__all__ = [
    "AccessibilityFeedback",
    "AccessibilityPage",
    "AssociationSupportPage",
    "BasePage",
    "CentreSettings",
    "ContentPage",
    "CounsellingPage",
    "EasyLanguagePage",
    "EventIndexPage",
    "EventPage",
    "FocusAreaPage",
    "HomePage",
    "ImprintPage",
    "LanguageEducationPage",
    "MunicipalityIndexPage",
    "MunicipalityPage",
    "NetworkPage",
    "NewsIndexPage",
    "NewsPage",
    "PrivacyPage",
    "RoadmapPage",
    "SchoolToWorkPage",
    "SignLanguagePage",
]
