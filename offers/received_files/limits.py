"""How large and how laborious a received file may be. This module needs no Django: the child reads it too."""

from typing import Final

MAXIMUM_BYTES: Final = 10 * 1024 * 1024
MAXIMUM_PIXELS: Final = 25_000_000  # a larger one takes more than 100 MB of memory once it is unpacked
LONGEST_SIDE: Final = 2400  # pixels that are kept of a stranger's picture: the widest rendition needs less
MAXIMUM_PAGES: Final = 20
MAXIMUM_OBJECTS: Final = 20_000  # of a PDF; a leaflet set with many drawings has some thousands
MAXIMUM_DEPTH: Final = 40  # of lists and dictionaries within each other in a PDF
MAXIMUM_UNPACKED_BYTES: Final = 150_000_000  # all streams of a PDF together; an A3 page of pixels is 70 MB

# What the process that does the work may use.
MAXIMUM_MEMORY: Final = 300_000_000  # bytes of address space
CPU_SECONDS: Final = 1.9  # of the processor, with starting the process
WALL_SECONDS: Final = 10.0  # by the clock: an honest photograph is not refused because the machine is busy
