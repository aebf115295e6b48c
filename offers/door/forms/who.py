"""First step: who offers it, and whom we ask when something is unclear."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offers.door.same_provider import FEWEST_LETTERS, like, named
from offers.enums import ProviderKind
from offers.guards.form_time import FormTimeMixin
from offers.guards.honeypot import HoneypotMixin
from offers.models import Municipality, Provider, Submission
from offers.models.access import phone_validator

NEW = "new"


class WhoForm(FormTimeMixin, HoneypotMixin, forms.Form):
    """The organisation, found among those there are or new, and the person who fills this in."""

    form_purpose = "door"

    class Media:
        js = (forms.Script("portal/suggestions.js", defer=True),)

    provider_name = forms.CharField(
        label=gettext_lazy("Name Ihrer Organisation"),
        help_text=gettext_lazy("Verein, Einrichtung oder Gruppe, so wie man Sie kennt."),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": gettext_lazy("Bitte nennen Sie Ihre Organisation.")},
    )
    known = forms.ChoiceField(
        label=gettext_lazy("Ist es eine von diesen?"), widget=forms.RadioSelect, required=False
    )
    provider_kind = forms.ChoiceField(
        label=gettext_lazy("Was für eine Organisation ist das?"), choices=ProviderKind.choices
    )
    municipality = forms.ModelChoiceField(
        Municipality.objects.filter(live=True),
        label=gettext_lazy("Wo sind Sie zu Hause?"),
        help_text=gettext_lazy("Im ganzen Kreis tätig? Dann wählen Sie den Rhein-Sieg-Kreis."),
        empty_label=gettext_lazy("Bitte wählen"),
        error_messages={"required": gettext_lazy("Bitte wählen Sie Ihre Stadt oder Gemeinde.")},
    )
    name = forms.CharField(
        label=gettext_lazy("Ihr Name"),
        help_text=gettext_lazy("Wird nicht veröffentlicht."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Bitte nennen Sie Ihren Namen.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Ihre E-Mail-Adresse"),
        help_text=gettext_lazy("Dorthin schicken wir den Link zum Bestätigen. Wird nicht veröffentlicht."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Ohne E-Mail-Adresse können wir Ihnen nicht antworten."),
            "invalid": gettext_lazy("Diese E-Mail-Adresse stimmt nicht. Beispiel: name@example.org"),
        },
    )
    phone = forms.CharField(
        label=gettext_lazy("Ihre Telefonnummer"),
        help_text=gettext_lazy("Für Rückfragen. Wird nicht veröffentlicht."),
        max_length=40,
        required=False,
        validators=[phone_validator],
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel", "inputmode": "tel"}),
    )

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        super().__init__(*args, initial=self._said(submission), **kwargs)
        self.fields["provider_name"].widget.attrs |= {
            "data-suggestions": reverse("door:organisations"),
            "data-suggestions-style": static("portal/suggestions.css"),
            "data-suggestions-fewest": FEWEST_LETTERS,
        }
        self.own = submission.provider if submission.provider and not submission.provider.live else None
        typed = self.data.get(self.add_prefix("provider_name"), "")
        self.exact = named(typed) if typed else None
        self.similar = like(typed, besides=self.own) if typed and not self.exact else []
        if self.similar:
            choices = [(str(provider.pk), self._described(provider)) for provider in self.similar]
            self.fields["known"].choices = [*choices, (NEW, _("Nein, sie ist hier neu"))]
        else:
            del self.fields["known"]

    @staticmethod
    def _described(provider: Provider) -> str:
        return f"{provider.name} ({provider.municipality})" if provider.municipality else provider.name

    @staticmethod
    def _said(submission: Submission) -> dict[str, object]:
        said: dict[str, object] = {name: getattr(submission, name) for name in ("name", "email", "phone")}
        if provider := submission.provider:
            said |= {"provider_name": provider.name, "provider_kind": provider.kind}
            said["municipality"] = submission.municipality_id
        return said

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "known" in self.fields and "known" not in self.errors and not cleaned.get("known"):
            message = _("Es gibt hier Organisationen mit ähnlichem Namen. Ist es eine von ihnen?")
            self.add_error("known", ValidationError(message))
        return cleaned

    def provider(self) -> Provider:
        """The organisation there is, or a draft of a new one (not saved)."""
        chosen = self.cleaned_data.get("known") or ""
        if self.exact:
            return self.exact
        if chosen and chosen != NEW:
            return next(provider for provider in self.similar if str(provider.pk) == chosen)
        provider = self.own or Provider(live=False)
        provider.name = self.cleaned_data["provider_name"]
        provider.kind = self.cleaned_data["provider_kind"]
        provider.municipality = self.cleaned_data["municipality"]
        return provider

    def write(self, submission: Submission) -> None:
        """Put what was said into the submission; its organisation is saved where it is new."""
        provider = self.provider()
        if not provider.live:
            provider.has_unpublished_changes = True
            provider.save()
        submission.provider = provider
        for name in ("name", "email", "phone", "municipality"):
            setattr(submission, name, self.cleaned_data[name])
        if offer := submission.offer:
            offer.provider, offer.responsible_municipality = provider, submission.municipality
            offer.save()
        submission.save()
        if self.own is not None and self.own != provider:
            self.own.delete()  # made for this submission, which now names another
