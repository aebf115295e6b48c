"""Mails on their way: written with what they tell of, sent by another thread or process."""

import datetime
from email.utils import make_msgid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offers.enums import MailState


def new_message_id() -> str:
    """A Message-ID (RFC 5322): the same at every attempt, so that a mail sent twice is known as one."""
    return make_msgid(domain=settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or None)


class MailStop(models.Model):
    """An address whose owner wants no reminders any more; mails that somebody asked for still go there."""

    address = models.EmailField(_("Adresse"), max_length=254, unique=True)
    stopped_at = models.DateTimeField(_("abbestellt am"), auto_now_add=True)

    class Meta:
        verbose_name = _("Abbestellung")
        verbose_name_plural = _("Abbestellungen")
        ordering = ["-stopped_at", "-id"]

    def __str__(self) -> str:
        return self.address


class OutgoingMailQuerySet(models.QuerySet):
    def due(self, at: datetime.datetime | None = None) -> "OutgoingMailQuerySet":
        """Waiting, and not in the hands of a sender."""
        return self.filter(state=MailState.WAITING, next_attempt_at__lte=at or timezone.now())


class OutgoingMail(models.Model):
    """One mail to one person.

    `key` says what it is for: the same is never queued twice. `next_attempt_at` is also the lease of whoever
    is sending it: until then nobody else tries.
    """

    key = models.CharField(max_length=120, unique=True, editable=False)
    recipient = models.EmailField(_("an"), max_length=254)
    reply_to = models.EmailField(_("Antwort an"), max_length=254, blank=True)
    subject = models.CharField(_("Betreff"), max_length=250)
    text = models.TextField(_("Text"), blank=True)
    html = models.TextField(_("Text mit Auszeichnung"), blank=True)
    unsubscribe_url = models.URLField(_("Adresse zum Abbestellen"), max_length=500, blank=True)
    message_id = models.CharField(max_length=200, unique=True, default=new_message_id, editable=False)

    state = models.CharField(_("Stand"), max_length=10, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    last_error = models.CharField(_("letzter Fehler"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("angelegt am"), auto_now_add=True)
    next_attempt_at = models.DateTimeField(_("nächster Versuch"), default=timezone.now)
    sent_at = models.DateTimeField(_("gesendet am"), null=True, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("Mail")
        verbose_name_plural = _("Mails")
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["state", "next_attempt_at"], name="mail_is_due")]

    def __str__(self) -> str:
        return self.subject
