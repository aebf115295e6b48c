"""An offer: facts once, words in any number of languages."""

import hashlib

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from offers.enums import GermanLevel, OfferLanguage, Places, Registration, TaxonomyCode, TranslationOrigin
from offers.models.base import EditorialRecord
from offers.models.municipality import Municipality
from offers.models.provider import Provider
from offers.models.taxonomy import Term
from offers.querysets import OfferQuerySet
from offers.richtext import CleanRichTextField

REVIEW_INTERVAL_DAYS = 180


def level_range_is_in_order() -> Q:
    """A level range is open at either end, or does not run backwards."""
    condition = Q(level_from="") | Q(level_to="")
    for position, level in enumerate(GermanLevel.values):
        condition |= Q(level_from=level, level_to__in=GermanLevel.values[position:])
    return condition


class Offer(EditorialRecord):
    """Something a newcomer can go to. What it is called and says stands in `translations`.

    `title` repeats the German title so that lists need no second query; it is set on every save.
    Ages are in years, both bounds included; dates are inclusive; `places` is a statement of the
    provider on `places_stated_on`. `source` and `external_id` name the record it was imported from.
    """

    title = models.CharField(_("Titel"), max_length=200, editable=False)
    provider = models.ForeignKey(
        Provider, on_delete=models.PROTECT, related_name="offers", verbose_name=_("Anbieter")
    )
    kind = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        related_name="offers_of_kind",
        limit_choices_to={"taxonomy__code": TaxonomyCode.KIND},
        verbose_name=_("Art des Angebots"),
    )
    course_type = models.ForeignKey(
        Term,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="offers_of_course_type",
        limit_choices_to={"taxonomy__code": TaxonomyCode.COURSE_TYPE},
        verbose_name=_("Kursart"),
    )
    responsible_municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="responsible_for",
        verbose_name=_("zuständig"),
        help_text=_("Wer diesen Eintrag prüft: eine Stadt oder Gemeinde, oder der Kreis."),
    )

    level_from = models.CharField(_("Deutsch ab"), max_length=5, choices=GermanLevel.choices, blank=True)
    level_to = models.CharField(_("Deutsch bis"), max_length=5, choices=GermanLevel.choices, blank=True)
    minimum_age = models.PositiveSmallIntegerField(
        _("Alter ab"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    maximum_age = models.PositiveSmallIntegerField(
        _("Alter bis"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    is_women_only = models.BooleanField(_("nur für Frauen"), default=False)
    has_childcare = models.BooleanField(_("mit Kinderbetreuung"), default=False)

    is_online = models.BooleanField(_("online"), default=False)
    online_url = models.URLField(_("Adresse des Online-Angebots"), max_length=500, blank=True)
    serves_whole_county = models.BooleanField(
        _("für den ganzen Kreis"),
        default=False,
        help_text=_(
            "Sonst bitte unten die Städte und Gemeinden wählen, für deren Menschen das Angebot da ist."
        ),
    )

    places = models.CharField(_("Plätze"), max_length=12, choices=Places.choices, blank=True)
    places_stated_on = models.DateField(_("Stand der Plätze"), null=True, blank=True)
    registration = models.CharField(
        _("Anmeldung"), max_length=10, choices=Registration.choices, default=Registration.NONE
    )
    registration_url = models.URLField(_("Adresse der Anmeldung"), max_length=500, blank=True)
    needs_no_papers = models.BooleanField(_("geht ohne Papiere"), default=False)
    needs_no_appointment = models.BooleanField(_("geht ohne Termin"), default=False)
    is_anonymous = models.BooleanField(_("geht ohne Namen (anonym)"), default=False)

    valid_from = models.DateField(_("gültig ab"), null=True, blank=True)
    valid_to = models.DateField(_("gültig bis"), null=True, blank=True)
    is_temporarily_closed = models.BooleanField(_("vorübergehend geschlossen"), default=False)
    closed_until = models.DateField(_("geschlossen bis"), null=True, blank=True)

    verified_on = models.DateField(_("zuletzt geprüft am"), null=True, blank=True)
    verified_by = models.CharField(_("geprüft von"), max_length=120, blank=True)
    review_interval_days = models.PositiveSmallIntegerField(
        _("prüfen nach (Tage)"),
        default=REVIEW_INTERVAL_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(730)],
    )

    source = models.CharField(_("Quelle"), max_length=60, blank=True, editable=False)
    external_id = models.CharField(_("Kennung in der Quelle"), max_length=200, blank=True, editable=False)
    is_example = models.BooleanField(
        _("Beispiel"), default=False, help_text=_("Wird auf der Seite deutlich als Beispiel gezeigt.")
    )

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("Angebot")
        verbose_name_plural = _("Angebote")
        ordering = ["title", "id"]
        indexes = [models.Index(fields=["live", "valid_to"], name="offer_is_current")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"],
                condition=~Q(external_id=""),
                name="offer_once_per_source",
                violation_error_message=_("Dieses Angebot wurde aus dieser Quelle schon übernommen."),
            ),
            models.CheckConstraint(
                condition=level_range_is_in_order(),
                name="level_range_is_in_order",
                violation_error_message=_("„Deutsch ab“ liegt über „Deutsch bis“."),
            ),
            models.CheckConstraint(
                condition=Q(minimum_age__isnull=True)
                | Q(maximum_age__isnull=True)
                | Q(minimum_age__lte=F("maximum_age")),
                name="age_range_is_in_order",
                violation_error_message=_("„Alter ab“ liegt über „Alter bis“."),
            ),
            models.CheckConstraint(
                condition=Q(places="", places_stated_on__isnull=True)
                | (~Q(places="") & Q(places_stated_on__isnull=False)),
                name="places_have_a_date",
                violation_error_message=_("Eine Angabe zu freien Plätzen braucht ihr Datum."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_from__lte=F("valid_to")),
                name="validity_is_in_order",
                violation_error_message=_("„gültig ab“ liegt nach „gültig bis“."),
            ),
            models.CheckConstraint(
                condition=Q(closed_until__isnull=True) | Q(is_temporarily_closed=True),
                name="closed_until_needs_closed",
                violation_error_message=_(
                    "„geschlossen bis“ gilt nur für ein vorübergehend geschlossenes Angebot."
                ),
            ),
            models.CheckConstraint(
                condition=Q(verified_on__isnull=True, verified_by="")
                | (Q(verified_on__isnull=False) & ~Q(verified_by="")),
                name="verified_on_and_by_go_together",
                violation_error_message=_("„zuletzt geprüft am“ und „geprüft von“ gehören zusammen."),
            ),
            models.CheckConstraint(
                condition=Q(online_url="") | Q(is_online=True),
                name="online_url_needs_online",
                violation_error_message=_("Eine Online-Adresse gehört nur zu einem Online-Angebot."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        super().clean()
        self.title = self.german_title()
        if self.kind_id and self.kind.taxonomy.code != TaxonomyCode.KIND:
            raise ValidationError({"kind": _("Das ist keine Art von Angebot.")})
        if self.verified_on and self.verified_on > timezone.localdate():
            raise ValidationError({"verified_on": _("Dieses Datum liegt in der Zukunft.")})

    def save(self, *args, **kwargs) -> None:
        self.title = self.german_title() or self.title
        super().save(*args, **kwargs)

    def german_title(self) -> str:
        """The German title among the child rows held in memory or in the database, else ""."""
        for words in self.translations.all():
            if words.language == OfferLanguage.GERMAN:
                return words.title
        return self.title

    def words_in(self, language: str) -> "OfferTranslation | None":
        """The words in `language`, else German, else any."""
        rows = {row.language: row for row in self.translations.all()}
        return rows.get(language) or rows.get(OfferLanguage.GERMAN) or next(iter(rows.values()), None)

    def terms_in(self, taxonomy: str) -> list[Term]:
        """The offer's terms of one vocabulary, in the vocabulary's order."""
        found = [row.term for row in self.terms.all() if row.term.taxonomy.code == taxonomy]
        return sorted(found, key=lambda term: (term.sort_order, term.code))

    def rules(self) -> list:
        """Its timetable as pure rules (`offers.schedules.Rule`), without the breaks."""
        return [row.as_rule() for row in self.schedules.all() if not row.is_break]

    def breaks(self) -> list:
        return [row.as_break() for row in self.schedules.all() if row.is_break]

    @property
    def slug(self) -> str:
        return slugify(self.title) or "angebot"

    @property
    def is_ended(self) -> bool:
        return bool(self.valid_to and self.valid_to < timezone.localdate())

    @property
    def is_stale(self) -> bool:
        """Not verified within its review interval, or never."""
        if not self.verified_on:
            return True
        return (timezone.localdate() - self.verified_on).days > self.review_interval_days

    def get_absolute_url(self) -> str:
        return reverse("offers:detail", args=[self.pk, self.slug])

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """One preview for each language the offer has words in."""
        modes = [(row.language, str(row.get_language_display())) for row in self.translations.all()]
        return modes or self.DEFAULT_PREVIEW_MODES

    @property
    def default_preview_mode(self) -> str:
        return self.preview_modes[0][0]

    def get_preview_template(self, request, mode_name) -> str:
        return "offers/offer_detail.html"

    def get_preview_context(self, request, mode_name) -> dict[str, object]:
        from offers.detail.page import offer_context

        return super().get_preview_context(request, mode_name) | offer_context(self, words_language=mode_name)


class OfferTranslation(models.Model):
    """An offer's words in one language.

    `source_digest` is the digest of the German words a translation was made from, so that a change
    of the German text shows which translations have fallen behind.
    """

    offer = ParentalKey(Offer, on_delete=models.CASCADE, related_name="translations")
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

    offer = ParentalKey(Offer, on_delete=models.CASCADE, related_name="terms")
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

    offer = ParentalKey(Offer, on_delete=models.CASCADE, related_name="service_areas")
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
