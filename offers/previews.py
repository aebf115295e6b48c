"""Drafts of the records that others refer to, drawn where residents meet them.

Places are drawn here, on the page of an offer. What else has its page in an app that `offers` must not
know; that app registers a drawing with `draws`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import F, Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override

from offers.detail.page import offer_context
from offers.detail.values import PlaceDetail
from offers.detail.where import place_detail
from offers.models import Location, Offer, OfferLocation

Drawing = Callable[[Any, HttpRequest, str], HttpResponse]  # the draft, the request, the scene
_drawings: dict[type[Model], Drawing] = {}


@dataclass(frozen=True, slots=True)
class Fact:
    icon_name: str
    label: str
    main: str
    note: str = ""


def draws(model: type[Model]) -> Callable[[Drawing], Drawing]:
    """The function below draws the drafts of `model`; it is called in the language of the preview."""

    def register(drawing: Drawing) -> Drawing:
        _drawings[model] = drawing
        return drawing

    return register


def draw(draft: Model, request: HttpRequest, mode: str) -> HttpResponse:
    """The page for a preview mode: a language of the interface, after a scene and a colon if any."""
    scene, _colon, language = mode.rpartition(":")
    with override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
        return _drawings[type(draft)](draft, request, scene)


def draw_alone(
    request: HttpRequest,
    *,
    title: str,
    note: str,
    kind: str,
    icon_name: str,
    intro: str = "",
    place: PlaceDetail | None = None,
    facts: Iterable[Fact] = (),
    facet: object = None,
) -> HttpResponse:
    """A page of its own for a draft that stands on no public page, or not as a whole; `note` says why."""
    context = {"title": title, "note": note, "kind": kind, "icon_name": icon_name, "intro": intro}
    shown = {"place": place, "facts": tuple(facts), "facet": facet}
    return render(request, "offers/record_preview.html", context | shown)


@draws(Location)
def draw_location(location: Location, request: HttpRequest, scene: str) -> HttpResponse:
    """The page of an offer that takes place there, as it will be with this draft."""
    offer = _offer_at(location)
    if offer is None:
        place = place_detail(OfferLocation(location=location))
        note = _(
            "Noch kein Angebot findet an diesem Ort statt. So wird er auf der Seite eines Angebots stehen."
        )
        title = place.name or place.municipality
        return draw_alone(request, title=title, note=note, kind=_("Ort"), icon_name="place", place=place)
    rows = list(offer.locations.all())
    for row in rows:
        if row.location_id == location.pk:
            row.location = location
    offer.locations = rows
    return render(request, "offers/offer_detail.html", offer_context(offer))


def _offer_at(location: Location) -> Offer | None:
    """One that residents can find, if there is one."""
    if not location.pk:
        return None
    offers = Offer.objects.filter(locations__location=location.pk).with_facts()
    return offers.order_by("-live", F("valid_to").desc(nulls_first=True), "pk").first()
