"""Access for everybody: the statutory statement, messages about barriers, easy and sign language."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import StructValue
from wagtail_localize.fields import SynchronizedField

from home.blocks.statements import BarrierBlock
from home.contacts import ContactCard
from home.enums import AssessmentMethod, BarrierReason, Conformity
from home.fields import StreamField
from home.models.base import BasePage
from offers.enums import OfferLanguage
from offers.richtext import CleanRichTextField


class AccessibilityPage(BasePage):
    """The statement that Directive (EU) 2016/2102, BGG NRW and BITVNRW ask for, with a feedback form.

    The parts follow the model of Implementing Decision (EU) 2018/1523.
    """

    applies_to = models.CharField(
        _("gilt für"),
        max_length=200,
        help_text=_("Die Adresse der Seiten, zum Beispiel „kiz.rhein-sieg-kreis.de“."),
    )
    conformity = models.CharField(
        _("Stand der Vereinbarkeit"), max_length=8, choices=Conformity.choices, default=Conformity.PARTIAL
    )
    barriers = StreamField(
        [("barrier", BarrierBlock())],
        blank=True,
        collapsed=True,
        verbose_name=_("Nicht barrierefreie Inhalte"),
    )
    prepared_on = models.DateField(_("Erklärung erstellt am"))
    reviewed_on = models.DateField(_("zuletzt überprüft am"), null=True, blank=True)
    method = models.CharField(
        _("Art der Bewertung"), max_length=8, choices=AssessmentMethod.choices, default=AssessmentMethod.SELF
    )
    assessed_by = models.CharField(_("bewertet von"), max_length=160, blank=True)
    contact_name = models.CharField(_("Ansprechstelle"), max_length=160)
    contact_email = models.EmailField(_("E-Mail der Ansprechstelle"))
    contact_phone = models.CharField(_("Telefon der Ansprechstelle"), max_length=40, blank=True)
    enforcement_name = models.CharField(_("Durchsetzungsstelle"), max_length=200)
    enforcement_address = models.TextField(_("Anschrift der Durchsetzungsstelle"), max_length=300, blank=True)
    enforcement_email = models.EmailField(_("E-Mail der Durchsetzungsstelle"), blank=True)
    enforcement_phone = models.CharField(_("Telefon der Durchsetzungsstelle"), max_length=40, blank=True)
    enforcement_url = models.URLField(_("Internetseite der Durchsetzungsstelle"), blank=True)

    override_translatable_fields = [
        SynchronizedField(name)
        for name in ("applies_to", "contact_phone", "enforcement_address", "enforcement_phone")
    ]

    max_count_per_parent = 1
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("applies_to"), FieldPanel("conformity")], heading=_("Stand der Vereinbarkeit")
        ),
        FieldPanel("barriers"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("prepared_on", "reviewed_on", "method", "assessed_by")],
            heading=_("Wie die Erklärung entstand"),
        ),
        MultiFieldPanel(
            [FieldPanel(f"contact_{name}") for name in ("name", "email", "phone")],
            heading=_("Ansprechstelle für Rückmeldungen"),
        ),
        MultiFieldPanel(
            [FieldPanel(f"enforcement_{name}") for name in ("name", "address", "email", "phone", "url")],
            heading=_("Durchsetzungsverfahren"),
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("Erklärung zur Barrierefreiheit")

    def clean(self) -> None:
        super().clean()
        if self.prepared_on and self.reviewed_on and self.reviewed_on < self.prepared_on:
            raise ValidationError({"reviewed_on": _("Die Überprüfung liegt vor der Erstellung.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["feedback_sent"] = "gesendet" in request.GET
        return context

    @property
    def contact(self) -> ContactCard:
        return ContactCard(name=self.contact_name, phone=self.contact_phone, email=self.contact_email)

    @property
    def enforcement(self) -> ContactCard:
        return ContactCard(
            name=self.enforcement_name, phone=self.enforcement_phone, email=self.enforcement_email
        )

    def barriers_by_reason(self) -> list[tuple[str, list[StructValue]]]:
        """The label of each reason and what is not accessible for it; reasons with nothing are left out."""
        groups = []
        for reason in BarrierReason:
            found = [block.value for block in self.barriers if block.value["reason"] == reason]
            if found:
                groups.append((str(reason.label), found))
        return groups


class AccessibilityFeedback(models.Model):
    """A message about a barrier. Only the message is needed; who writes may stay unnamed."""

    message = models.TextField(_("Nachricht"), max_length=4000)
    page_address = models.CharField(_("Um welche Seite geht es?"), max_length=500, blank=True)
    name = models.CharField(_("Name"), max_length=120, blank=True)
    email = models.EmailField(_("E-Mail"), blank=True)
    language = models.CharField(_("Sprache der Seite"), max_length=8)
    created_at = models.DateTimeField(_("eingegangen am"), auto_now_add=True)

    class Meta:
        verbose_name = _("Meldung einer Barriere")
        verbose_name_plural = _("Meldungen von Barrieren")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.message[:80]


class EasyLanguagePage(BasePage):
    """The portal in Leichte Sprache: short sentences, checked by people who need them."""

    checked_by = models.CharField(
        _("geprüft von"),
        max_length=160,
        blank=True,
        help_text=_("Wer den Text auf Verständlichkeit geprüft hat."),
    )

    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, FieldPanel("body"), FieldPanel("checked_by")]

    class Meta:
        verbose_name = _("Leichte Sprache")

    @property
    def html_language(self) -> str:
        """The language tag of the words: easy German is marked, easy English has no tag of its own."""
        code = self.locale.language_code
        return OfferLanguage.EASY_GERMAN.html_code if code == OfferLanguage.GERMAN else code


class SignLanguagePage(BasePage):
    """The portal in sign language: a film, and its words for those who read or use a braille line."""

    video = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Film (MP4 oder WebM)"),
    )
    captions = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Untertitel (VTT)"),
    )
    poster = models.ForeignKey(
        "offers.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Standbild"),
    )
    transcript = CleanRichTextField(
        _("Text des Films"), blank=True, features=["h3", "bold", "ul", "ol", "link"]
    )

    max_count_per_parent = 1
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel(name) for name in ("video", "captions", "poster", "transcript")], heading=_("Film")
        ),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("Gebärdensprache")

    def clean(self) -> None:
        super().clean()
        if self.video_id and not self.transcript:
            raise ValidationError({"transcript": _("Zu einem Film gehört sein Text.")})
