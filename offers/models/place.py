"""Where offers take place."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey

from offers.enums import StepFree
from offers.geo import Point, point_of
from offers.models.base import ReferenceRecord, coordinates_are_on_earth
from offers.models.municipality import Municipality
from offers.querysets import LocationQuerySet


class Location(ReferenceRecord):
    """A place that offers take place at; `latitude` and `longitude` in degrees (WGS 84).

    Where `is_address_hidden`, the public sees the municipality only: shelters and private homes.
    """

    name = models.CharField(_("Name des Ortes"), max_length=160, help_text=_("Zum Beispiel „Stadtbücherei“."))
    street = models.CharField(_("Straße und Hausnummer"), max_length=120, blank=True)
    postcode = models.CharField(_("Postleitzahl"), max_length=10, blank=True)
    city = models.CharField(pgettext_lazy("Anschrift", "Ort"), max_length=80, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="locations",
        verbose_name=_("Stadt oder Gemeinde"),
    )
    latitude = models.FloatField(_("Breite"), null=True, blank=True)
    longitude = models.FloatField(_("Länge"), null=True, blank=True)
    is_address_hidden = models.BooleanField(
        _("Adresse nicht zeigen"),
        default=False,
        help_text=_("Für Schutzhäuser und private Wohnungen: öffentlich ist nur die Stadt oder Gemeinde."),
    )
    step_free = models.CharField(
        _("ohne Stufen erreichbar"), max_length=8, choices=StepFree.choices, default=StepFree.UNKNOWN
    )
    has_accessible_toilet = models.BooleanField(_("Toilette für Rollstühle"), default=False)
    has_lift = models.BooleanField(_("Aufzug"), default=False)
    has_parking = models.BooleanField(_("Parkplatz für Menschen mit Behinderung"), default=False)
    has_hearing_loop = models.BooleanField(_("Hörschleife"), default=False)
    access_note = models.CharField(
        _("Hinweis zum Weg"), max_length=250, blank=True, help_text=_("Haltestelle, Eingang, Stockwerk.")
    )

    objects = LocationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Ort")
        verbose_name_plural = _("Orte")
        ordering = ["name", "id"]
        constraints = [
            coordinates_are_on_earth("location_is_on_earth"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.city or self.municipality.name}"

    def delete_if_unused(self) -> None:
        """For a draft that was made for one offer, which no longer names it."""
        if not self.offer_locations.exists():
            self.delete()

    @property
    def address_lines(self) -> list[str]:
        """What the public may read of the address, line by line."""
        if self.is_address_hidden:
            return [self.municipality.name]
        place = f"{self.postcode} {self.city or self.municipality.name}".strip()
        return [line for line in (self.street, place) if line]

    @property
    def public_point(self) -> Point | None:
        """Where it is as far as the public may know: the town's centre for an address that is hidden."""
        own = None if self.is_address_hidden else point_of(self)
        return own or point_of(self.municipality)

    @property
    def is_barrier_free(self) -> bool:
        return self.step_free == StepFree.FULL


class OfferLocation(models.Model):
    """An offer takes place at a location."""

    offer = ParentalKey("offers.Offer", on_delete=models.CASCADE, related_name="locations")
    location = models.ForeignKey(
        Location, on_delete=models.PROTECT, related_name="offer_locations", verbose_name=_("Ort")
    )
    note = models.CharField(_("Raum oder Hinweis"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("Ort")
        verbose_name_plural = _("Orte")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "location"],
                name="offer_location_once",
                violation_error_message=_("Dieser Ort steht schon in der Liste."),
            )
        ]

    def __str__(self) -> str:
        return str(self.location)
