"""What the portal remembers of imports."""

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from offers.models.offer import Offer


class ImportedRecord(models.Model):
    """What the last import said about an offer, as a short digest for each part of it.

    The next import writes a part only where its digest is another one: what an editor changed by hand
    stays until the source itself changes.
    """

    offer = models.OneToOneField(Offer, on_delete=models.CASCADE, related_name="imported_record")
    digests = models.JSONField(default=dict)
    imported_at = models.DateTimeField(_("übernommen am"), auto_now=True)

    class Meta:
        verbose_name = _("übernommener Datensatz")
        verbose_name_plural = _("übernommene Datensätze")

    def __str__(self) -> str:
        return f"{self.offer.source}/{self.offer.external_id}"


class ImportRun(models.Model):
    """An import in the admin: checked first, then applied, a batch with each step.

    The rows lie in a folder of their own in PORTAL_DATA_DIR. `position` is the byte at which the next batch
    begins, `report_bytes` how much of the report is valid; both are written in the batch's transaction, so an
    interruption loses and repeats nothing.
    """

    class State(models.TextChoices):
        CHECKING = "checking", _("wird geprüft")
        CHECKED = "checked", _("geprüft")
        APPLYING = "applying", _("wird übernommen")
        DONE = "done", _("übernommen")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    started_at = models.DateTimeField(_("begonnen am"), auto_now_add=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("begonnen von"),
    )
    finished_at = models.DateTimeField(_("fertig am"), null=True, blank=True)
    state = models.CharField(_("Stand"), max_length=10, choices=State.choices, default=State.CHECKING)
    file_name = models.CharField(_("Datei"), max_length=200)
    mapping_name = models.CharField(_("Zuordnung"), max_length=200)
    mapping_text = models.TextField()
    total = models.PositiveIntegerField(_("Zeilen"), default=0)
    position = models.PositiveBigIntegerField(default=0)
    report_bytes = models.PositiveBigIntegerField(default=0)
    created = models.PositiveIntegerField(_("angelegt"), default=0)
    changed = models.PositiveIntegerField(_("geändert"), default=0)
    unchanged = models.PositiveIntegerField(_("unverändert"), default=0)
    refused = models.PositiveIntegerField(_("abgelehnt"), default=0)
    skipped = models.PositiveIntegerField(_("ausgelassen"), default=0)

    class Meta:
        verbose_name = _("Import")
        verbose_name_plural = _("Importe")
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="done", finished_at__isnull=False)
                | (~models.Q(state="done") & models.Q(finished_at__isnull=True)),
                name="import_is_done_when_finished",
                violation_error_message=_("Ein Import ist fertig, wenn er übernommen ist."),
            )
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def processed(self) -> int:
        """How many rows have been looked at in the present state."""
        return self.created + self.changed + self.unchanged + self.refused + self.skipped

    @property
    def is_working(self) -> bool:
        """Whether there are rows left to look at before somebody has to decide."""
        return self.state in {self.State.CHECKING, self.State.APPLYING}

    @property
    def folder(self) -> Path:
        """Where its rows and its report lie."""
        return Path(settings.UPLOADS_DIR) / "imports" / str(self.uuid)
