"""Small pictures, drawn on the spot."""

import io

import factory
from django.core.files.base import ContentFile
from PIL import Image as Picture
from wagtail.images import get_image_model


def draw(width: int = 640, height: int = 480, colour: str = "teal") -> ContentFile:
    file = io.BytesIO()
    Picture.new("RGB", (width, height), colour).save(file, "PNG")
    return ContentFile(file.getvalue(), name="picture.png")


class ImageFactory(factory.django.DjangoModelFactory):
    title = factory.Sequence("Bild {}".format)
    description = "Eine farbige Fläche"
    file = factory.LazyFunction(draw)

    class Meta:
        model = get_image_model()
