"""What is true of the centre on every page: whether it exists yet, and how to reach it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

from home.blocks.hours import HoursBlock
from home.blocks.links import FooterLinkBlock
from home.enums import CentreState
from home.fields import StreamField


@register_setting(icon="site", order=10)
class CentreSettings(BaseSiteSetting):
    """The centre's state, contact facts and footer, one set for the whole portal.

    `editors_email` receives messages from the public; it is never shown.
    """

    state = models.CharField(
        _("Das Integrationszentrum ist"),
        max_length=8,
        choices=CentreState.choices,
        default=CentreState.PLANNED,
        help_text=_("Jede Seite richtet sich danach: Kopf, Fuß, Startseite und Kontakt."),
    )
    organisation = models.CharField(
        _("Name der Stelle"), max_length=120, default="Kommunales Integrationszentrum Rhein-Sieg-Kreis"
    )
    street = models.CharField(_("Straße und Hausnummer"), max_length=120, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    city = models.CharField(pgettext_lazy("Anschrift", "Ort"), max_length=80, blank=True)
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    email = models.EmailField(_("E-Mail"), blank=True)
    editors_email = models.EmailField(
        _("E-Mail der Redaktion"),
        blank=True,
        help_text=_("Hierhin gehen Meldungen aus den Formularen. Die Adresse wird nicht gezeigt."),
    )
    opening_hours = StreamField(
        [("hours", HoursBlock())], blank=True, verbose_name=_("Öffnungszeiten der Stelle")
    )
    footer_links = StreamField(
        [("link", FooterLinkBlock())], blank=True, verbose_name=_("Links im Fuß der Seite")
    )

    panels = [
        FieldPanel("state"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("organisation", "street", "postcode", "city", "phone", "email")],
            heading=_("Kontakt"),
        ),
        FieldPanel("opening_hours"),
        FieldPanel("editors_email"),
        FieldPanel("footer_links"),
    ]

    class Meta:
        verbose_name = _("Integrationszentrum")

    @property
    def is_open(self) -> bool:
        return self.state == CentreState.OPEN

    @classmethod
    def of(cls, site: Site) -> "CentreSettings":
        """The settings of a site; their defaults where nobody has saved any (and nothing is written)."""
        return cls.objects.filter(site=site).first() or cls(site=site)

    @classmethod
    def of_portal(cls) -> "CentreSettings":
        site = Site.objects.filter(is_default_site=True).first()
        return cls.of(site) if site else cls()
