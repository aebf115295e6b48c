"""The first page: search, focus areas, what is new, and how far the way to the centre is."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock

from home.directory import facet_counts
from home.fields import StreamField
from home.models.base import BasePage
from home.models.events import EventIndexPage, EventPage
from home.models.focus_areas import FocusAreaPage
from home.models.municipality import MunicipalityIndexPage, MunicipalityPage
from home.models.news import NewsIndexPage, NewsPage
from home.models.roadmap import RoadmapPage
from offers.enums import TaxonomyCode
from offers.vocabulary import vocabulary
from search import service
from search.query import SearchQuery

SHOWN_NEWS = 3
SHOWN_EVENTS = 3


@dataclass(frozen=True, slots=True)
class FocusAreaTeaser:
    """The way into a focus area; `code` is its topic, `count` how many offers it has if that is known."""

    title: str
    text: str
    url: str
    code: str
    icon: str
    count: int | None


class HomePage(BasePage):
    suggested_searches = StreamField(
        [("words", CharBlock(label=_("Suchwörter"), max_length=60))],
        blank=True,
        verbose_name=_("Vorschläge unter dem Suchfeld"),
        max_num=8,
    )

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.LanguageEducationPage",
        "home.SchoolToWorkPage",
        "home.CounsellingPage",
        "home.AssociationSupportPage",
        "home.NetworkPage",
        "home.ContentPage",
        "home.NewsIndexPage",
        "home.EventIndexPage",
        "home.MunicipalityIndexPage",
        "home.RoadmapPage",
        "home.ImprintPage",
        "home.PrivacyPage",
        "home.AccessibilityPage",
        "home.EasyLanguagePage",
        "home.SignLanguagePage",
    ]
    # One by hand; those in other languages come into being as its translations.
    max_count = 1
    content_panels = [*BasePage.content_panels, FieldPanel("suggested_searches"), FieldPanel("body")]

    class Meta:
        verbose_name = _("Startseite")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["focus_areas"] = self.focus_areas()
        context["places_url"] = self._address(MunicipalityIndexPage)
        context["place_count"] = self._pages(MunicipalityPage).count() or None
        context["news_url"] = self._address(NewsIndexPage)
        context["events_url"] = self._address(EventIndexPage)
        context["news"] = self._pages(NewsPage).order_by("-published_on", "-pk")[:SHOWN_NEWS]
        context["events"] = self._pages(EventPage).upcoming()[:SHOWN_EVENTS]
        context["roadmap"] = self._pages(RoadmapPage).first()
        return context

    def focus_areas(self) -> list[FocusAreaTeaser]:
        """The focus areas in the order of their topics."""
        counts = facet_counts(service.find(SearchQuery(), size=1), "topics")
        order = list(vocabulary().terms[TaxonomyCode.TOPIC].values())
        pages = {
            page.term.code: page
            for model in FocusAreaPage.__subclasses__()
            for page in self._pages(model, "term")
        }
        return [
            FocusAreaTeaser(
                title=pages[entry.code].title,
                text=pages[entry.code].introduction,
                url=pages[entry.code].url or "",
                code=entry.code,
                icon=entry.icon,
                count=counts.get(entry.code),
            )
            for entry in order
            if entry.code in pages
        ]

    def _address(self, model: type[BasePage]) -> str:
        page = self._pages(model).first()
        return page.url or "" if page else ""

    def _pages(self, model: type[BasePage], *related: str) -> Any:
        return model.objects.descendant_of(self).live().select_related("locale", *related)
