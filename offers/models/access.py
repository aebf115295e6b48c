"""What it costs to come, and whom to ask."""

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from offers.enums import CostKind

phone_validator = RegexValidator(
    r"^[+0-9][0-9 ()/.\-]{3,38}$", _("Bitte eine Telefonnummer aus Ziffern, zum Beispiel 02241 13-0.")
)


class CostOption(models.Model):
    """One way to pay: free, an amount in euros, or a reduced amount for some."""

    offer = ParentalKey("offers.Offer", on_delete=models.CASCADE, related_name="cost_options")
    kind = models.CharField(_("Kosten"), max_length=8, choices=CostKind.choices, default=CostKind.FREE)
    amount = models.DecimalField(
        _("Betrag in Euro"),
        max_digits=8,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    note = models.CharField(
        _("Erklärung"),
        max_length=200,
        blank=True,
        help_text=_("Zum Beispiel „pro Monat“ oder „mit Bürgergeld“."),
    )

    class Meta:
        verbose_name = _("Kosten")
        verbose_name_plural = _("Kosten")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=CostKind.FREE, amount__isnull=True)
                | Q(kind=CostKind.AMOUNT, amount__isnull=False, amount__gt=0)
                | Q(kind=CostKind.REDUCED) & (Q(amount__isnull=True) | Q(amount__gte=0)),
                name="cost_amount_fits_kind",
                violation_error_message=_(
                    "Bei „kostet etwas“ bitte einen Betrag über 0 angeben, bei „kostenlos“ keinen."
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Contact(models.Model):
    """Whom to ask about an offer: a person or a desk, with telephone or e-mail."""

    offer = ParentalKey("offers.Offer", on_delete=models.CASCADE, related_name="contacts")
    name = models.CharField(_("Name"), max_length=120, blank=True)
    role = models.CharField(
        _("Aufgabe"), max_length=120, blank=True, help_text=_("Zum Beispiel „Kursberatung“.")
    )
    phone = models.CharField(_("Telefon"), max_length=40, blank=True, validators=[phone_validator])
    email = models.EmailField(_("E-Mail"), blank=True)
    hours = models.CharField(_("erreichbar"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("Kontakt")
        verbose_name_plural = _("Kontakte")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(phone="", email=""),
                name="contact_can_be_reached",
                violation_error_message=_("Ein Kontakt braucht eine Telefonnummer oder eine E-Mail-Adresse."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.role or self.phone or self.email

    def clean(self) -> None:
        super().clean()
        if not (self.phone or self.email):
            raise ValidationError({"phone": _("Bitte eine Telefonnummer oder eine E-Mail-Adresse angeben.")})
