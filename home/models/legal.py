"""Imprint and privacy notice: their legally required parts are fields, so that none is forgotten."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail_localize.fields import SynchronizedField

from home.blocks.statements import ProcessingBlock
from home.contacts import ContactCard
from home.fields import StreamField
from home.models.base import BasePage


def _panels(heading: str | Promise, *names: str) -> MultiFieldPanel:
    return MultiFieldPanel([FieldPanel(name) for name in names], heading=heading)


class ImprintPage(BasePage):
    """Who answers for the portal: § 5 of the Digitale-Dienste-Gesetz, § 18 of the Medienstaatsvertrag."""

    provider_name = models.CharField(_("Diensteanbieter"), max_length=160)
    legal_form = models.CharField(
        _("Rechtsform"),
        max_length=120,
        blank=True,
        help_text=_("Zum Beispiel „Körperschaft des öffentlichen Rechts“."),
    )
    represented_by = models.CharField(_("vertreten durch"), max_length=160)
    street = models.CharField(_("Straße und Hausnummer"), max_length=120)
    city = models.CharField(_("Postleitzahl und Ort"), max_length=100)
    email = models.EmailField(_("E-Mail"))
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    fax = models.CharField(_("Fax"), max_length=40, blank=True)
    supervisory_authority = models.CharField(_("Aufsichtsbehörde"), max_length=200, blank=True)
    register_entry = models.CharField(
        _("Register und Nummer"), max_length=160, blank=True, help_text=_("Nur, wenn es einen Eintrag gibt.")
    )
    vat_id = models.CharField(_("Umsatzsteuer-Identifikationsnummer"), max_length=20, blank=True)
    editor_name = models.CharField(_("redaktionell verantwortlich"), max_length=160)
    editor_address = models.CharField(_("Anschrift der Redaktion"), max_length=200, blank=True)

    override_translatable_fields = [
        SynchronizedField(name)
        for name in ("street", "city", "phone", "fax", "vat_id", "editor_name", "editor_address")
    ]

    max_count_per_parent = 1
    content_panels = [
        *BasePage.content_panels,
        _panels(
            _("Diensteanbieter (§ 5 DDG)"), "provider_name", "legal_form", "represented_by", "street", "city"
        ),
        _panels(_("Schnell erreichbar"), "email", "phone", "fax"),
        _panels(_("Aufsicht, Register, Steuer"), "supervisory_authority", "register_entry", "vat_id"),
        _panels(_("Redaktion (§ 18 Absatz 2 MStV)"), "editor_name", "editor_address"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("Impressum")

    @property
    def contact(self) -> ContactCard:
        return ContactCard(phone=self.phone, email=self.email)


class PrivacyPage(BasePage):
    """What happens to personal data: the parts that Article 13 of the GDPR asks for."""

    controller = models.TextField(
        _("Verantwortliche Stelle"), max_length=400, help_text=_("Name und Anschrift.")
    )
    controller_email = models.EmailField(_("E-Mail der verantwortlichen Stelle"))
    officer = models.TextField(
        _("Datenschutzbeauftragte"), max_length=400, help_text=_("Name oder Aufgabe, und Anschrift.")
    )
    officer_email = models.EmailField(_("E-Mail der Datenschutzbeauftragten"))
    authority = models.TextField(
        _("Aufsichtsbehörde"),
        max_length=400,
        help_text=_("Bei wem man sich beschweren kann: Name und Anschrift."),
    )
    authority_url = models.URLField(_("Internetseite der Aufsichtsbehörde"), blank=True)
    processings = StreamField(
        [("processing", ProcessingBlock())],
        blank=True,
        collapsed=True,
        verbose_name=_("Verarbeitung von Daten"),
    )
    updated_on = models.DateField(pgettext_lazy("Datum", "Stand"), null=True, blank=True)

    max_count_per_parent = 1
    content_panels = [
        *BasePage.content_panels,
        _panels(_("Verantwortliche Stelle"), "controller", "controller_email"),
        _panels(_("Datenschutzbeauftragte"), "officer", "officer_email"),
        FieldPanel("processings"),
        FieldPanel("body"),
        _panels(_("Beschwerde"), "authority", "authority_url"),
        FieldPanel("updated_on"),
    ]

    class Meta:
        verbose_name = _("Datenschutzerklärung")
