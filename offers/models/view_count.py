"""How often the page of an offer was looked at: a number for each day, and nothing about who looked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from offers.models.offer import Offer


class ViewCount(models.Model):
    """Views of an offer on one day, in whatever language; programs that say what they are do not count."""

    offer = models.ForeignKey(
        Offer, on_delete=models.CASCADE, related_name="view_counts", verbose_name=_("Angebot")
    )
    counted_on = models.DateField(_("Tag"))
    views = models.PositiveIntegerField(_("Aufrufe"), default=0)

    class Meta:
        verbose_name = _("Aufrufe an einem Tag")
        verbose_name_plural = _("Aufrufe nach Tagen")
        ordering = ["-counted_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "counted_on"], name="views_once_per_day"),
        ]

    def __str__(self) -> str:
        return f"{self.counted_on}: {self.views}"
