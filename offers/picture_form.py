"""The form for pictures of the media library (setting WAGTAILIMAGES_IMAGE_FORM_BASE)."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class PictureField(WagtailImageField):
    """A file that says so when it breaks off; Wagtail's own field fails while it counts the pixels."""

    def check_image_pixel_size(self, f):
        try:
            super().check_image_pixel_size(f)
        except OSError as error:
            raise ValidationError(self.error_messages["invalid_image"], "invalid_image") from error


class PictureForm(BaseImageForm):
    file = PictureField(label=_("Datei"), widget=forms.FileInput)
