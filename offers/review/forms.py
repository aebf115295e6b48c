"""What a provider says about one of its entries."""

from django import forms
from django.utils.translation import gettext_lazy as _

from offers.actions.reviews import Answer
from offers.enums import ReviewAnswer
from offers.models import Offer


class EntryForm(forms.Form):
    """Right, changed, or not there any more; nothing has to be chosen where all is right."""

    state = forms.ChoiceField(
        label=_("Stimmt dieser Eintrag noch?"),
        choices=ReviewAnswer.choices,
        initial=ReviewAnswer.RIGHT,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Was hat sich geändert?"),
        help_text=_("Zum Beispiel: „Jetzt immer donnerstags um 17 Uhr.“ Wir ändern es dann für Sie."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, offer: Offer, **kwargs):
        super().__init__(*args, prefix=f"e{offer.pk}", **kwargs)
        self.offer = offer

    @property
    def is_asked(self) -> bool:
        """Whether the page that was sent showed this entry: one that came since is not answered by it."""
        return self.add_prefix("state") in self.data

    def answer(self) -> Answer:
        """What was said; ask it of a valid form."""
        return Answer(ReviewAnswer(self.cleaned_data["state"]), self.cleaned_data["words"])
