"""Second step: what it is, in the words people will read."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from offers.door.hints import RECOMMENDED
from offers.door.plain_text import to_markup, to_text
from offers.enums import OfferLanguage, TaxonomyCode
from offers.forms import TermChoiceField
from offers.models import Offer, OfferTranslation, Submission, Term

LONGEST_DESCRIPTION = 5000


class WhatForm(forms.Form):
    """Title, kind, topics and description in German."""

    class Media:
        js = (forms.Script("portal/hints.js", defer=True),)

    title = forms.CharField(
        label=_("Wie heißt das Angebot?"),
        help_text=_(
            "Kurz und so, wie man danach sucht. Zum Beispiel: „Deutsch für Mütter mit kleinen Kindern“."
        ),
        max_length=200,
        error_messages={"required": _("Bitte geben Sie dem Angebot einen Titel.")},
    )
    kind = forms.ModelChoiceField(
        Term.objects.none(),
        label=_("Was ist es?"),
        empty_label=_("Bitte wählen"),
        error_messages={"required": _("Bitte wählen Sie, was für ein Angebot es ist.")},
    )
    topics = TermChoiceField(
        TaxonomyCode.TOPIC,
        label=_("Worum geht es?"),
        help_text=_("Eins bis drei Themen genügen. Danach wird das Angebot gefunden."),
    )
    summary = forms.CharField(
        label=_("In einem Satz"),
        help_text=_("Steht in der Liste unter dem Titel."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "class": "short"}),
        error_messages={"required": _("Bitte sagen Sie in einem Satz, was das Angebot ist.")},
    )
    description = forms.CharField(
        label=_("Was passiert dort?"),
        help_text=_("In kurzen Sätzen, ohne Abkürzungen. Eine leere Zeile beginnt einen neuen Absatz."),
        max_length=LONGEST_DESCRIPTION,
        widget=forms.Textarea(attrs={"rows": 7}),
        required=False,
    )

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        super().__init__(*args, initial=self._said(submission.offer), **kwargs)
        for name in RECOMMENDED:
            self.fields[name].widget.attrs["data-hints"] = reverse("door:hints")
        kinds = Term.objects.filter(taxonomy__code=TaxonomyCode.KIND, live=True)
        self.fields["kind"].queryset = kinds.order_by("sort_order", "code").prefetch_related("labels")
        self.fields["topics"].required = True
        self.fields["topics"].error_messages["required"] = _(
            "Bitte wählen Sie mindestens ein Thema, sonst findet niemand das Angebot."
        )

    @staticmethod
    def _said(offer: Offer | None) -> dict[str, object]:
        if offer is None:
            return {}
        words = offer.words_in(OfferLanguage.GERMAN)
        said = {"title": offer.title, "kind": offer.kind_id, "topics": offer.terms_in(TaxonomyCode.TOPIC)}
        return said | {"summary": words.summary, "description": to_text(words.description)} if words else said

    def write(self, submission: Submission) -> None:
        offer = submission.offer or Offer(live=False, has_unpublished_changes=True)
        offer.provider, offer.responsible_municipality = submission.provider, submission.municipality
        offer.kind = self.cleaned_data["kind"]
        rows = {row.language: row for row in offer.translations.all()}
        german = rows.setdefault(OfferLanguage.GERMAN, OfferTranslation(language=OfferLanguage.GERMAN))
        german.title, german.summary = self.cleaned_data["title"], self.cleaned_data["summary"]
        description = self.cleaned_data["description"].replace("\r\n", "\n")
        if description != to_text(german.description):  # else links and bold words would go
            german.description = to_markup(description)
        offer.translations = list(rows.values())
        offer.set_terms(TaxonomyCode.TOPIC, self.cleaned_data["topics"])
        submission.keep(offer)
