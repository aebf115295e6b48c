"""An offer: facts once, words in any number of languages."""

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offers.enums import GermanLevel, OfferLanguage, Places, Registration, TaxonomyCode
from offers.freshness import LONGEST_INTERVAL, SHORTEST_INTERVAL, interval_of, review_on, stale_on
from offers.models.base import EditorialRecord
from offers.models.municipality import Municipality
from offers.models.offer_constraints import OFFER_CONSTRAINTS
from offers.models.offer_rows import OfferTranslation
from offers.models.provider import Provider
from offers.models.taxonomy import Term
from offers.models.terms import HasTerms
from offers.querysets import OfferQuerySet
from offers.slugs import slug_of


class Offer(HasTerms, EditorialRecord):
    """Something a newcomer can go to. What it is called and says stands in `translations`.

    `title` repeats the German title so that lists need no second query; it is set on every save.
    Ages are in years, both bounds included; dates are inclusive; `places` is a statement of the
    provider on `places_stated_on`. `source` and `external_id` name the record it was imported from.
    `hidden_on` says since when it is not shown because nobody confirmed it (`offers.freshness`).
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

    picture = models.ForeignKey(
        "offers.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Bild"),
    )
    picture_text = models.CharField(
        _("Was auf dem Bild zu sehen ist"),
        max_length=250,
        blank=True,
        help_text=_("Ein Satz für Menschen, die das Bild nicht sehen können."),
    )
    flyer = models.ForeignKey(
        "wagtaildocs.Document",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("Flyer"),
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
        null=True,
        blank=True,
        validators=[MinValueValidator(SHORTEST_INTERVAL), MaxValueValidator(LONGEST_INTERVAL)],
        help_text=_("Leer: wie bei dieser Art von Angebot üblich. Sonst 30 bis 180 Tage."),
    )
    hidden_on = models.DateField(_("verborgen seit"), null=True, blank=True, editable=False)

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
        constraints = OFFER_CONSTRAINTS

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

    def words_in(self, language: str) -> OfferTranslation | None:
        """The words in `language`, else German, else any."""
        rows = {row.language: row for row in self.translations.all()}
        return rows.get(language) or rows.get(OfferLanguage.GERMAN) or next(iter(rows.values()), None)

    @property
    def other_words(self) -> list[OfferTranslation]:
        """The words in other languages than German."""
        return [row for row in self.translations.all() if row.language != OfferLanguage.GERMAN]

    def rules(self) -> list:
        """Its timetable as pure rules (`offers.schedules.Rule`), without the breaks."""
        return [row.as_rule() for row in self.schedules.all() if not row.is_break]

    def breaks(self) -> list:
        return [row.as_break() for row in self.schedules.all() if row.is_break]

    @property
    def slug(self) -> str:
        return slug_of(self.title, otherwise="angebot")

    @property
    def is_ended(self) -> bool:
        return bool(self.valid_to and self.valid_to < timezone.localdate())

    @property
    def is_hidden_by_clock(self) -> bool:
        """Whether it is not shown because nobody confirmed it; its provider may bring it back."""
        return not self.live and self.hidden_on is not None

    @property
    def checked_on(self) -> datetime.date:
        """Where its clock starts: when it was verified or, before anybody did, published."""
        began_at = self.first_published_at or self.created_at or timezone.now()
        return self.verified_on or timezone.localdate(began_at)

    @property
    def review_on(self) -> datetime.date:
        """When it has to be looked at again."""
        return review_on(self.checked_on, interval_of(self.kind.code, self.review_interval_days))

    @property
    def is_stale(self) -> bool:
        """Nobody has looked at it for so long that its readers should know."""
        return timezone.localdate() >= stale_on(self.review_on)

    def with_content_json(self, content: dict[str, Any]) -> "Offer":
        """A draft takes back neither a check that came after it nor that the offer is hidden."""
        draft = super().with_content_json(content)
        if self.verified_on and (draft.verified_on is None or draft.verified_on < self.verified_on):
            draft.verified_on, draft.verified_by = self.verified_on, self.verified_by
        draft.hidden_on = self.hidden_on
        return draft

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
