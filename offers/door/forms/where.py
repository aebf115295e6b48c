"""Fourth step: where it takes place."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offers.door.forms.rows import RowForm, Rows
from offers.enums import StepFree
from offers.models import Location, Municipality, Offer, OfferLocation, Postcode, Submission

MOST_PLACES = 6


class PlaceForm(RowForm):
    """One place, by its address."""

    chosen_beforehand = frozenset({"step_free"})

    name = forms.CharField(
        label=gettext_lazy("Name des Ortes"),
        help_text=gettext_lazy("Zum Beispiel „Gemeindehaus“ oder „Stadtbücherei“."),
        max_length=160,
    )
    street = forms.CharField(
        label=gettext_lazy("Straße und Hausnummer"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    postcode = forms.CharField(
        label=gettext_lazy("Postleitzahl"),
        max_length=5,
        validators=[RegexValidator(r"^\d{5}$", gettext_lazy("Eine Postleitzahl hat fünf Ziffern."))],
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "postal-code", "class": "narrow"}
        ),
        error_messages={"required": gettext_lazy("Bitte geben Sie die Postleitzahl an.")},
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.without_county().filter(live=True),
        label=gettext_lazy("Stadt oder Gemeinde"),
        help_text=gettext_lazy("Nur, wenn zu der Postleitzahl mehrere gehören."),
        empty_label=gettext_lazy("nach der Postleitzahl"),
        required=False,
    )
    note = forms.CharField(
        label=gettext_lazy("Raum oder Hinweis zum Weg"),
        help_text=gettext_lazy("Zum Beispiel „1. Stock, Eingang im Hof“."),
        max_length=160,
        required=False,
    )
    step_free = forms.ChoiceField(
        label=gettext_lazy("Kommt man ohne Stufen hinein?"), choices=StepFree.choices, required=False
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("postcode") and not cleaned.get("municipality"):
            self._find_municipality(cleaned)
        return cleaned

    def _find_municipality(self, cleaned: dict[str, Any]) -> None:
        found = Municipality.objects.filter(postcodes__code=cleaned["postcode"], live=True).distinct()[:2]
        if len(found) == 1:
            cleaned["municipality"] = found[0]
        elif found:
            self.add_error(
                "municipality", ValidationError(_("Zu welcher Stadt oder Gemeinde gehört der Ort?"))
            )
        elif not Postcode.objects.filter(code=cleaned["postcode"]).exists():
            message = _("Diese Postleitzahl liegt nicht im Rhein-Sieg-Kreis.")
            self.add_error("postcode", ValidationError(message))


PlaceRows = forms.formset_factory(PlaceForm, formset=Rows, max_num=MOST_PLACES, absolute_max=MOST_PLACES)


class WhereForm(forms.ModelForm):
    """One place or several, or online."""

    online_url = forms.URLField(
        label=gettext_lazy("Internetadresse dafür"),
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": gettext_lazy("Beispiel: https://www.example.org/kurs")},
    )

    field_order = ("is_online", "online_url")

    class Meta:
        model = Offer
        fields = ("is_online", "online_url")
        labels = {"is_online": gettext_lazy("Es findet (auch) online statt")}

    rows_heading = gettext_lazy("Ort")
    rows_more = gettext_lazy("Noch ein Ort")

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        super().__init__(*args, instance=submission.offer, **kwargs)
        asked, self.kept_lines = _told_apart(submission.offer)
        said = [_said(row) for row in asked]
        self.rows = PlaceRows(self.data if self.is_bound else None, initial=said, prefix="place")

    def is_valid(self) -> bool:
        is_valid = all([super().is_valid(), self.rows.is_valid()])
        if is_valid and not self.cleaned_data["is_online"] and not self.rows.filled:
            message = _("Wo findet es statt? Bitte einen Ort angeben oder „online“ wählen.")
            self.add_error(None, ValidationError(message))
            return False
        return is_valid

    def write(self, submission: Submission) -> None:
        offer = self.instance
        rows = list(offer.locations.all())
        own = [row.location for row in rows if _is_own_draft(row.location, submission)]
        offer.locations = [
            *(OfferLocation(location=_location(said, own), note=said["note"]) for said in self.rows.filled),
            *rows[MOST_PLACES:],
        ]
        submission.keep(offer)
        for location in own:
            location.delete_if_unused()


def _said(row: OfferLocation) -> dict[str, object]:
    location = row.location
    said: dict[str, object] = {name: getattr(location, name) for name in ("name", "street", "postcode")}
    return said | {
        "municipality": location.municipality_id,
        "note": row.note,
        "step_free": location.step_free,
    }


def _told_apart(offer: Offer) -> tuple[list[OfferLocation], list[str]]:
    """The places that the step asks for, and the names of those beyond: they stay as editors wrote them."""
    rows = list(offer.locations.all())
    return rows[:MOST_PLACES], [str(row.location) for row in rows[MOST_PLACES:]]


def _is_own_draft(location: Location, submission: Submission) -> bool:
    """Made for this submission: a change writes in no place that an offer in the database names."""
    return not location.live and not (submission.is_change and location.offer_locations.exists())


def _location(said: dict[str, Any], own: list[Location]) -> Location:
    """The published place of this name and address, else a draft of it: one that was this offer's, or new."""
    address = {name: said[name] for name in ("name", "street", "postcode")}
    known = Location.objects.filter(live=True, municipality=said["municipality"])
    if found := known.filter(**{f"{name}__iexact": text for name, text in address.items()}).first():
        return found
    location = own.pop(0) if own else Location(live=False, has_unpublished_changes=True)
    for name, value in address.items():
        setattr(location, name, value)
    location.municipality, location.city = said["municipality"], said["municipality"].name
    location.step_free = said["step_free"] or StepFree.UNKNOWN
    location.save()
    return location
