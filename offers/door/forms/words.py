"""The words of an offer in another language, written by its sender."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from offers.door.forms.what import LONGEST_DESCRIPTION
from offers.door.plain_text import to_markup, to_text
from offers.enums import OfferLanguage, TranslationOrigin
from offers.models import OfferTranslation, Submission


class WordsForm(forms.Form):
    """Title, sentence and description; the fields know their language and its direction."""

    title = forms.CharField(
        label=_("Wie heißt das Angebot?"),
        max_length=200,
        error_messages={"required": _("Bitte geben Sie dem Angebot einen Titel.")},
    )
    summary = forms.CharField(
        label=_("In einem Satz"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "short"}),
    )
    description = forms.CharField(
        label=_("Was passiert dort?"),
        max_length=LONGEST_DESCRIPTION,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
    )

    def __init__(self, *args: Any, submission: Submission, language: OfferLanguage, **kwargs: Any) -> None:
        self.language = language
        rows = {row.language: row for row in submission.proposed.translations.all()}
        self.known = rows.get(language)
        self.german = rows.get(OfferLanguage.GERMAN)
        super().__init__(*args, initial=_said(self.known) if self.known else {}, **kwargs)
        for field in self.fields.values():
            field.widget.attrs |= {"lang": language.html_code, "dir": language.direction}

    def write(self, submission: Submission) -> None:
        """What it says besides stays; the digest tells later whether the German text has changed since."""
        words = self.known or OfferTranslation(language=self.language)
        words.title, words.summary = self.cleaned_data["title"], self.cleaned_data["summary"]
        description = self.cleaned_data["description"].replace("\r\n", "\n")
        if description != to_text(words.description):  # else links and bold words would go
            words.description = to_markup(description)
        words.origin = TranslationOrigin.SENDER
        words.source_digest = self.german.digest() if self.german else ""
        self._put(submission, words)

    def remove(self, submission: Submission) -> None:
        self._put(submission, None)

    def _put(self, submission: Submission, words: OfferTranslation | None) -> None:
        offer = submission.proposed
        others = [row for row in offer.translations.all() if row.language != self.language]
        offer.translations = [*others, words] if words else others
        submission.keep(offer)


def _said(words: OfferTranslation) -> dict[str, str]:
    return {"title": words.title, "summary": words.summary, "description": to_text(words.description)}
