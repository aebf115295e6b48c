"""Synonyms kept by editors, and the stamp of all that a search is understood by."""

import re
import secrets
from typing import Final

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import RevisionMixin

from offers.models import Term
from search.text.normalise import script
from search.text.synonym_checks import problem_of

SHOWN: Final = 5  # words of a set, where it is named


class VocabularyStamp(models.Model):
    """One row, with another number whenever terms, towns or synonyms were changed.

    It is written in the transaction of the change, so whoever sees it sees the change.
    """

    ONLY: Final = 1

    value = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.value)

    @staticmethod
    def renew() -> None:
        VocabularyStamp.objects.bulk_create(
            [VocabularyStamp(pk=VocabularyStamp.ONLY, value=secrets.randbelow(2**62))],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["value"],
        )


class SynonymSetQuerySet(models.QuerySet["SynonymSet"]):
    def in_use(self) -> "SynonymSetQuerySet":
        """Those that the search knows, with the terms that they stand for."""
        return self.filter(is_active=True).select_related("term__taxonomy")


class SynonymSet(RevisionMixin, models.Model):
    """Words that mean the same to people who search, in any languages; `term` is what they stand for."""

    words = models.TextField(
        _("Wörter, die dasselbe bedeuten"),
        help_text=_(
            "Eines je Zeile, oder durch Komma getrennt; in jeder Sprache und Schrift, auch Abkürzungen "
            "und kurze Wortgruppen. Zum Beispiel: Kita, anaokulu, روضة, дитсадок. Wer eines davon "
            "sucht, findet auch Angebote mit den anderen."
        ),
    )
    term = models.ForeignKey(
        Term,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("stehen für den Begriff"),
        help_text=_("Wenn Sie möchten: Dann findet jedes der Wörter auch alle Angebote mit diesem Begriff."),
    )
    note = models.CharField(
        _("Notiz"), max_length=250, blank=True, help_text=_("Für die Redaktion: woher, warum.")
    )
    is_active = models.BooleanField(
        _("wird benutzt"), default=True, help_text=_("Ohne diesen Haken kennt die Suche die Wörter nicht.")
    )
    updated_at = models.DateTimeField(_("geändert am"), auto_now=True)

    objects = SynonymSetQuerySet.as_manager()

    class Meta:
        verbose_name = _("Synonyme")
        verbose_name_plural = _("Synonyme")
        ordering = ["words", "pk"]

    def __str__(self) -> str:
        """The first few, each in its own direction (between the signs for that)."""
        phrases = self.phrases
        shown = [f"\u2068{phrase}\u2069" if script(phrase) == "arabic" else phrase for phrase in phrases]
        rest = ["…"] if len(phrases) > SHOWN else []
        return " = ".join([*shown[:SHOWN], *rest])

    @property
    def phrases(self) -> list[str]:
        """The words and phrases as they were typed."""
        return [phrase.strip() for phrase in re.split(r"[,;=\n،؛]", self.words) if phrase.strip()]

    def clean(self) -> None:
        super().clean()
        if problem := problem_of(self.phrases, stands_for_term=bool(self.term_id)):
            raise ValidationError({"words": problem})
        self._check_others()

    def _check_others(self) -> None:
        """A set all of whose words stand in another one already would add nothing."""
        own = {phrase.casefold() for phrase in self.phrases}
        for other in SynonymSet.objects.exclude(pk=self.pk):
            if own <= {phrase.casefold() for phrase in other.phrases}:
                message = _("Diese Wörter stehen schon in einem anderen Eintrag: %(other)s")
                raise ValidationError({"words": message % {"other": other}})
