"""Files from strangers with bad intentions: refused in words or made harmless, in little time and memory."""

import io
import re
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from offers.received_files.limits import LONGEST_SIDE
from offers.received_files.receiving import receive_flyer, receive_picture
from tests.offers.received_files import hostile_flyers, hostile_pictures
from tests.offers.received_files.children import seconds_of_children

SECONDS = 2.0  # of the processor: what a busy machine adds is not the file's doing
MEMORY = 300 * 1024  # kB
HIGHEST = re.compile(r"VmHWM:\s+(\d+) kB")
FORBIDDEN = re.compile(
    rb"/(AA|OpenAction|JS|JavaScript|Launch|EF|EmbeddedFile\w*|XFA|RichMedia|GoTo[RE]|SubmitForm|ImportData"
    rb"|Names|AcroForm|Metadata|Ref|Collection|Filespec)\b|script|<\?php|Telefonhersteller|/F \("
)


class MeasuredProcess(subprocess.Popen):
    """A process whose highest use of memory (kB) is noted while it runs.

    What the system says at its end (`ru_maxrss`) counts the memory of the process it was started from.
    """

    peaks: list[int] = []

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        with suppress(OSError):
            while found := HIGHEST.search(Path(f"/proc/{self.pid}/status").read_text()):
                self.peaks.append(int(found[1]))
                time.sleep(0.01)


@pytest.fixture
def receive(monkeypatch) -> Iterator[Callable]:
    """Receive a file within the limits; None where it was refused in words."""
    monkeypatch.setattr(subprocess, "Popen", MeasuredProcess)
    MeasuredProcess.peaks.clear()

    def measured(door: Callable, content: bytes, name: str) -> bytes | None:
        begun = seconds_of_children()
        try:
            made = door(SimpleUploadedFile(name, content, "image/jpeg")).read()
        except ValidationError:
            made = None
        assert seconds_of_children() - begun <= SECONDS
        assert max(MeasuredProcess.peaks, default=0) <= MEMORY
        return made

    return measured


def cases(cases_by_name: dict[str, Callable[[], bytes]]):
    return pytest.mark.parametrize("make", cases_by_name.values(), ids=cases_by_name.keys())


def assert_bare_picture(content: bytes) -> None:
    assert content.startswith((b"\xff\xd8\xff", b"RIFF"))
    picture = Image.open(io.BytesIO(content), formats=("JPEG", "WEBP"))
    picture.load()
    assert max(picture.size) <= LONGEST_SIDE
    assert not set(picture.info) & {"exif", "icc_profile", "comment", "xmp"}
    assert not dict(picture.getexif())
    assert getattr(picture, "n_frames", 1) == 1
    assert not FORBIDDEN.search(content)


def assert_tame_flyer(content: bytes) -> None:
    assert content.startswith(b"%PDF-")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert set(pdf.Root.keys()) <= {"/Type", "/Pages"}
        assert not set(pdf.trailer.keys()) - {"/Root", "/ID", "/Size", "/Prev"}
        output = io.BytesIO()
        pdf.save(
            output,
            qdf=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    assert not FORBIDDEN.search(re.sub(rb"(?s)stream\n.*?endstream", b"", output.getvalue()))


class TestPictures:
    @cases(hostile_pictures.REFUSED)
    def test_is_refused(self, receive, make):
        assert receive(receive_picture, make(), "foto.jpg") is None

    @cases(hostile_pictures.TAMED)
    def test_is_made_harmless(self, receive, make):
        assert_bare_picture(receive(receive_picture, make(), "foto.php"))

    @cases(hostile_pictures.LABORIOUS)
    def test_stays_within_the_limits(self, receive, make):
        made = receive(receive_picture, make(), "foto.png")
        assert made is None or assert_bare_picture(made) is None


class TestFlyers:
    @cases(hostile_flyers.REFUSED)
    def test_is_refused(self, receive, make):
        assert receive(receive_flyer, make(), "flyer.pdf") is None

    @cases(hostile_flyers.TAMED)
    def test_is_made_harmless(self, receive, make):
        assert_tame_flyer(receive(receive_flyer, make(), "flyer.html"))

    @cases(hostile_flyers.LABORIOUS)
    def test_stays_within_the_limits(self, receive, make):
        made = receive(receive_flyer, make(), "flyer.pdf")
        assert made is None or assert_tame_flyer(made) is None


def test_there_are_more_than_sixty_of_them():
    sets = (hostile_pictures, hostile_flyers)
    assert sum(len(kind) for made in sets for kind in (made.REFUSED, made.TAMED, made.LABORIOUS)) >= 60
