"""Who speaks for a provider: the people that get its mails and may change its entries."""

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from offers.enums import OfferLanguage
from offers.models.provider import Provider


class ProviderMember(models.Model):
    """One person of a provider, known by an e-mail address that was confirmed.

    `bounced_at` says that a mail to this address came back for good; it is empty again as soon as the person
    uses a link from a mail. `language` is the one mails are written in.
    """

    provider = models.ForeignKey(
        Provider, on_delete=models.CASCADE, related_name="members", verbose_name=_("Anbieter")
    )
    name = models.CharField(_("Name"), max_length=120, blank=True)
    email = models.EmailField(_("E-Mail-Adresse"))
    language = models.CharField(
        _("Sprache"), max_length=8, choices=OfferLanguage.choices, default=OfferLanguage.GERMAN
    )
    joined_at = models.DateTimeField(_("dabei seit"), auto_now_add=True)
    bounced_at = models.DateTimeField(_("nicht erreichbar seit"), null=True, blank=True)

    class Meta:
        verbose_name = _("Ansprechperson")
        verbose_name_plural = _("Ansprechpersonen")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint("provider", Lower("email"), name="one_member_per_address"),
        ]

    def __str__(self) -> str:
        return self.name or self.email
