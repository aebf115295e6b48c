"""Last step: one picture or flyer, for who has one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offers.actions import files
from offers.models import Offer, Submission
from offers.received_files.receiving import receive_flyer, receive_picture

Received = Mapping[str, ContentFile | ValidationError]


def receive(sent: Mapping[str, File]) -> Received:
    """The file as the portal wrote it, or why it is not taken; up to two seconds, so before a transaction."""
    file = sent.get("file")
    if file is None:
        return {}
    is_flyer = file.read(5) == b"%PDF-"
    try:
        return {"file": receive_flyer(file) if is_flyer else receive_picture(file)}
    except ValidationError as refusal:
        return {"file": refusal}


class ReceivedFileField(forms.FileField):
    """A file that was received, or the words with which it was refused."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"})

    def to_python(self, data: Any) -> Any:
        if isinstance(data, ValidationError):
            raise data
        return super().to_python(data)


class PictureForm(forms.Form):
    """A file, what is to be seen on it, and a tick to take it away again."""

    file = ReceivedFileField(
        label=gettext_lazy("Bild oder Flyer"),
        help_text=gettext_lazy("Ein Bild (JPEG, PNG, WebP) oder ein Flyer als PDF, höchstens 10 MB."),
        required=False,
    )
    picture_text = forms.CharField(
        label=gettext_lazy("Was ist auf dem Bild zu sehen?"),
        help_text=gettext_lazy(
            "Ein Satz für Menschen, die das Bild nicht sehen können. Zum Beispiel: „Fünf Frauen sitzen an "
            "Nähmaschinen und lachen“. Bei einem Flyer nicht nötig."
        ),
        max_length=250,
        required=False,
    )
    remove = forms.BooleanField(label=gettext_lazy("Bild oder Flyer wieder entfernen"), required=False)

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        self.kept_file: Offer = submission.offer
        super().__init__(*args, initial={"picture_text": submission.offer.picture_text}, **kwargs)
        if not files.of(submission.offer):
            del self.fields["remove"]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        has_text = said.get("picture_text") or "picture_text" in self.errors
        if self._shows_picture(said) and not has_text:
            message = _("Bitte sagen Sie in einem Satz, was auf dem Bild zu sehen ist.")
            self.add_error("picture_text", ValidationError(message))
        return said

    def _shows_picture(self, said: dict[str, Any]) -> bool:
        if file := said.get("file"):
            return not file.name.endswith(".pdf")
        return bool(self.kept_file.picture) and not said.get("remove")

    def keep_valid(self, submission: Submission) -> None:
        """A browser sends a file once: it is kept also where something else is missing."""
        if self.cleaned_data.get("file"):
            self._write_file(submission)

    def write(self, submission: Submission) -> None:
        self._write_file(submission)

    def _write_file(self, submission: Submission) -> None:
        offer, said = self.kept_file, self.cleaned_data
        before = files.of(offer)
        if said.get("file"):
            files.put(offer=offer, file=said["file"])
        elif said.get("remove"):
            files.remove(offer=offer)
        offer.picture_text = said.get("picture_text", "") if offer.picture else ""
        submission.keep(offer)
        files.delete_unused([file for file in before if file not in files.of(offer)])
