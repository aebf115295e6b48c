"""Pictures that somebody with bad intentions would send; each name says what it is."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

from PIL import Image, PngImagePlugin

SCRIPT = b"<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
GPS = 0x8825
MEGABYTE = 1024 * 1024


def saved(file_format: str, mode: str = "RGB", size: tuple[int, int] = (60, 40), **options) -> bytes:
    output = io.BytesIO()
    Image.new(mode, size).save(output, file_format, **options)
    return output.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(
    width: int, height: int, *chunks: bytes, depth: int = 8, colour: int = 2, pixels: bytes = b""
) -> bytes:
    """A PNG put together by hand, so that its header can lie."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(pixels or b"\0" * 100))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + body + chunk(b"IEND", b"")


def bomb(megabytes: int = 60) -> bytes:
    """Zeros, packed."""
    return zlib.compress(b"\0" * megabytes * MEGABYTE, 9)


def with_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Telefonhersteller"
    exif.get_ifd(GPS)[2] = (50.0, 47.0, 30.0)
    return saved("JPEG", exif=exif, comment=SCRIPT)


def with_text() -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Comment", "Telefonhersteller", zip=True)
    info.add_text("Author", SCRIPT.decode())
    return saved("PNG", pnginfo=info)


def animation(file_format: str, frames: int = 5) -> bytes:
    more = [Image.new("RGB", (60, 40), (shade, 0, 0)) for shade in range(1, frames)]
    return saved(file_format, save_all=True, append_images=more)


def zip_file() -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        archive.writestr("index.html", SCRIPT)
    return output.getvalue()


def webp_header(width: int, height: int) -> bytes:
    """An extended WebP whose canvas is as large as it says, with nothing in it."""
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + size
    return b"RIFF" + struct.pack("<I", len(body)) + body


def jpeg_header(width: int, height: int) -> bytes:
    whole = bytearray(saved("JPEG"))
    start = whole.index(b"\xff\xc0") + 5
    whole[start : start + 4] = struct.pack(">HH", height, width)
    return bytes(whole)


