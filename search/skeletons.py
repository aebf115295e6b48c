"""Components of which a page shows many: their template is drawn once for each shape, then only filled.

A shape is everything that decides which markup there is; the texts in it are values. A template is drawn
with marks in place of its values and cut at the marks, so it stays the one place where markup is written,
and a card or a checkbox costs a page microseconds in place of half a millisecond.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape
from threading import Lock
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

KEPT: Final = 4096  # shapes, of some kilobytes at most

_MARK: Final = re.compile("\ue000(\\d+)\ue001")  # signs for private use: no template of ours has them
_INDENTATION: Final = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class Skeleton:
    """Markup with gaps; `order` says which value goes into each of them."""

    pieces: tuple[str, ...]
    order: tuple[int, ...]

    @classmethod
    def of(cls, markup: str) -> "Skeleton":
        pieces = _MARK.split(_INDENTATION.sub("\n", markup))
        return cls(tuple(pieces[::2]), tuple(int(number) for number in pieces[1::2]))

    def fill_all_but(self, values: Sequence[str], left: Sequence[int]) -> "Skeleton":
        """What is still to be filled with the values of these numbers, in this order."""
        pieces, order, piece = list[str](), list[int](), self.pieces[0]
        for number, next_piece in zip(self.order, self.pieces[1:], strict=True):
            if number in left:
                pieces.append(piece)
                order.append(left.index(number))
                piece = next_piece
            else:
                value = values[number]
                piece += (value if isinstance(value, SafeString) else _escaped(value)) + next_piece
        return Skeleton((*pieces, piece), tuple(order))

    def fill(self, values: Sequence[str]) -> SafeString:
        """The markup with these values in its gaps, escaped unless they are markup themselves."""
        safe = [value if type(value) is SafeString else _escaped(value) for value in values]
        parts = [""] * (2 * len(self.order) + 1)
        parts[::2] = self.pieces
        parts[1::2] = [safe[number] for number in self.order]
        return SafeString("".join(parts))

    def fill_encoded(self, values: Sequence[str]) -> bytes:
        """The same in UTF-8. Of a whole page that takes half the time, for most of it is encoded already."""
        safe = [(value if type(value) is SafeString else _escaped(value)).encode() for value in values]
        parts = [b""] * (2 * len(self.order) + 1)
        parts[::2] = self.encoded
        parts[1::2] = [safe[number] for number in self.order]
        return b"".join(parts)

    @cached_property
    def encoded(self) -> tuple[bytes, ...]:
        return tuple([piece.encode() for piece in self.pieces])


# Pages say the same texts again and again.
@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    return escape(text)


def marks(number: int) -> list[SafeString]:
    """What to draw a template with in place of so many values."""
    return [SafeString(f"\ue000{position}\ue001") for position in range(number)]


class Skeletons:
    """The skeletons of one template by shape; of which the language is a part."""

    def __init__(self, template: str) -> None:
        self._template: Final = template
        self._kept: Final[dict[Hashable, Skeleton]] = {}
        self.kept: Final = self._kept.get  # for whoever has hundreds to draw: a look-up, no call of ours
        self._lock: Final = Lock()

    def get(
        self,
        shape: Hashable,
        context: Callable[[], Mapping[str, Any]],
        request: HttpRequest | None = None,
    ) -> Skeleton:
        """The skeleton of this shape; `context` draws the template with marks where it is not there yet."""
        skeleton = self._kept.get(shape)
        if skeleton is None:
            skeleton = Skeleton.of(render_to_string(self._template, dict(context()), request))
            if not settings.DEBUG:  # templates change while somebody writes them
                self._keep(shape, skeleton)
        return skeleton

    def _keep(self, shape: Hashable, skeleton: Skeleton) -> None:
        with self._lock:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[shape] = skeleton

    def draw(self, values: Mapping[str, Any]) -> SafeString:
        """The template with these values: texts in them go into gaps, all else is the shape.

        Values may be tuples with more of them in it. The template may ask of a text only whether it is
        there.
        """
        skeleton, texts = self._of(values)
        return skeleton.fill(texts)

    def draw_page(self, values: Mapping[str, Any], request: HttpRequest, depends_on: Hashable) -> bytes:
        """The same for a whole page, encoded.

        `depends_on` is what else decides about the markup: what `request` gives to the template.
        """
        skeleton, texts = self._of(values, request, depends_on)
        return skeleton.fill_encoded(texts)

    def _of(
        self, values: Mapping[str, Any], request: HttpRequest | None = None, depends_on: Hashable = None
    ) -> tuple[Skeleton, list[str]]:
        texts: list[str] = []
        given = tuple(values.values())
        shape = (get_language(), depends_on, _take_texts(given, texts))

        def context() -> dict[str, Any]:
            return dict(zip(values, _with_gaps(given, iter(marks(len(texts)))), strict=True))

        return self.get(shape, context, request), texts


def _take_texts(values: tuple[Any, ...], texts: list[str]) -> Hashable:
    """What is left of these values without their texts, which are added to `texts` in order."""
    shape: list[Hashable] = [type(values)]
    for value in values:
        if isinstance(value, str):
            shape.append(bool(value))
            if value:
                texts.append(value)
        else:
            shape.append(_take_texts(value, texts) if isinstance(value, tuple) else value)
    return tuple(shape)


def _with_gaps(values: tuple[Any, ...], gaps: Iterator[str]) -> Any:
    """The same values with a gap in place of each text."""
    parts: list[Any] = []
    for value in values:
        if isinstance(value, str):
            parts.append(value and next(gaps))
        else:
            parts.append(_with_gaps(value, gaps) if isinstance(value, tuple) else value)
    return type(values)(*parts) if hasattr(values, "_fields") else tuple(parts)


@lru_cache
def skeletons_of(template: str) -> Skeletons:
    """Those of a template, however many draw it."""
    return Skeletons(template)


def joined(parts: Iterable[str]) -> SafeString:
    return SafeString(
        "".join(parts)
    )  # `mark_safe` looks for lazy texts first, which takes longer than all else
