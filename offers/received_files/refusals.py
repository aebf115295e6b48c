"""Why a file is not taken. This module needs no Django: the child names the reason, the portal says it."""

from enum import StrEnum
from typing import Final

REFUSED: Final = 3  # how the child ends then


class Reason(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_LABORIOUS = "too_laborious"
    HEIC = "heic"
    NO_PICTURE = "no_picture"
    NO_PDF = "no_pdf"
    ENCRYPTED = "encrypted"


class RefusedError(Exception):
    """A file is not taken; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
