"""What every record of the domain has in common."""

import uuid

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    RevisionMixin,
    WorkflowMixin,
)

from offers.models.history import KeepsPublished


class EditorialRecord(
    KeepsPublished,
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    ClusterableModel,
):
    """A record that is drafted, compared, scheduled, locked and previewed like a Wagtail page.

    `uuid` never changes: it names the record in open data and in files that others import.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("angelegt am"), auto_now_add=True)
    updated_at = models.DateTimeField(_("geändert am"), auto_now=True)

    class Meta:
        abstract = True


class ReferenceRecord(
    KeepsPublished, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel
):
    """A record others refer to, drafted, scheduled, locked and compared like an offer.

    It has no page of its own: `offers.previews` draws its draft where residents meet it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """One preview for each language of the interface."""
        return list(settings.LANGUAGES)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        from offers.previews import draw

        return draw(self, request, mode_name)


def coordinates_are_on_earth(name: str) -> models.CheckConstraint:
    """The constraint `name`: `latitude` and `longitude` both given, in degrees (WGS 84), or neither."""
    return models.CheckConstraint(
        condition=models.Q(latitude__isnull=True, longitude__isnull=True)
        | models.Q(
            # NULL would pass the ranges.
            latitude__isnull=False,
            latitude__range=(-90, 90),
            longitude__isnull=False,
            longitude__range=(-180, 180),
        ),
        name=name,
        violation_error_message=_("Breite und Länge gehören zusammen, in Grad."),
    )
