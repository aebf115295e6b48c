"""Third step: whom the offer is for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offers.enums import GermanLevel, TaxonomyCode
from offers.forms import TermChoiceField
from offers.models import Municipality, Offer, ServiceArea, Submission

COUNTY, SOME = "county", "some"
OPEN_END = [("", gettext_lazy("egal"))]


class AudienceForm(forms.ModelForm):
    """Groups, ages, knowledge of German, languages spoken there, and whose people it serves."""

    area = forms.ChoiceField(
        label=gettext_lazy("Wer darf kommen?"),
        choices=[
            (COUNTY, gettext_lazy("Menschen aus dem ganzen Kreis")),
            (SOME, gettext_lazy("nur Menschen aus bestimmten Städten und Gemeinden")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Bitte sagen Sie, woher die Menschen kommen dürfen.")},
    )
    municipalities = forms.ModelMultipleChoiceField(
        Municipality.objects.without_county().filter(live=True),
        label=gettext_lazy("Welche Städte und Gemeinden?"),
        help_text=gettext_lazy("Nur, wenn nicht der ganze Kreis kommen darf."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    target_groups = TermChoiceField(TaxonomyCode.TARGET_GROUP, label=gettext_lazy("Besonders für"))
    languages = TermChoiceField(
        TaxonomyCode.LANGUAGE, label=gettext_lazy("Welche Sprachen sprechen Sie dort?")
    )

    field_order = ("area", "municipalities", "target_groups")

    class Meta:
        model = Offer
        fields = ("level_from", "level_to", "minimum_age", "maximum_age", "is_women_only", "has_childcare")
        labels = {
            "level_from": gettext_lazy("Wie viel Deutsch braucht man?"),
            "level_to": gettext_lazy("Bis zu welchem Niveau?"),
            "minimum_age": gettext_lazy("Ab welchem Alter?"),
            "maximum_age": gettext_lazy("Bis zu welchem Alter?"),
            "is_women_only": gettext_lazy("nur für Frauen"),
            "has_childcare": gettext_lazy("mit Kinderbetreuung"),
        }

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        offer = submission.offer
        super().__init__(*args, instance=offer, initial=self._said(offer), **kwargs)
        for name in ("level_from", "level_to"):
            self.fields[name].choices = [*OPEN_END, *GermanLevel.choices]

    @staticmethod
    def _said(offer: Offer) -> dict[str, object]:
        areas = [row.municipality_id for row in offer.service_areas.all()]
        return {
            "area": COUNTY if offer.serves_whole_county else SOME if areas else None,
            "municipalities": areas,
            "target_groups": offer.terms_in(TaxonomyCode.TARGET_GROUP),
            "languages": offer.terms_in(TaxonomyCode.LANGUAGE),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("area") == SOME and not cleaned.get("municipalities"):
            self.add_error("municipalities", ValidationError(_("Bitte wählen Sie mindestens einen Ort.")))
        return cleaned

    def write(self, submission: Submission) -> None:
        offer, said = self.instance, self.cleaned_data
        offer.serves_whole_county = said["area"] == COUNTY
        served = [] if offer.serves_whole_county else said["municipalities"]
        offer.service_areas = [ServiceArea(municipality=municipality) for municipality in served]
        offer.set_terms(TaxonomyCode.TARGET_GROUP, said["target_groups"])
        offer.set_terms(TaxonomyCode.LANGUAGE, said["languages"])
        submission.keep(offer)
