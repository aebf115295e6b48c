"""How much the streams of a PDF hold once they are unpacked, without keeping what comes out."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

import pikepdf

from offers.received_files.limits import MAXIMUM_UNPACKED_BYTES
from offers.received_files.refusals import Reason, RefusedError

_PIECE: Final = 256 * 1024  # bytes that are unpacked at a time
_FLATE: Final = {"/FlateDecode", "/Fl"}
# Their pixels are limited by the picture's width and height.
_PICTURES: Final = {"/DCTDecode", "/DCT", "/JPXDecode", "/JBIG2Decode", "/CCITTFaxDecode", "/CCF"}


def check_unpacked_size(streams: Iterable[pikepdf.Stream]) -> None:
    """Raise RefusedError where they are larger than flyers need: readers' telephones unpack them."""
    total = 0
    for stream in streams:
        for size in _unpacked_sizes(stream):
            total += size
            if total > MAXIMUM_UNPACKED_BYTES:
                raise RefusedError(Reason.TOO_LABORIOUS)


def _unpacked_sizes(stream: pikepdf.Stream) -> Iterator[int]:
    filters = _filters(stream)
    if not set(filters) <= _FLATE | _PICTURES:
        yield len(stream.read_bytes())  # old ways of packing; the limits of the process hold
        return
    pieces: Iterable[bytes] = [stream.read_raw_bytes()]
    for name in filters:
        if name in _PICTURES:
            break
        pieces = _inflated(pieces)
    for piece in pieces:
        yield len(piece)


def _filters(stream: pikepdf.Stream) -> list[str]:
    names = stream.get("/Filter")
    if names is None:
        return []
    return [str(name) for name in names] if isinstance(names, pikepdf.Array) else [str(names)]


def _inflated(pieces: Iterable[bytes]) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    for piece in pieces:
        waiting = piece
        while waiting:
            try:
                unpacked = unpacker.decompress(waiting, _PIECE)
            except zlib.error:
                return  # readers stop here as well
            yield unpacked
            waiting = unpacker.unconsumed_tail
