"""The towns and municipalities: words, somebody to turn to, and what there is in each."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from home.contacts import ContactCard
from home.directory import excerpt, facet_counts, topic_links
from home.models.base import BasePage
from offers.enums import MunicipalityKind
from offers.models import Municipality
from search import service
from search.query import SearchQuery

SHOWN_OFFERS = 6


class MunicipalityIndexPage(BasePage):
    max_count_per_parent = 1
    subpage_types = ["home.MunicipalityPage"]
    content_panels = BasePage.content_panels

    class Meta:
        verbose_name = _("Städte und Gemeinden (Übersicht)")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        pages = MunicipalityPage.objects.child_of(self).live().select_related("municipality", "locale")
        counts = facet_counts(service.find(SearchQuery(), size=1), "municipalities")
        context["places"] = [
            {"page": page, "count": counts.get(page.municipality.ags)}
            for page in pages.order_by("municipality__name")
        ]
        return context


class MunicipalityPage(BasePage):
    """A town or municipality. Its offers are those that take place there or serve its people."""

    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="pages",
        limit_choices_to=~models.Q(kind=MunicipalityKind.COUNTY),
        verbose_name=_("Stadt oder Gemeinde"),
    )
    contact_name = models.CharField(_("Ansprechperson"), max_length=120, blank=True)
    contact_role = models.CharField(_("Aufgabe"), max_length=160, blank=True)
    contact_phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    contact_email = models.EmailField(_("E-Mail"), blank=True)
    contact_place = models.CharField(
        _("Anschrift"),
        max_length=200,
        blank=True,
        help_text=_("Zum Beispiel „Rathaus, Zimmer 12“ mit Straße und Ort."),
    )
    contact_hours = models.CharField(_("Sprechzeiten"), max_length=200, blank=True)

    override_translatable_fields = [
        SynchronizedField(name) for name in ("contact_name", "contact_phone", "contact_place")
    ]

    parent_page_types = ["home.MunicipalityIndexPage"]
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("municipality", permission="offers.change_municipality"),
        MultiFieldPanel(
            [FieldPanel(f"contact_{name}") for name in ("name", "role", "phone", "email", "place", "hours")],
            heading=_("Ansprechperson"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("Stadt oder Gemeinde")
        verbose_name_plural = _("Städte und Gemeinden")

    def clean(self) -> None:
        super().clean()
        others = MunicipalityPage.objects.filter(
            municipality_id=self.municipality_id, locale_id=self.locale_id
        )
        if self.municipality_id and (other := others.exclude(pk=self.pk).first()):
            raise ValidationError(
                {"municipality": _("Dazu gibt es schon die Seite „%(title)s“.") % {"title": other.title}}
            )

    @property
    def contact(self) -> ContactCard | None:
        if not (self.contact_name or self.contact_phone or self.contact_email):
            return None
        return ContactCard(
            name=self.contact_name,
            role=self.contact_role,
            phone=self.contact_phone,
            email=self.contact_email,
            hours=self.contact_hours,
        )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        results = service.find(SearchQuery(municipalities=(self.municipality.ags,)), size=SHOWN_OFFERS)
        context["excerpt"] = excerpt(results)
        context["areas"] = topic_links(results)
        return context
