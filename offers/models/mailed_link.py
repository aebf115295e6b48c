"""Links that stand in mails: each opens one thing, for a time, and is kept as a digest only."""

import hashlib

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from offers.enums import LinkPurpose
from offers.models.provider import Provider
from offers.models.provider_member import ProviderMember
from offers.models.submission import Submission


def digest_of(token: str) -> str:
    """SHA-256 of a token, in hexadecimal: the token has 256 random bits, so no slow hash is needed."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


class MailedLinkQuerySet(models.QuerySet):
    def usable(self) -> "MailedLinkQuerySet":
        """Neither expired nor used."""
        return self.filter(used_at=None, expires_at__gt=timezone.now())


class MailedLink(models.Model):
    """A link for one purpose, valid until `expires_at`: about a submission, or for a person of a provider.

    Where nobody speaks for a provider, a link is for the `provider` itself, mailed to an `address` it gives.
    The token itself stands in the mail only. A link that does something is used up by the POST of its page
    (`used_at`), never by opening it: programs of mail servers open every link.
    """

    purpose = models.CharField(_("Zweck"), max_length=12, choices=LinkPurpose.choices)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="links", null=True, verbose_name=_("Vorschlag")
    )
    member = models.ForeignKey(
        ProviderMember,
        on_delete=models.CASCADE,
        related_name="links",
        null=True,
        verbose_name=_("Ansprechperson"),
    )
    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, related_name="links", null=True, verbose_name=_("Anbieter")
    )
    address = models.EmailField(_("Adresse"), max_length=254, blank=True)
    created_at = models.DateTimeField(_("angelegt am"), auto_now_add=True)
    expires_at = models.DateTimeField(_("gültig bis"))
    used_at = models.DateTimeField(_("benutzt am"), null=True, blank=True)

    objects = MailedLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("Link aus einer Mail")
        verbose_name_plural = _("Links aus Mails")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(submission__isnull=False, member=None, provider=None)
                | Q(submission=None, member__isnull=False, provider=None)
                | Q(submission=None, member=None, provider__isnull=False),
                name="link_is_about_one_thing",
            )
        ]

    def __str__(self) -> str:
        return str(self.get_purpose_display())

    @property
    def is_usable(self) -> bool:
        return self.used_at is None and self.expires_at > timezone.now()
