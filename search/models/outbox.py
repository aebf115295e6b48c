"""The outbox of the index: what has changed and is not yet written there."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IndexChangeQuerySet(models.QuerySet["IndexChange"]):
    def waiting(self) -> "IndexChangeQuerySet":
        """Those not yet in the index that everybody shares."""
        return self.filter(written_at=None)


class IndexChange(models.Model):
    """Something the index shows has changed. The row is written in the transaction of the change itself.

    `object_id` is no foreign key: the record may be gone. A change of anything but an offer stands for
    all offers that have to do with it. Once written a row goes, or stays some days for the machines that
    keep an index of their own beside a shared one (`search.standby`).
    """

    class Subject(models.TextChoices):
        OFFER = "offer", _("Angebot")
        PROVIDER = "provider", _("Anbieter")
        LOCATION = "location", _("Ort")
        MUNICIPALITY = "municipality", _("Stadt oder Gemeinde")
        TERM = "term", _("Begriff")

    subject = models.CharField(_("Gegenstand"), max_length=12, choices=Subject.choices)
    object_id = models.BigIntegerField(_("Schlüssel"))
    announced_at = models.DateTimeField(_("gemeldet am"), auto_now_add=True, db_index=True)
    written_at = models.DateTimeField(_("geschrieben am"), null=True, editable=False)

    objects = IndexChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Änderung für die Suche")
        verbose_name_plural = _("Änderungen für die Suche")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.subject} {self.object_id}"
