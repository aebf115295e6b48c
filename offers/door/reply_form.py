"""What a sender answers when the desk asks."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReplyForm(forms.Form):
    text = forms.CharField(
        label=_("Ihre Antwort"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), strip=True
    )
