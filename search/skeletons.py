"""Components of which a page shows many: their template is drawn once for each shape, then only filled.

A shape is everything that decides which markup there is; the texts in it are values. A template is drawn
with marks in place of its values and cut at the marks, so it stays the one place where markup is written,
and a card or a checkbox costs a page microseconds in place of half a millisecond.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from threading import Lock
from typing import Any, Final

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

KEPT: Final = 4096  # shapes, of some kilobytes at most

_MARK: Final = re.compile("\ue000(\\d+)\ue001")  # signs for private use: no template of ours has them
_INDENTATION: Final = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Markup with gaps; `order` says which value goes into each of them."""

    pieces: tuple[str, ...]
    order: tuple[int, ...]

    @classmethod
    def of(cls, markup: str) -> "Skeleton":
        pieces = _MARK.split(_INDENTATION.sub("\n", markup))
        return cls(tuple(pieces[::2]), tuple(int(number) for number in pieces[1::2]))

    def fill(self, values: Sequence[str]) -> SafeString:
        """The markup with these values in its gaps, escaped unless they are markup themselves."""
        safe = [value if isinstance(value, SafeString) else escape(value) for value in values]
        parts = [""] * (2 * len(self.order) + 1)
        parts[::2] = self.pieces
        parts[1::2] = [safe[number] for number in self.order]
        return mark_safe("".join(parts))


def marks(number: int) -> list[SafeString]:
    """What to draw a template with in place of so many values."""
    return [mark_safe(f"\ue000{position}\ue001") for position in range(number)]


class Skeletons:
    """The skeletons of one template by shape; of which the language is a part."""

    def __init__(self, template: str) -> None:
        self._template: Final = template
        self._kept: Final[dict[Hashable, Skeleton]] = {}
        self._lock: Final = Lock()

    def get(self, shape: Hashable, context: Callable[[], Mapping[str, Any]]) -> Skeleton:
        """The skeleton of this shape; `context` draws the template with marks where it is not there yet."""
        skeleton = self._kept.get(shape)
        if skeleton is None:
            skeleton = Skeleton.of(render_to_string(self._template, dict(context())))
            if not settings.DEBUG:  # templates change while somebody writes them
                self._keep(shape, skeleton)
        return skeleton

    def _keep(self, shape: Hashable, skeleton: Skeleton) -> None:
        with self._lock:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[shape] = skeleton


class Items:
    """Markup for the items of a list: values of one kind, whose texts go into gaps.

    The template is given an `item` and may ask of a text only whether it is there; of all else, anything.
    """

    def __init__(self, template: str) -> None:
        self._skeletons: Final = Skeletons(template)

    def draw(self, items: Iterable[tuple[Any, ...]]) -> SafeString:
        language = get_language()
        return joined([self._draw(item, language) for item in items])

    def _draw(self, item: tuple[Any, ...], language: str | None) -> SafeString:
        texts = [value for value in item if isinstance(value, str)]
        shape = (language, *[bool(value) if isinstance(value, str) else value for value in item])

        def context() -> dict[str, object]:
            gaps = iter(marks(len(texts)))
            parts = [(value and next(gaps)) if isinstance(value, str) else value for value in item]
            return {"item": type(item)(*parts)}

        return self._skeletons.get(shape, context).fill([text for text in texts if text])


def joined(parts: Iterable[str]) -> SafeString:
    return mark_safe("".join(parts))
