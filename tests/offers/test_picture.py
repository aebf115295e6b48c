"""Pictures lose what the camera wrote into them, and what is no picture is refused in words."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as PillowImage
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from offers.models import Picture
from offers.models.picture import without_metadata

GPS = 0x8825


def photograph(file_format: str = "JPEG", **options) -> bytes:
    picture = PillowImage.new("RGB", (60, 40), "teal")
    exif = PillowImage.Exif()
    exif[0x010F] = "Telefonhersteller"
    exif[0x0112] = 6  # turned by 90 degrees
    exif.get_ifd(GPS)[2] = (50.0, 47.0, 30.0)
    output = io.BytesIO()
    picture.save(output, file_format, exif=exif, **options)
    return output.getvalue()


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_written_afresh_without_its_metadata(file_format):
    content = without_metadata(photograph(file_format))

    picture = PillowImage.open(io.BytesIO(content))
    assert picture.format == file_format
    assert dict(picture.getexif()) == {}
    assert b"Telefonhersteller" not in content


def test_a_turned_photograph_stands_upright():
    assert PillowImage.open(io.BytesIO(without_metadata(photograph()))).size == (40, 60)


def test_a_palette_with_transparency_survives():
    picture = PillowImage.new("P", (4, 4), 1)
    picture.putpalette([255, 0, 0, 0, 128, 0])
    output = io.BytesIO()
    picture.save(output, "PNG", transparency=1)

    seen = PillowImage.open(io.BytesIO(without_metadata(output.getvalue()))).convert("RGBA")

    assert seen.getpixel((0, 0)) == (0, 128, 0, 0)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"<svg onload=alert(1)>", photograph()[:400]])
def test_what_is_no_whole_picture_is_refused_in_words(content):
    with pytest.raises(ValidationError, match="kein Bild"):
        without_metadata(content)


def test_more_than_25_million_pixels_are_refused_before_they_are_unpacked():
    output = io.BytesIO()
    PillowImage.new("1", (5001, 5000)).save(output, "PNG")

    with pytest.raises(ValidationError, match="25 Millionen"):
        without_metadata(output.getvalue())


@pytest.mark.django_db
def test_a_picture_saved_by_code_is_bare_and_knows_its_size():
    picture = Picture(title="Foto", file=SimpleUploadedFile("foto.jpg", photograph()))
    picture.save()

    stored = Picture.objects.get(pk=picture.pk)
    assert (stored.width, stored.height) == (40, 60)
    assert stored.file_size == stored.file.size
    with stored.file.open() as file:
        assert b"Telefonhersteller" not in file.read()


@pytest.mark.django_db
def test_a_picture_that_breaks_off_is_an_error_of_the_form():
    whole = photograph()
    form = get_image_form(Picture)(
        {"title": "Foto", "collection": Collection.get_first_root_node().pk},
        {"file": SimpleUploadedFile("foto.jpg", whole[: len(whole) - 40], "image/jpeg")},
    )

    assert list(form.errors) == ["file"]
