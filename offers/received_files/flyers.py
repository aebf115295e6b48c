"""PDF flyers, written anew from their pages: nothing comes along but what is seen, and links into the web.

This module needs no Django: it works in the process that looks at strangers' files.
"""

import io
from collections.abc import Iterator
from typing import Final

import pikepdf

from offers.received_files.limits import MAXIMUM_DEPTH, MAXIMUM_OBJECTS, MAXIMUM_PAGES, MAXIMUM_PIXELS
from offers.received_files.refusals import Reason, RefusedError
from offers.received_files.streams import check_unpacked_size

# What a page keeps. Actions, scripts, thumbnails, private data of programs and metadata are not among it.
_PAGE_KEYS: Final = {
    *("/Type", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox", "/Rotate", "/UserUnit"),
    *("/Resources", "/Contents", "/Group"),
}
# Keys that start something, carry a file or fetch one, wherever they stand.
_FORBIDDEN_KEYS: Final = (
    *("/AA", "/OpenAction", "/JS", "/JavaScript", "/EF", "/AF", "/RF", "/XFA", "/RichMediaContent"),
    *("/Metadata", "/PieceInfo", "/OPI", "/Ref", "/F", "/FFilter", "/FDecodeParms", "/Alternates"),
)
_WEB_ADDRESSES: Final = (b"https://", b"http://", b"mailto:", b"tel:")
_LONGEST_ADDRESS: Final = 2000


def rewrite_flyer(content: bytes) -> bytes:
    """The same pages in a new, linearised PDF. Raises RefusedError."""
    if not content.startswith(b"%PDF-"):
        raise RefusedError(Reason.NO_PDF)
    try:
        with pikepdf.open(io.BytesIO(content)) as received, pikepdf.new() as written:
            _check(received)
            _copy_pages(received, written)
            _tame(written)
            return _saved(written)
    except pikepdf.PasswordError as error:
        raise RefusedError(Reason.ENCRYPTED) from error
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, KeyError, AttributeError) as error:
        raise RefusedError(Reason.NO_PDF) from error


def _check(received: pikepdf.Pdf) -> None:
    if received.is_encrypted:
        raise RefusedError(Reason.ENCRYPTED)
    pages = len(received.pages)
    if pages == 0:
        raise RefusedError(Reason.NO_PDF)
    if pages > MAXIMUM_PAGES:
        raise RefusedError(Reason.TOO_MANY_PAGES)


def _copy_pages(received: pikepdf.Pdf, written: pikepdf.Pdf) -> None:
    """What hangs on the catalogue (scripts, forms, attachments, portfolios) is left behind by this alone."""
    for page in received.pages:
        links = list(_links(page.obj.get("/Annots")))
        received_page = page.obj
        for key in set(received_page.keys()) - _PAGE_KEYS - {"/Parent"}:
            del received_page[key]
        written.pages.append(page)
        if links:
            written.pages[-1].obj["/Annots"] = pikepdf.Array(links)


def _links(annotations: pikepdf.Object | None) -> Iterator[pikepdf.Dictionary]:
    """The links into the web, each made anew; other annotations have states, files and actions."""
    if not isinstance(annotations, pikepdf.Array):
        return
    for annotation in list(annotations)[:MAXIMUM_OBJECTS]:
        address = _web_address(annotation)
        if address:
            yield pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name.Link,
                Rect=pikepdf.Array([float(side) for side in annotation.Rect]),
                Border=pikepdf.Array([0, 0, 0]),
                A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(address)),
            )


def _web_address(annotation: pikepdf.Object) -> bytes:
    """Where a link leads, or nothing."""
    if not isinstance(annotation, pikepdf.Dictionary) or annotation.get("/Subtype") != "/Link":
        return b""
    action = annotation.get("/A")
    if not isinstance(action, pikepdf.Dictionary) or action.get("/S") != "/URI" or "/Rect" not in annotation:
        return b""
    address = bytes(action.get("/URI", pikepdf.String("")))
    is_web = address.lower().startswith(_WEB_ADDRESSES) and len(address) <= _LONGEST_ADDRESS
    return address if is_web else b""


def _tame(written: pikepdf.Pdf) -> None:
    """Go through everything that came along with the pages."""
    objects = written.objects
    if len(objects) > MAXIMUM_OBJECTS:
        raise RefusedError(Reason.TOO_LABORIOUS)
    streams = []
    for found in objects:
        _tame_object(found, depth=0)
        if isinstance(found, pikepdf.Stream):
            _check_image(found)
            streams.append(found)
    check_unpacked_size(streams)


def _tame_object(found: pikepdf.Object, depth: int) -> None:
    if depth > MAXIMUM_DEPTH:
        raise RefusedError(Reason.TOO_LABORIOUS)
    if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
        for key in _FORBIDDEN_KEYS:
            if key in found:
                del found[key]
        parts = [value for _key, value in found.items()]
    elif isinstance(found, pikepdf.Array):
        parts = list(found)
    else:
        return
    for part in parts:
        # What has a number of its own is gone through by itself.
        if isinstance(part, pikepdf.Object) and not part.is_indirect:
            _tame_object(part, depth + 1)


def _check_image(stream: pikepdf.Stream) -> None:
    if stream.get("/Subtype") == "/PS":  # a program in PostScript
        raise RefusedError(Reason.NO_PDF)
    if stream.get("/Subtype") == "/Image":
        pixels = int(stream.get("/Width", 0)) * int(stream.get("/Height", 0))
        if pixels > MAXIMUM_PIXELS:
            raise RefusedError(Reason.TOO_MANY_PIXELS)


def _saved(written: pikepdf.Pdf) -> bytes:
    output = io.BytesIO()
    written.save(output, linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return output.getvalue()