def many_scans() -> bytes:
    """A progressive JPEG that repeats its last scan thousands of times."""
    whole = saved("JPEG", "L", (2000, 2000), progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * 3000 + whole[-2:]


REFUSED: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "one byte": lambda: b"\xff",
    "zeros": lambda: b"\0" * 10 * MEGABYTE,
    "more than 10 MB": lambda: saved("JPEG") + b"\0" * 10 * MEGABYTE,
    "noise": lambda: bytes(range(256)) * 400,
    "SVG with a script": lambda: SVG,
    "SVG behind an XML declaration": lambda: b'<?xml version="1.0"?>' + SVG,
    "SVG behind blanks": lambda: b" \n\t" * 40 + SVG,
    "XML that unfolds": lambda: b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg>&b;</svg>',
    "XML that reads files": lambda: b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>',
    "HTML": lambda: b"<!doctype html>" + SCRIPT,
    "a script in PHP": lambda: b"<?php system($_GET['c']); ?>",
    "a program": lambda: b"\x7fELF" + b"\0" * 2000,
    "a Windows program": lambda: b"MZ" + b"\0" * 2000,
    "a ZIP": zip_file,
    "GIF": lambda: saved("GIF"),
    "GIF that is a script": lambda: b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)",
    "animated GIF": lambda: animation("GIF"),
    "TIFF of many pages": lambda: saved("TIFF", save_all=True, append_images=[Image.new("RGB", (9, 9))] * 9),
    "BMP": lambda: saved("BMP"),
    "ICO": lambda: saved("ICO"),
    "TGA": lambda: saved("TGA"),
    "PPM": lambda: saved("PPM"),
    "JPEG 2000": lambda: saved("JPEG2000"),
    "EPS": lambda: saved("EPS"),
    "HEIC": lambda: b"\0\0\0\x18ftypheic" + b"\0" * 200,
    "AVIF": lambda: b"\0\0\0\x18ftypavif" + b"\0" * 200,
    "PDF": lambda: saved("PDF"),
    "JPEG cut off": lambda: saved("JPEG", size=(900, 900))[:900],
    "PNG cut off": lambda: saved("PNG")[:50],
    "WebP cut off": lambda: saved("WEBP")[:30],
    "only a JPEG's first bytes": lambda: b"\xff\xd8\xff\xe0",
    "JPEG of 65500 x 65500": lambda: jpeg_header(65500, 65500),
    "PNG of 50000 x 50000": lambda: png(50_000, 50_000),
    "PNG of 2 billion x 2 billion": lambda: png(2**31 - 1, 2**31 - 1),
    "PNG of 0 x 0": lambda: png(0, 0),
    "PNG a line of 100 million": lambda: png(100_000_000, 1),
    "PNG bomb of 5001 x 5000": lambda: saved("PNG", "1", (5001, 5000)),
    "PNG that holds too little": lambda: png(5000, 5000),
    "PNG with a wrong sum": lambda: saved("PNG").replace(b"IHDR", b"IHDQ"),
    "PNG with a text bomb": lambda: png(4, 4, chunk(b"zTXt", b"c\0\0" + bomb())),
    "PNG with an international text bomb": lambda: png(4, 4, chunk(b"iTXt", b"c\0\1\0\0\0" + bomb())),
    "PNG with thousands of text bombs": lambda: png(4, 4, *[chunk(b"zTXt", b"c\0\0" + bomb(1))] * 4000),
    "PNG with an ICC bomb": lambda: png(4, 4, chunk(b"iCCP", b"c\0\0" + bomb())),
    "WebP of 16384 x 16384": lambda: webp_header(16_384, 16_384),
    "WebP with nothing in it": lambda: webp_header(100, 100),
    "a name of JPEG around HTML": lambda: b"\xff\xd8\xff" + SCRIPT * 100,
    "a name of WebP around HTML": lambda: b"RIFF\x40\0\0\0WEBP" + SCRIPT * 100,
}
TAMED: dict[str, Callable[[], bytes]] = {
    "JPEG with place and comment": with_place,
    "JPEG that is a ZIP": lambda: saved("JPEG") + zip_file(),
    "JPEG with HTML behind": lambda: saved("JPEG") + SCRIPT,
    "JPEG with an ICC profile of 5 MB": lambda: saved("JPEG", icc_profile=SCRIPT * 40_000),
    "JPEG with four colours": lambda: saved("JPEG", "CMYK"),
    "JPEG of 25 million pixels": lambda: saved("JPEG", size=(5000, 5000)),
    "PNG with PHP behind": lambda: saved("PNG") + b"<?php alert(1) ?>",
    "PNG with texts": with_text,
    "PNG with place": lambda: saved("PNG", exif=Image.open(io.BytesIO(with_place())).getexif()),
    "PNG bomb of 25 million pixels": lambda: saved("PNG", size=(5000, 5000)),
    "PNG that shows through": lambda: saved("PNG", "RGBA", (4000, 4000)),
    "PNG of 16 bits": lambda: saved("PNG", "I;16"),
    "PNG of one bit": lambda: saved("PNG", "1", (5000, 5000)),
    "PNG a line of 100000": lambda: saved("PNG", size=(100_000, 1)),
    "animated PNG": lambda: animation("PNG"),
    "animated WebP": lambda: animation("WEBP"),
    "WebP with an ICC profile of HTML": lambda: saved("WEBP", icc_profile=SCRIPT * 100),
    "WebP bomb of 9 million pixels": lambda: saved("WEBP", size=(3000, 3000), lossless=True),
}
LABORIOUS: dict[str, Callable[[], bytes]] = {  # taken or refused, as far as time and memory reach
    "JPEG with thousands of scans": many_scans,
    "WebP bomb of 16 million pixels": lambda: saved("WEBP", size=(4000, 4000), lossless=True),
    "WebP bomb of 25 million pixels": lambda: saved("WEBP", "RGBA", (5000, 5000), lossless=True),
    "PNG of 25 million pixels and 16 bits": lambda: saved("PNG", "I;16", (5000, 5000)),
    "PNG animated a thousand times": lambda: animation("PNG", 1000),
    "JPEG progressive with four colours": lambda: saved("JPEG", "CMYK", (5000, 5000), progressive=True),
}
