"""Who provides offers: associations, welfare organisations, schools, authorities."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey

from offers.enums import OfferLanguage, ProviderKind, TaxonomyCode
from offers.models.base import EditorialRecord
from offers.models.municipality import Municipality
from offers.models.taxonomy import Term
from offers.models.terms import HasTerms
from offers.querysets import ProviderQuerySet
from offers.richtext import CleanRichTextField
from offers.slugs import slug_of


class Provider(HasTerms, EditorialRecord):
    """An organisation. Its name is one, its words are one row per language (`ProviderTranslation`).

    `source` and `external_id` name the record in the file or system it was imported from.
    """

    name = models.CharField(_("Name"), max_length=200)
    kind = models.CharField(_("Art"), max_length=20, choices=ProviderKind.choices)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="providers",
        verbose_name=_("Sitz"),
    )
    street = models.CharField(_("Straße und Hausnummer"), max_length=120, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    city = models.CharField(pgettext_lazy("Anschrift", "Ort"), max_length=80, blank=True)
    email = models.EmailField(_("E-Mail"), blank=True)
    phone = models.CharField(_("Telefon"), max_length=40, blank=True)
    website = models.URLField(_("Internetseite"), max_length=500, blank=True)
    logo = models.ForeignKey(
        "offers.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Logo"),
    )
    source = models.CharField(_("Quelle"), max_length=60, blank=True, editable=False)
    external_id = models.CharField(_("Kennung in der Quelle"), max_length=200, blank=True, editable=False)
    is_example = models.BooleanField(_("Beispiel"), default=False)

    objects = ProviderQuerySet.as_manager()

    class Meta:
        verbose_name = _("Anbieter")
        verbose_name_plural = pgettext_lazy("Mehrzahl", "Anbieter")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"],
                condition=~Q(external_id=""),
                name="provider_once_per_source",
                violation_error_message=_("Dieser Anbieter wurde aus dieser Quelle schon übernommen."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def slug(self) -> str:
        return slug_of(self.name, otherwise="anbieter")

    def get_absolute_url(self) -> str:
        return reverse("offers:provider", args=[self.pk, self.slug])

    def get_preview_template(self, request, mode_name) -> str:
        return "offers/provider_detail.html"

    def get_preview_context(self, request, mode_name) -> dict[str, object]:
        from offers.provider_detail import provider_context

        context = super().get_preview_context(request, mode_name)
        return context | provider_context(self) | {"results": None}


class ProviderTranslation(models.Model):
    """A provider's words in one language."""

    provider = ParentalKey(Provider, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(
        _("Sprache"), max_length=8, choices=OfferLanguage.choices, default=OfferLanguage.GERMAN
    )
    summary = models.CharField(_("in einem Satz"), max_length=250, blank=True)
    description = CleanRichTextField(
        _("Beschreibung"), blank=True, features=["bold", "ul", "ol", "link", "h3"]
    )

    class Meta:
        verbose_name = _("Text in einer Sprache")
        verbose_name_plural = _("Texte in den Sprachen")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "language"],
                name="provider_words_once_per_language",
                violation_error_message=_("Für diese Sprache gibt es schon einen Text."),
            )
        ]

    def __str__(self) -> str:
        return self.get_language_display()


class ProviderTerm(models.Model):
    """A language the provider speaks, or a network it belongs to."""

    TAXONOMIES = (TaxonomyCode.LANGUAGE, TaxonomyCode.NETWORK)

    provider = ParentalKey(Provider, on_delete=models.CASCADE, related_name="terms")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="provider_terms")

    class Meta:
        ordering = ["id"]
        verbose_name = _("Sprache oder Netzwerk")
        verbose_name_plural = _("Sprachen und Netzwerke")
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "term"],
                name="provider_term_once",
                violation_error_message=_("Dieser Begriff ist schon gewählt."),
            )
        ]

    def __str__(self) -> str:
        return str(self.term)
