"""A stranger's file becomes one that the portal wrote: bare, small, with a name of its own."""

import io
import re
import subprocess
import sys

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image

from offers.models import Picture
from offers.received_files import receiving
from offers.received_files.messages import message_for
from offers.received_files.receiving import receive_flyer, receive_picture
from offers.received_files.refusals import Reason
from tests.offers.received_files.children import seconds_of_children
from tests.offers.received_files.hostile_flyers import flyer, with_action
from tests.offers.received_files.hostile_pictures import saved, with_place


def sent(content: bytes, name: str = "../../Foto.PHP") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/html")


def test_a_photograph_becomes_a_bare_jpeg_with_a_name_of_our_own():
    made = receive_picture(sent(with_place()))
    assert re.fullmatch(r"[0-9a-f]{16}\.jpg", made.name)
    assert not dict(Image.open(made).getexif())


def test_a_picture_that_shows_through_stays_so():
    made = receive_picture(sent(saved("PNG", "RGBA", (60, 40))))
    assert made.name.endswith(".webp")
    assert Image.open(made).convert("RGBA").getpixel((0, 0))[3] == 0


def test_a_large_photograph_becomes_as_large_as_pages_need():
    assert Image.open(receive_picture(sent(saved("JPEG", size=(4000, 3000))))).size == (2400, 1800)


def test_sixteen_bits_keep_their_shades():
    output = io.BytesIO()
    Image.new("I;16", (9, 9), 128 * 256).save(output, "PNG")
    assert abs(Image.open(receive_picture(sent(output.getvalue()))).getpixel((4, 4))[0] - 128) < 3


def test_a_flyer_keeps_its_pages_and_its_links_into_the_web():
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org/kurs"))
    made = receive_flyer(sent(with_action(action)()))
    assert re.fullmatch(r"[0-9a-f]{16}\.pdf", made.name)
    with pikepdf.open(made) as pdf:
        (page,) = pdf.pages
        assert str(page.Annots[0].A.URI) == "https://example.org/kurs"


@pytest.mark.parametrize(
    ("door", "content", "words"),
    [
        (receive_picture, b"", "leer"),
        (receive_picture, b"<svg/>", "JPEG, PNG oder WebP"),
        (receive_picture, b"\0\0\0\x18ftypheic" + b"\0" * 99, "HEIC"),
        (receive_picture, saved("PNG", "1", (5001, 5000)), "25 Millionen"),
        (receive_flyer, saved("JPEG"), "keine PDF-Datei"),
        (receive_flyer, flyer(pages=21), "höchstens 20"),
        (receive_flyer, b"%PDF-" + b"\0" * 10_500_000, "größer als 10 MB"),
    ],
    ids=["nothing", "a drawing", "HEIC", "many pixels", "no PDF", "many pages", "many bytes"],
)
def test_a_refusal_says_what_is_wrong(door, content, words):
    with pytest.raises(ValidationError, match=words):
        door(sent(content))


def test_every_reason_has_words_in_both_languages():
    for reason in Reason:
        german = message_for(reason)
        with translation.override("en"):
            assert message_for(reason) != german


def test_of_a_file_that_is_far_too_large_little_is_read():
    class Endless(io.RawIOBase):
        read_bytes = 0

        def seek(self, *_args: int) -> int:
            return 0

        def read(self, size: int = -1) -> bytes:
            self.read_bytes += size
            return b"\0" * size

    file = Endless()
    with pytest.raises(ValidationError, match="10 MB"):
        receive_picture(file)
    assert file.read_bytes <= 11_000_000


def test_a_process_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(receiving, "WALL_SECONDS", 0.01)
    with pytest.raises(ValidationError, match="aufwendig"):
        receive_picture(sent(saved("JPEG")))


def test_a_process_that_works_too_long_is_ended(monkeypatch):
    endless = (
        "from offers.received_files.workbench import limit_this_process as limit\nlimit()\nwhile True: pass"
    )
    monkeypatch.setattr(receiving, "_COMMAND", (sys.executable, "-c", endless))
    monkeypatch.setattr(receiving, "WALL_SECONDS", 60)
    before = seconds_of_children()
    with pytest.raises(ValidationError, match="aufwendig"):
        receive_picture(sent(saved("JPEG")))
    assert 1.5 < seconds_of_children() - before <= 2


def test_a_process_that_falls_is_a_file_that_is_refused(monkeypatch):
    monkeypatch.setattr(receiving, "_COMMAND", ("false",))
    with pytest.raises(ValidationError, match="keine PDF-Datei"):
        receive_flyer(sent(flyer()))


def test_the_process_knows_no_secrets(monkeypatch):
    seen = {}
    original = subprocess.run

    def watched(command, **options):
        seen.update(options)
        return original(command, **options)

    monkeypatch.setattr(subprocess, "run", watched)
    receive_picture(sent(saved("JPEG")))
    assert seen["env"] == {}


@pytest.mark.django_db
def test_a_received_picture_is_not_written_a_second_time():
    received = receive_picture(sent(with_place()))
    content = received.read()
    picture = Picture.objects.create(title="Foto", file=received)
    with picture.file.open() as file:
        assert file.read() == content
