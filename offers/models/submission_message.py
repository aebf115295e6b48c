"""What desk and sender write to each other about a submission."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from offers.models.submission import Submission


class SubmissionMessage(models.Model):
    """A question of the desk, or the sender's answer to it."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="messages", verbose_name=_("Vorschlag")
    )
    is_from_desk = models.BooleanField(_("von der Redaktion"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("geschrieben von"),
    )
    text = models.TextField(_("Text"), max_length=2000)
    written_at = models.DateTimeField(_("geschrieben am"), auto_now_add=True)

    class Meta:
        verbose_name = _("Nachricht")
        verbose_name_plural = _("Nachrichten")
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return self.text
