"""Who edits for which town or municipality."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection

from offers.models.municipality import Municipality


class MunicipalityGroup(models.Model):
    """Ties a group of users to its municipality: what the group may do, it may do there only.

    `collection` holds the municipality's pictures and documents. `deputies` may read, edit and decide its
    offers as well. A group without such a row works for the whole county.
    """

    group = models.OneToOneField(
        Group, on_delete=models.CASCADE, related_name="municipality_group", verbose_name=_("Gruppe")
    )
    municipality = models.OneToOneField(
        Municipality,
        on_delete=models.CASCADE,
        related_name="municipality_group",
        verbose_name=_("Stadt oder Gemeinde"),
    )
    collection = models.OneToOneField(
        Collection,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="municipality_group",
        verbose_name=_("Sammlung"),
    )

    deputies = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="deputy_for",
        verbose_name=_("Vertretung"),
    )

    class Meta:
        verbose_name = _("Redaktion einer Stadt oder Gemeinde")
        verbose_name_plural = _("Redaktionen der Städte und Gemeinden")

    def __str__(self) -> str:
        return str(self.group)
