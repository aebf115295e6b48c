"""The 19 towns and municipalities, and the county itself as a responsible body."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from offers.enums import MunicipalityKind
from offers.models.base import ReferenceRecord, coordinates_are_on_earth

COUNTY_AGS = "05382"


class MunicipalityQuerySet(models.QuerySet):
    def without_county(self) -> "MunicipalityQuerySet":
        """The towns and municipalities people live in."""
        return self.exclude(kind=MunicipalityKind.COUNTY)

    def county(self) -> "Municipality":
        return self.get(kind=MunicipalityKind.COUNTY)


class Municipality(ReferenceRecord):
    """A town or municipality, or the county, by its official key (AGS, Destatis).

    `population` counts people at `population_on`; `latitude` and `longitude` (WGS 84, degrees) are
    the centre of the inhabited area.
    """

    ags = models.CharField(
        _("Gemeindeschlüssel (AGS)"),
        max_length=8,
        unique=True,
        validators=[RegexValidator(r"^\d{5}(\d{3})?$", _("Acht Ziffern, beim Kreis fünf."))],
    )
    name = models.CharField(_("Name"), max_length=80)
    kind = models.CharField(_("Art"), max_length=12, choices=MunicipalityKind.choices)
    population = models.PositiveIntegerField(_("Einwohner"), null=True, blank=True)
    population_on = models.DateField(_("Stand der Einwohnerzahl"), null=True, blank=True)
    area_km2 = models.DecimalField(_("Fläche in km²"), max_digits=7, decimal_places=2, null=True, blank=True)
    latitude = models.FloatField(_("Breite"), null=True, blank=True)
    longitude = models.FloatField(_("Länge"), null=True, blank=True)
    website = models.URLField(_("Internetseite"), blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("Stadt oder Gemeinde")
        verbose_name_plural = _("Städte und Gemeinden")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind"],
                condition=Q(kind=MunicipalityKind.COUNTY),
                name="there_is_one_county",
                violation_error_message=_("Es gibt nur einen Kreis."),
            ),
            models.CheckConstraint(
                condition=Q(population__isnull=True, population_on__isnull=True)
                | Q(population__isnull=False, population_on__isnull=False),
                name="population_has_a_date",
                violation_error_message=_("Eine Einwohnerzahl braucht das Datum, zu dem sie gezählt wurde."),
            ),
            coordinates_are_on_earth("municipality_centre_is_on_earth"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_county(self) -> bool:
        return self.kind == MunicipalityKind.COUNTY


class Postcode(models.Model):
    """A postcode of a municipality, with its centre (WGS 84, degrees)."""

    municipality = ParentalKey(Municipality, on_delete=models.CASCADE, related_name="postcodes")
    code = models.CharField(
        _("Postleitzahl"), max_length=5, validators=[RegexValidator(r"^\d{5}$", _("Fünf Ziffern."))]
    )
    latitude = models.FloatField(_("Breite"), null=True, blank=True)
    longitude = models.FloatField(_("Länge"), null=True, blank=True)

    class Meta:
        verbose_name = _("Postleitzahl")
        verbose_name_plural = _("Postleitzahlen")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"],
                name="postcode_once_per_municipality",
                violation_error_message=_("Diese Postleitzahl steht schon in der Liste."),
            )
        ]

    def __str__(self) -> str:
        return self.code
