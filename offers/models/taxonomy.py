"""Vocabularies: one table of terms for topics, target groups, kinds, languages and more."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from offers.enums import OfferLanguage, TaxonomyCode
from offers.models.base import ReferenceRecord

code_validator = RegexValidator(
    r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$",
    _("Nur kleine Buchstaben a–z, Ziffern und Bindestriche, zum Beispiel „german-courses“."),
)


class Taxonomy(ReferenceRecord):
    """A vocabulary, such as the topics. `code` is stable for ever.

    Name and description are for editors. Nobody asks whether it is `live`: the portal relies on every one.
    """

    code = models.CharField(_("Schlüssel"), max_length=40, unique=True, choices=TaxonomyCode.choices)
    name = models.CharField(_("Name"), max_length=120)
    description = models.TextField(_("Beschreibung"), blank=True)

    class Meta:
        verbose_name = _("Vokabular")
        verbose_name_plural = _("Vokabulare")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Term(ReferenceRecord):
    """An entry of a vocabulary. `code` is stable for ever; the labels are the editors' to word."""

    taxonomy = models.ForeignKey(
        Taxonomy, on_delete=models.PROTECT, related_name="terms", verbose_name=_("Vokabular")
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        limit_choices_to={"taxonomy__code": TaxonomyCode.TOPIC, "parent__isnull": True},
        verbose_name=_("gehört zu"),
        help_text=_("Nur für Themen: das Handlungsfeld, zu dem das Thema gehört."),
    )
    code = models.CharField(
        _("Schlüssel"),
        max_length=60,
        validators=[code_validator],
        help_text=_("Bleibt für immer gleich. Adressen und Importe verlassen sich darauf."),
    )
    icon = models.SlugField(_("Symbol"), max_length=40, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("Reihenfolge"), default=100)

    class Meta:
        verbose_name = _("Begriff")
        verbose_name_plural = _("Begriffe")
        ordering = ["taxonomy_id", "sort_order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["taxonomy", "code"],
                name="term_code_is_unique_in_taxonomy",
                violation_error_message=_("Diesen Schlüssel gibt es in diesem Vokabular schon."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("id")),
                name="term_is_not_its_own_parent",
                violation_error_message=_("Ein Begriff kann nicht zu sich selbst gehören."),
            ),
        ]

    def __str__(self) -> str:
        return self.label_in(get_language() or "de")

    @property
    def is_focus_area(self) -> bool:
        """A topic that no other stands above."""
        return not self.parent_id and self.taxonomy.code == TaxonomyCode.TOPIC

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """A focus area has a card on the first page besides its place in the directory."""
        modes = super().preview_modes
        if self.taxonomy_id and self.is_focus_area:
            modes += [(f"home:{code}", f"{_('Startseite')}: {name}") for code, name in modes]
        return modes

    def label_in(self, language: str) -> str:
        """The label in `language`, else in German, else the code."""
        labels = {row.language: row.label for row in self.labels.all()}
        return labels.get(language) or labels.get(OfferLanguage.GERMAN) or self.code

    def clean(self) -> None:
        super().clean()
        if self.parent_id:
            self._check_parent(self.parent)

    def _check_parent(self, parent: "Term") -> None:
        if parent.taxonomy_id != self.taxonomy_id:
            raise ValidationError({"parent": _("Beide Begriffe müssen zum selben Vokabular gehören.")})
        if parent.parent_id or (self.pk and self.children.exists()):
            raise ValidationError({"parent": _("Es gibt nur zwei Ebenen: Handlungsfeld und Thema.")})


class TermLabel(models.Model):
    """What a term is called in one language, and other words people use for it."""

    term = ParentalKey(Term, on_delete=models.CASCADE, related_name="labels")
    language = models.CharField(_("Sprache"), max_length=8, choices=OfferLanguage.choices)
    label = models.CharField(_("Bezeichnung"), max_length=120)
    synonyms = models.TextField(
        _("andere Wörter dafür"),
        blank=True,
        help_text=_("Durch Komma getrennt. Wer eines davon sucht, findet auch diesen Begriff."),
    )

    class Meta:
        verbose_name = _("Bezeichnung")
        verbose_name_plural = _("Bezeichnungen")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["term", "language"],
                name="one_label_of_a_term_per_language",
                violation_error_message=_("Für diese Sprache gibt es schon eine Bezeichnung."),
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def synonym_list(self) -> list[str]:
        return [word.strip() for word in re.split(r"[,;\n،]", self.synonyms) if word.strip()]
