"""The rows an offer is saved with: its words, its terms and whose people it serves."""

import hashlib

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from offers.enums import OfferLanguage, TaxonomyCode, TranslationOrigin
from offers.models.municipality import Municipality
from offers.models.taxonomy import Term
from offers.richtext import CleanRichTextField


class OfferTranslation(models.Model):
    """An offer's words in one language.

    `source_digest` is the digest of the German words a translation was made from, so that a change
    of the German text shows which translations have fallen behind.
    """

    offer = ParentalKey("offers.Offer", on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(
        _("Sprache"), max_length=8, choices=OfferLanguage.choices, default=OfferLanguage.GERMAN
    )
    title = models.CharField(_("Titel"), max_length=200)
    summary = models.CharField(
        _("in einem Satz"), max_length=300, blank=True, help_text=_("Steht in der Liste unter dem Titel.")
    )
    description = CleanRichTextField(
        _("Beschreibung"), blank=True, features=["bold", "ul", "ol", "link", "h3"]
    )
    eligibility = models.TextField(
        _("für wen genau"), blank=True, max_length=600, help_text=_("Nur, was die Felder nicht schon sagen.")
    )
    how_to_join = models.TextField(_("so kommen Sie dazu"), blank=True, max_length=600)
    origin = models.CharField(
        _("Herkunft"), max_length=8, choices=TranslationOrigin.choices, default=TranslationOrigin.HUMAN
    )
    source_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("Text in einer Sprache")
        verbose_name_plural = _("Texte in den Sprachen")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "language"],
                name="offer_words_once_per_language",
                violation_error_message=_("Für diese Sprache gibt es schon einen Text."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def html_code(self) -> str:
        """The value of HTML's `lang`."""
        return OfferLanguage(self.language).html_code

    @property
    def direction(self) -> str:
        """The value of HTML's `dir`."""
        return OfferLanguage(self.language).direction

    def digest(self) -> str:
        """SHA-256 of these words, in hexadecimal."""
        words = "\x1f".join((self.title, self.summary, self.description, self.eligibility, self.how_to_join))
        return hashlib.sha256(words.encode()).hexdigest()


class OfferTerm(models.Model):
    """A topic, target group, spoken language or needed document of an offer."""

    TAXONOMIES = (
        TaxonomyCode.TOPIC,
        TaxonomyCode.TARGET_GROUP,
        TaxonomyCode.LANGUAGE,
        TaxonomyCode.DOCUMENT,
    )

    offer = ParentalKey("offers.Offer", on_delete=models.CASCADE, related_name="terms")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="offer_terms")

    class Meta:
        verbose_name = _("Begriff")
        verbose_name_plural = _("Themen, Zielgruppen, Sprachen und Unterlagen")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "term"],
                name="offer_term_once",
                violation_error_message=_("Dieser Begriff ist schon gewählt."),
            )
        ]

    def __str__(self) -> str:
        return str(self.term)


class ServiceArea(models.Model):
    """An offer serves the people of a municipality."""

    offer = ParentalKey("offers.Offer", on_delete=models.CASCADE, related_name="service_areas")
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="service_areas",
        verbose_name=_("Stadt oder Gemeinde"),
    )

    class Meta:
        verbose_name = _("Einzugsgebiet")
        verbose_name_plural = _("Einzugsgebiet")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "municipality"],
                name="service_area_once",
                violation_error_message=_("Diese Stadt oder Gemeinde steht schon in der Liste."),
            )
        ]

    def __str__(self) -> str:
        return str(self.municipality)
