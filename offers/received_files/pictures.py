"""Pictures read with a limit on their pixels and written without what a camera or a person hid in them.

This module needs no Django: it also works in the process that looks at strangers' files.
"""

import io
from typing import Final

from PIL import Image, ImageOps

from offers.received_files.limits import LONGEST_SIDE, MAXIMUM_PIXELS
from offers.received_files.refusals import Reason, RefusedError

FORMATS: Final = ("JPEG", "PNG", "WEBP")
READING_ERRORS: Final = (OSError, Image.DecompressionBombError, SyntaxError, ValueError, EOFError)
_HEIC_BRANDS: Final = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"}


def open_picture(content: bytes) -> Image.Image:
    """The picture with its header read and nothing unpacked; its type is what the content says.

    Raises RefusedError for another format, for more than 25 million pixels and for a header that is broken.
    """
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        raise RefusedError(Reason.HEIC)
    try:
        picture = Image.open(io.BytesIO(content), formats=FORMATS)
    except READING_ERRORS as error:
        reason = _reason_of(error)
        raise RefusedError(reason) from error
    if picture.width * picture.height > MAXIMUM_PIXELS:
        raise RefusedError(Reason.TOO_MANY_PIXELS)
    return picture


def rewrite_picture(content: bytes) -> bytes:
    """JPEG, or WebP where something shows through: upright, at most 2400 pixels long, the pixels only.

    Of an animation the first picture stays.
    """
    picture = open_picture(content)
    try:
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is unpacked no larger than needed
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.BICUBIC, reducing_gap=2)
        upright = ImageOps.exif_transpose(picture)
    except READING_ERRORS as error:
        raise RefusedError(_reason_of(error)) from error
    return _write(upright)


def _write(picture: Image.Image) -> bytes:
    output = io.BytesIO()
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if picture.mode.startswith("I"):  # 16 bits a pixel; plain conversion would make all of it white
        picture = picture.convert("I").point(lambda level: level / 256).convert("L")
    # A new image takes over the pixels only; saving the old one would write its comments and Exif again.
    bare = Image.new(mode, picture.size)
    bare.paste(picture.convert(mode))
    if mode == "RGBA":
        bare.save(output, "WEBP", quality=88, method=2)
    else:
        bare.save(output, "JPEG", quality=88, optimize=True)
    return output.getvalue()


def _reason_of(error: Exception) -> Reason:
    is_bomb = isinstance(error, Image.DecompressionBombError)
    return Reason.TOO_MANY_PIXELS if is_bomb else Reason.NO_PICTURE
