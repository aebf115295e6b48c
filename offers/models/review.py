"""What is kept about looking at offers again: reminders that went out, and what providers said but yes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from offers.models.offer import Offer


class ReviewReminder(models.Model):
    """A provider was reminded of an offer: once for each date and stage, however often the command runs.

    `due_on` is the date on which it had to be looked at again, `days_before` one of
    `freshness.REMIND_BEFORE`.
    """

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="review_reminders")
    due_on = models.DateField(_("zu prüfen bis"))
    days_before = models.PositiveSmallIntegerField(_("Tage vorher"))
    reminded_on = models.DateField(_("erinnert am"))

    class Meta:
        verbose_name = _("Erinnerung")
        verbose_name_plural = _("Erinnerungen")
        ordering = ["-reminded_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["offer", "due_on", "days_before"], name="reminded_once_per_stage")
        ]

    def __str__(self) -> str:
        return f"{self.offer_id}, {self.due_on:%Y-%m-%d}, {self.days_before}"


class ReviewNote(models.Model):
    """What is no longer right, in the words of its provider: for the desk, until somebody has seen to it."""

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="review_notes")
    words = models.TextField(_("Was nicht mehr stimmt"), max_length=1000)
    stated_by = models.CharField(_("gesagt von"), max_length=120)
    stated_on = models.DateField(_("gesagt am"))
    settled_on = models.DateField(_("erledigt am"), null=True, blank=True)

    class Meta:
        verbose_name = _("Hinweis eines Anbieters")
        verbose_name_plural = _("Hinweise von Anbietern")
        ordering = ["stated_on", "id"]

    def __str__(self) -> str:
        return self.words
