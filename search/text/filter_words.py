"""The words that are filters, as they may stand in a search: read from `filter_words.toml`, inflected."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from search.text.normalise import fold, script, words

Key = tuple[str, ...]

PLACES: Final = "municipalities"
LEVELS: Final = "levels"
TIMES: Final = "times"
FACETS: Final = (PLACES, LEVELS, TIMES)

SHORTEST_INFLECTED: Final = 5  # letters of a name that may have an ending

_IN_BRACKETS: Final = re.compile(r"\s*\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """What some words stand for: values of a facet, or none of them where they narrow nothing down.

    `is_base` is false for inflected forms. A phrase that `needs_company` counts only in a search about
    languages, one that `is_ambiguous` only where nothing says that another language's word is meant.
    """

    facet: str
    values: tuple[str, ...]
    is_base: bool = True
    needs_company: bool = False
    is_ambiguous: bool = False
    is_adjective: bool = False


def key_of(text: str) -> Key:
    return tuple(fold(word) for word in words(text))


@cache
def listed(section: str, name: str) -> frozenset[str]:
    """A list of single words of the file, folded."""
    return frozenset(part for word in _file()[section][name] for part in key_of(word))


def fixed_phrases() -> Iterator[tuple[Key, Phrase]]:
    """The words for levels, times, and the county as a whole."""
    yield from _phrases(_file()["places"]["county"], Phrase(PLACES, ()))
    for name, needs_company in (("surely", False), ("in_company", True)):
        for values, spellings in _file()["levels"][name].items():
            yield from _phrases(spellings, Phrase(LEVELS, _values(values), needs_company=needs_company))
    for values, spellings in _file()["times"]["words"].items():
        yield from _phrases(spellings, Phrase(TIMES, _values(values)))


def place_phrases(names: Mapping[str, str]) -> Iterator[tuple[Key, Phrase]]:
    """Every way to write the municipalities with these names, given by their key (AGS)."""
    foreign = _file()["places"]["names"]
    for ags, name in names.items():
        for spelling in [*_german_spellings(name), *foreign.get(ags, ())]:
            key = key_of(spelling)
            if key:
                yield from _inflected(key, ags)


def _german_spellings(name: str) -> Iterator[str]:
    """ "Hennef (Sieg)" is Hennef, and either part of "Neunkirchen-Seelscheid" stands for the whole."""
    plain = _IN_BRACKETS.sub("", name)
    yield from (name, plain)
    parts = plain.split("-")
    if len(parts) > 1:
        yield from parts
    yield from ("".join(words(plain)),)  # "badhonnef"


def _inflected(key: Key, ags: str) -> Iterator[tuple[Key, Phrase]]:
    *first, last = key
    is_ambiguous = last in listed("places", "ambiguous") and not first
    yield key, Phrase(PLACES, (ags,), is_ambiguous=is_ambiguous)
    if not is_ambiguous and len(last) >= SHORTEST_INFLECTED:
        for form in _forms(last):
            is_adjective = script(last) == "latin" and form.endswith(("er", "ers"))
            yield (*first, form), Phrase(PLACES, (ags,), is_base=False, is_adjective=is_adjective)


def _forms(word: str) -> Iterator[str]:
    places = _file()["places"]
    match script(word):
        case "latin":
            yield from (word + ending for ending in places["latin_endings"])
        case "cyrillic":
            stem = word.removesuffix("ь")
            yield from (stem + ending for ending in places["cyrillic_endings"])
            if word.endswith("г"):
                yield word[:-1] + "зі"  # "у Зігбурзі"
        case "arabic":
            yield from (beginning + word for beginning in places["arabic_beginnings"])


def _phrases(spellings: Iterable[str], phrase: Phrase) -> Iterator[tuple[Key, Phrase]]:
    return ((key_of(spelling), phrase) for spelling in spellings)


def _values(spelled: str) -> tuple[str, ...]:
    return tuple(spelled.split())


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
