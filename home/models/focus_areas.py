"""The five focus areas: words that editors write, about exactly one top-level topic each."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel

from home.blocks.focus_areas import (
    AgeStepBlock,
    FundingCallBlock,
    LevelBlock,
    PartnerBlock,
    StageBlock,
    UrgentHelpBlock,
    WorkingGroupBlock,
)
from home.blocks.hours import HoursBlock
from home.directory import excerpt, topic_links
from home.fields import StreamField
from home.hours import OpeningHours, opening_hours
from home.models.base import BasePage
from offers.enums import TaxonomyCode
from offers.models import Term
from offers.richtext import CleanRichTextField
from offers.vocabulary import vocabulary
from search import service
from search.query import SearchQuery

SHOWN_OFFERS = 6


class FocusAreaPage(BasePage):
    """A page about one of the county's focus areas. Offers stand below its words, by its topic."""

    term = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        limit_choices_to={"taxonomy__code": TaxonomyCode.TOPIC, "parent__isnull": True},
        verbose_name=_("Handlungsfeld"),
        help_text=_("Die Angebote dieses Handlungsfelds stehen auf der Seite."),
    )

    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, FieldPanel("term")]

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if not self.term_id:
            return
        if self.term.parent_id or self.term.taxonomy.code != TaxonomyCode.TOPIC:
            raise ValidationError({"term": _("Bitte ein Handlungsfeld wählen, kein einzelnes Thema.")})
        other = self._other_page_about_this()
        if other:
            raise ValidationError(
                {
                    "term": _("Zu diesem Handlungsfeld gibt es schon die Seite „%(title)s“.")
                    % {"title": other.title}
                }
            )

    def _other_page_about_this(self) -> "FocusAreaPage | None":
        """Another page of this language about the same term, of any of the five types."""
        for model in FocusAreaPage.__subclasses__():
            pages = model.objects.filter(term_id=self.term_id, locale_id=self.locale_id).exclude(pk=self.pk)
            if found := pages.first():
                return found
        return None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        code = self.term.code
        results = service.find(SearchQuery(topics=(code,)), size=SHOWN_OFFERS)
        context["area"] = vocabulary().terms[TaxonomyCode.TOPIC][code]
        context["excerpt"] = excerpt(results)
        context["topics"] = topic_links(results, parent=code)
        return context


class LanguageEducationPage(FocusAreaPage):
    """Language and education: from Kita to adults, from the first letters to C2."""

    stages = StreamField(
        [("stage", StageBlock())], blank=True, collapsed=True, verbose_name=_("Lebensabschnitte")
    )
    levels = StreamField(
        [("level", LevelBlock())], blank=True, collapsed=True, verbose_name=_("Sprachniveaus")
    )

    template = "home/language_education_page.html"
    content_panels = [
        *FocusAreaPage.content_panels,
        FieldPanel("stages"),
        FieldPanel("levels"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("Handlungsfeld: Sprache und Bildung")


class SchoolToWorkPage(FocusAreaPage):
    """From school to work, step by step as young people grow older."""

    steps = StreamField(
        [("step", AgeStepBlock())], blank=True, collapsed=True, verbose_name=_("Schritte nach Alter")
    )

    template = "home/school_to_work_page.html"
    content_panels = [*FocusAreaPage.content_panels, FieldPanel("steps"), FieldPanel("body")]

    class Meta:
        verbose_name = _("Handlungsfeld: Übergang Schule und Beruf")


class CounsellingPage(FocusAreaPage):
    """Counselling: when somebody is there, and that what is said stays in the room."""

    opening_hours = StreamField(
        [("hours", HoursBlock())], blank=True, verbose_name=_("Öffnungszeiten der Beratung")
    )
    confidentiality = CleanRichTextField(
        _("Vertraulichkeit"),
        blank=True,
        features=["bold", "ul", "link"],
        help_text=_("Wer erfährt, was Menschen hier erzählen, und wer nicht?"),
    )
    is_anonymous_possible = models.BooleanField(_("Beratung ohne Namen ist möglich"), default=False)
    is_free_of_charge = models.BooleanField(_("Beratung kostet nichts"), default=True)
    urgent_help = StreamField([("help", UrgentHelpBlock())], blank=True, verbose_name=_("Schnelle Hilfe"))

    template = "home/counselling_page.html"
    content_panels = [
        *FocusAreaPage.content_panels,
        FieldPanel("opening_hours"),
        FieldPanel("confidentiality"),
        FieldPanel("is_anonymous_possible"),
        FieldPanel("is_free_of_charge"),
        FieldPanel("urgent_help"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("Handlungsfeld: Beratung")

    def hours(self) -> tuple[OpeningHours, ...]:
        return opening_hours(block.value for block in self.opening_hours)


class AssociationSupportPage(FocusAreaPage):
    """Support for associations: what can be applied for, and until when."""

    funding_calls = StreamField(
        [("call", FundingCallBlock())], blank=True, collapsed=True, verbose_name=_("Förderungen")
    )

    template = "home/association_support_page.html"
    content_panels = [*FocusAreaPage.content_panels, FieldPanel("funding_calls"), FieldPanel("body")]

    class Meta:
        verbose_name = _("Handlungsfeld: Vereine und Initiativen")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["open_calls"] = self.open_calls()
        context["past_calls"] = self.past_calls()
        return context

    def open_calls(self) -> list[Any]:
        """Calls that can still be answered: the next deadline first, those without one last."""
        calls = [block.value for block in self.funding_calls if not block.value.is_past]
        return sorted(calls, key=lambda call: call["deadline_on"] or datetime.date.max)

    def past_calls(self) -> list[Any]:
        """Calls whose deadline has gone by, the latest first."""
        calls = [block.value for block in self.funding_calls if block.value.is_past]
        return sorted(calls, key=lambda call: call["deadline_on"], reverse=True)


class NetworkPage(FocusAreaPage):
    """Networks: who works together, and in which groups."""

    partners = StreamField(
        [("partner", PartnerBlock())],
        blank=True,
        collapsed=True,
        verbose_name=pgettext_lazy("Mehrzahl", "Partner"),
    )
    working_groups = StreamField(
        [("group", WorkingGroupBlock())], blank=True, collapsed=True, verbose_name=_("Arbeitsgruppen")
    )

    template = "home/network_page.html"
    content_panels = [
        *FocusAreaPage.content_panels,
        FieldPanel("partners"),
        FieldPanel("working_groups"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("Handlungsfeld: Netzwerke")
