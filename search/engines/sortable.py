"""Titles as they are sorted, the same for every engine."""

from collections.abc import Mapping

from search.text.normalise import fold, normalise


def sortable_title(titles: Mapping[str, str], language: str) -> str:
    """The title that a reader of this language sees, as it is sorted: ä beside a, signs left out."""
    title = titles.get(language) or titles.get("de") or next(iter(titles.values()), "")
    return fold(normalise(title)).lstrip(" \"'„“‚’(–-")
