"""Pictures, without what a camera wrote into them."""

import io
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image as PillowImage
from PIL import ImageOps
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from offers.received_files.messages import message_for
from offers.received_files.pictures import READING_ERRORS, open_picture
from offers.received_files.refusals import Reason, RefusedError

_SAVE_OPTIONS = {
    "JPEG": {"quality": 88, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 88},
}


class Picture(AbstractImage):
    """An image of the media library. `credit` names who made it and under which licence.

    A new file is written afresh before it is kept: a photograph tells where and by which telephone it
    was taken (Exif, GPS), and Wagtail's originals and renditions would hand that on.
    """

    credit = models.CharField(
        _("Bildnachweis"),
        max_length=200,
        blank=True,
        help_text=_("Name und Lizenz, wie sie unter dem Bild stehen."),
    )

    admin_form_fields = (*Image.admin_form_fields[:3], "credit", *Image.admin_form_fields[3:])

    class Meta(AbstractImage.Meta):
        verbose_name = _("Bild")
        verbose_name_plural = _("Bilder")
        permissions = [("choose_image", "Can choose image")]

    def clean(self) -> None:
        super().clean()
        try:
            self._drop_metadata()
        except ValidationError as error:
            raise ValidationError({"file": error.messages}) from error

    def save(self, *args, **kwargs) -> None:
        self._drop_metadata()
        super().save(*args, **kwargs)

    def generate_rendition_file(self, filter, *, source=None) -> ContentFile:
        """Wagtail's, which is left open until somebody collects it: as content."""
        with super().generate_rendition_file(filter, source=source) as made:
            made.seek(0)
            return ContentFile(made.read(), name=made.name)

    def _drop_metadata(self) -> None:
        """Write a file that is not stored yet afresh; what was written afresh already is left alone."""
        is_new = self.file and not getattr(self.file, "_committed", True)
        if not is_new or isinstance(self.file.file, BareFile):
            return
        self.file.seek(0)
        self.file = BareFile(without_metadata(self.file.read()), name=PurePath(self.file.name).name)
        self._set_image_file_metadata()


class BareFile(ContentFile):
    """Content that `without_metadata` made."""


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_filter"
            )
        ]


def without_metadata(content: bytes) -> bytes:
    """The picture in the same format, upright, with its colour profile and nothing else.

    Raises ValidationError for more than 25 million pixels and for what is no JPEG, PNG or WebP.
    """
    try:
        picture = open_picture(content)
        upright = ImageOps.exif_transpose(picture)
    except RefusedError as refusal:
        raise ValidationError(message_for(refusal.reason), code=refusal.reason.value) from refusal
    except READING_ERRORS as error:
        raise ValidationError(message_for(Reason.NO_PICTURE)) from error
    options = dict(_SAVE_OPTIONS[picture.format])
    if profile := picture.info.get("icc_profile"):
        options["icc_profile"] = profile
    # A new image takes over the pixels only; saving the old one would write its comments and Exif again.
    if upright.mode == "P":
        upright = upright.convert("RGBA" if "transparency" in picture.info else "RGB")
    bare = PillowImage.new(upright.mode, upright.size)
    bare.paste(upright)
    output = io.BytesIO()
    bare.save(output, picture.format, **options)
    return output.getvalue()
