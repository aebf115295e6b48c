"""The door for files: what a stranger sent becomes a file that the portal wrote itself."""

import secrets
import subprocess
import sys
from pathlib import Path
from typing import Final

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File

from offers.models.picture import BareFile
from offers.received_files.limits import MAXIMUM_BYTES, WALL_SECONDS
from offers.received_files.messages import message_for
from offers.received_files.refusals import REFUSED, Reason, RefusedError

_PROJECT: Final = Path(__file__).resolve().parents[2]
_COMMAND: Final = (sys.executable, "-E", "-s", "-B", "-m", "offers.received_files.workbench")


def receive_picture(file: File) -> ContentFile:
    """A JPEG or WebP with a name of our own, ready to be a `Picture`. Its old name and type count nothing.

    Raises ValidationError that says what to do instead.
    """
    content = _rewritten(file, "picture", Reason.NO_PICTURE)
    ending = "jpg" if content.startswith(b"\xff\xd8") else "webp"
    return BareFile(content, name=_new_name(ending))


def receive_flyer(file: File) -> ContentFile:
    """A PDF with a name of our own and nothing in it that runs, or ValidationError."""
    return ContentFile(_rewritten(file, "flyer", Reason.NO_PDF), name=_new_name("pdf"))


def _rewritten(file: File, kind: str, unreadable: Reason) -> bytes:
    try:
        return _at_the_workbench(_read(file), kind, unreadable)
    except RefusedError as refusal:
        raise ValidationError(message_for(refusal.reason), code=refusal.reason.value) from refusal


def _read(file: File) -> bytes:
    """What the file holds; of one that is too large, no more than shows that."""
    file.seek(0)
    content = file.read(MAXIMUM_BYTES + 1)
    if not content:
        raise RefusedError(Reason.EMPTY)
    if len(content) > MAXIMUM_BYTES:
        raise RefusedError(Reason.TOO_LARGE)
    return content


def _at_the_workbench(content: bytes, kind: str, unreadable: Reason) -> bytes:
    """What the process made of it. One that was ended, or fell, made nothing: the file is refused."""
    try:
        done = subprocess.run(  # noqa: S603 - our own words only; the file is on standard input
            [*_COMMAND, kind],
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_PROJECT,
            env={},
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RefusedError(Reason.TOO_LABORIOUS) from error
    if done.returncode == REFUSED:
        raise RefusedError(Reason(done.stdout.decode()))
    if done.returncode or not done.stdout:
        raise RefusedError(Reason.TOO_LABORIOUS if done.returncode < 0 else unreadable)
    return done.stdout


def _new_name(ending: str) -> str:
    return f"{secrets.token_hex(8)}.{ending}"
