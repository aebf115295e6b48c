"""How often what was searched for."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SearchCount(models.Model):
    """How often one search was made on a day, and how often somebody said that its answer is missing.

    Nothing says who, when, or from where: docs/adr/0019. `filters` spells the values of facets as the URL
    does. `words` are readable only once several days had them; where there were words that are kept back
    (`words` is empty) `words_language` says so. Days become months after a while (`insights.folding`).
    """

    class Results(models.TextChoices):
        NONE = "none", _("keine")
        FEW = "few", _("1 bis 5")
        SOME = "some", _("6 bis 20")
        MANY = "many", _("mehr als 20")

    counted_on = models.DateField(_("Tag"))
    language = models.CharField(_("Sprache der Seite"), max_length=8)
    words_language = models.CharField(_("Sprache der Worte"), max_length=8, blank=True)
    words = models.CharField(_("Worte"), max_length=60, blank=True)
    filters = models.CharField(_("Filter"), max_length=200, blank=True)
    results = models.CharField(_("Treffer"), max_length=4, choices=Results.choices)
    is_degraded = models.BooleanField(_("Suche war eingeschränkt"), default=False)
    searches = models.PositiveIntegerField(pgettext_lazy("Mehrzahl", "Suchen"), default=0)
    wishes = models.PositiveIntegerField(_("„Das fehlt hier“"), default=0)

    class Meta:
        verbose_name = _("Zählung von Suchen")
        verbose_name_plural = _("Zählungen von Suchen")
        ordering = ["counted_on"]
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "counted_on",
                    "language",
                    "words_language",
                    "words",
                    "filters",
                    "results",
                    "is_degraded",
                ],
                name="one_count_a_day_and_search",
            )
        ]

    def __str__(self) -> str:
        return f"{self.counted_on}: {self.words or self.filters}"


class RecentWish(models.Model):
    """That somebody missed something a moment ago, so that a second tap is known. The next wish removes it.

    `digest` is made of the search as those of words are.
    """

    digest = models.CharField(_("Prüfsumme"), max_length=32, primary_key=True)
    wished_at = models.DateTimeField(_("gemeldet am"))

    class Meta:
        verbose_name = _("Wunsch von eben")
        verbose_name_plural = _("Wünsche von eben")

    def __str__(self) -> str:
        return self.digest


class SeenWords(models.Model):
    """That some words, nobody can tell which, were searched for on so many days of this month.

    `digest` is made with a key that is thrown away with the month (`insights.secret`).
    """

    digest = models.CharField(_("Prüfsumme"), max_length=32, primary_key=True)
    seen_on = models.DateField(_("zuletzt"))
    days = models.PositiveSmallIntegerField(_("Tage"), default=1)

    class Meta:
        verbose_name = _("gesehene Worte")
        verbose_name_plural = _("gesehene Worte")

    def __str__(self) -> str:
        return self.digest
