"""How offers are ranked: every weight of the search, for every engine, in this one place.

1. *Words*: an engine scores by the clauses of the plan (BM25 over the fields below).
2. *Meaning*: an engine scores by the cosines of the vectors of an offer and of the search.
3. *4-grams*: an engine scores what the other two found by the 4-grams of the whole offer, which a misspelt
   word and one part of a compound share with what is meant. Each counts once for an offer, however often it
   is there.
4. *Fusion*: an offer's score is the weighted sum of all, each as a share of the best score among what the
   filters leave (Lee 1997, "Analyses of multiple evidence combination", CombSUM). Fusion by ranks alone was
   measured and is worse: docs/search.md.
5. *Boosts*: what makes an offer more useful to a resident multiplies that score.
"""

import math
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, Final, NamedTuple, TypeVar

import numpy as np
from django.utils.timezone import localdate, make_aware
from numpy.typing import NDArray

from offers.enums import OfferLanguage, Places
from offers.freshness import STALE_AFTER, stale_on
from search.query import FACET_OF
from search.text.plan import TextPlan

Key = TypeVar("Key", bound=Hashable)
Numbers = TypeVar("Numbers", float, NDArray[Any])
Scored = Sequence[tuple[Key, float]]
Compare = Callable[[Collection[Key]], Scored[Key]]

# --- words: how much a match counts, by where it is ---------------------------------------------------
TITLE_BOOST: Final = 0.5  # of a title, whose words count among all words of the offer as well
TITLE_GRAMS_BOOST: Final = 2.0
ALL_GRAMS_TITLE_BOOST: Final = 0.3  # of a title's 4-grams beside those of the whole offer
CODE_SCORE: Final = 2.0  # the offer carries the term that was named
RELATED_BOOST: Final = 0.4  # matched by a synonym
SIMILAR_BOOST: Final = 0.5  # matched by a word spelled much like it
TIE_BREAKER: Final = 0.1
SIMILAR_GRAMS: Final = 0.6  # of a word's 4-grams: "deutschkrus" shares 6 of 10 with "deutschkurs"

# --- fusion -------------------------------------------------------------------------------------------
FUSED: Final = 200  # best of each ranking that are fused; what comes after keeps the order of its words


@dataclass(frozen=True, slots=True)
class Weights:
    """What the scores count for in one search."""

    words: float
    meaning: float
    grams: float = 0.0


GERMAN_WEIGHTS: Final = Weights(words=0.15, meaning=1.0, grams=0.35)
# Words of another language that happen to be German words mislead: only what the vocabulary knows counts.
FOREIGN_WEIGHTS: Final = Weights(words=0.1, meaning=1.0)
KNOWN_WEIGHTS: Final = Weights(words=1.0, meaning=0.5)

# --- meaning: what the second model counts for beside the first, by the language of the search ----------
# Of .3 to .8, in the languages it knows, each does nearly the same. German is known better by the first.
SECOND_MODEL: Final = {
    "en": 0.5,
    "fr": 0.5,
    "tr": 0.5,
    "ar": 0.5,
    "pl": 0.5,
    "ru": 0.5,
    "fa": 0.2,
    "uk": 0.15,
}

# --- meaning: which offers are meant, though they have none of the words ------------------------------
ENOUGH: Final = 20  # where words find fewer, the nearest fill up to so many
NEAR_ENOUGH: Final = 0.15  # for its nearness to count; texts that have nothing in common are around 0.1
FILLS_UP: Final = 0.18  # so near an offer has to be to fill up, at the least
FILLS_UP_GERMAN: Final = 0.2  # texts of one language are nearer to each other
FILLS_UP_PART: Final = 0.4  # of how near the best of the whole index is, whatever the filters leave
SURELY_MEANT: Final = 0.4  # so near, an offer is found whatever the words find
NEARER_PART: Final = 0.8  # of the nearness of an offer; the rest is that of the other, title or words

# --- boosts -------------------------------------------------------------------------------------------
VERIFIED_LATELY: Final = 1.05
PLACES_FREE: Final = 1.03
STARTS_SOON: Final = 1.03
NAMED: Final = 1.5  # for each term that was named and that the offer carries: it is what was asked for
IN_THE_TOWN: Final = 1.25  # it takes place in a town asked for, rather than serving it from elsewhere
STALE: Final = 0.85
FULL: Final = 0.90

LATELY: Final = timedelta(days=90)
SOON: Final = timedelta(days=14)


def fill_up_to(plan: TextPlan, found: int) -> int:
    """How many offers that are near in meaning belong to the results beside `found` that have the words.

    Something is nearest to nonsense, too: there, only what is surely meant belongs to them.
    """
    if not plan.makes_sense:
        return 0
    return ENOUGH if plan.language != OfferLanguage.GERMAN else max(0, ENOUGH - found)


def how_near(title: Numbers, piece: Numbers) -> Numbers:
    """How near an offer is, by the cosines of its title and of the nearest piece of its words.

    The nearer one says what it has of what is looked for, the other one whether that is what it is about.
    """
    nearer, other = (title + piece + abs(title - piece)) / 2, (title + piece - abs(title - piece)) / 2
    return NEARER_PART * nearer + (1 - NEARER_PART) * other


def least_nearness(plan: TextPlan, best: float) -> float:
    """How near an offer must be to fill up, where the best of the whole index is so near.

    A swimming course in the next town says that the least far of the offers here are not about swimming.
    """
    least = FILLS_UP_GERMAN if plan.language == OfferLanguage.GERMAN else FILLS_UP
    return max(least, FILLS_UP_PART * best)


def number_meant(nearness: Sequence[float] | NDArray[Any], wanted: int, least: float) -> int:
    """How many of these, nearest first, are results: the surely meant, and others up to `wanted`."""
    column = np.asarray(nearness)
    surely, near = (int(np.count_nonzero(column >= bound)) for bound in (SURELY_MEANT, least))
    return max(surely, min(near, wanted))


def named_values(plan: TextPlan) -> dict[str, frozenset[str]]:
    """The terms that were named, by the facet in which an offer that carries one has its code."""
    pairs = [code.split(":", 1) for code in plan.codes]
    named = {
        facet: frozenset(code for kind, code in pairs if kind == taxonomy)
        for taxonomy, facet in FACET_OF.items()
    }
    return {facet: codes for facet, codes in named.items() if codes}


def weights_for(plan: TextPlan) -> Weights:
    """For a search in German, one in words of other languages that a vocabulary knows, and any other."""
    if plan.language == OfferLanguage.GERMAN:
        return GERMAN_WEIGHTS
    return KNOWN_WEIGHTS if plan.is_known else FOREIGN_WEIGHTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What the boosts of an offer follow from.

    `starts_on` is the day it takes place next, today or later, if known; `named` how many terms that were
    named it carries.
    """

    verified_on: date | None = None
    review_on: date | None = None
    places: str = ""
    starts_on: date | None = None
    is_in_town: bool = False
    named: int = 0


@dataclass(frozen=True, slots=True)
class Boost:
    name: str
    factor: float


@lru_cache(maxsize=4096)
def day_of(moment: int) -> date:
    """The day here of a moment in seconds since 1970."""
    return localdate(datetime.fromtimestamp(moment, UTC))


@lru_cache(maxsize=64)
def start_of(day: date) -> int:
    """When a day begins here, in seconds since 1970."""
    return int(make_aware(datetime.combine(day, time())).timestamp())


def boosts_of(signals: Signals, today: date) -> Iterator[Boost]:
    """The boosts that an offer has today."""
    if signals.review_on and today >= stale_on(signals.review_on):
        yield Boost("stale", STALE)
    elif signals.verified_on and today - signals.verified_on <= LATELY:
        yield Boost("verified_lately", VERIFIED_LATELY)
    if (factor := factor_of_places(signals.places)) != 1:
        yield Boost("places_free" if factor > 1 else "full", factor)
    if signals.starts_on and signals.starts_on - today <= SOON:
        yield Boost("starts_soon", STARTS_SOON)
    if signals.named:
        yield Boost("named", NAMED**signals.named)
    if signals.is_in_town:
        yield Boost("in_the_town", IN_THE_TOWN)


def factor_of(boosts: Iterable[Boost]) -> float:
    """What the score of an offer is multiplied by."""
    return math.prod(boost.factor for boost in boosts)


def factor_of_places(places: str) -> float:
    return {Places.YES: PLACES_FREE, Places.FEW: PLACES_FREE, Places.FULL: FULL}.get(places, 1.0)  # type: ignore[call-overload]


@dataclass(frozen=True, slots=True, kw_only=True)
class ManySignals:
    """`Signals` of many offers, a column each; days count from the year 1, 0 is never."""

    verified: NDArray[Any]
    review: NDArray[Any]
    places: NDArray[Any]  # as `factor_of_places` says
    starts_soon: NDArray[Any]


def standing_factors_of(signals: ManySignals, today: date) -> NDArray[Any]:
    """The product of those of `boosts_of` that no search decides about, for many offers at once."""
    day = today.toordinal()
    found = np.where(day - signals.verified <= LATELY.days, VERIFIED_LATELY, 1.0)
    found[(day - signals.review >= STALE_AFTER) & (signals.review > 0)] = STALE
    found *= signals.places
    found[signals.starts_soon] *= STARTS_SOON
    return found


def factors_of(standing: NDArray[Any], named: NDArray[Any], is_in_town: NDArray[Any]) -> NDArray[Any]:
    """The product of all of `boosts_of`: of how many terms that were named each carries, and of its town."""
    return standing * NAMED**named * np.where(is_in_town, IN_THE_TOWN, 1.0)


class Fused(NamedTuple):
    """What one offer gets for its words, for its meaning and for its 4-grams, before boosts."""

    words: float = 0.0
    meaning: float = 0.0
    grams: float = 0.0

    @property
    def score(self) -> float:
        return self.words + self.meaning + self.grams


def fuse(words: Scored[Key], meaning: Scored[Key], grams: Compare[Key], weights: Weights) -> dict[Key, Fused]:
    """The rankings, each best first, as one; in no order yet, for boosts may change it.

    `grams` is asked to rank what the others have, where it counts at all.
    """
    by_words, by_meaning = _shares(words, weights.words), _shares(meaning, weights.meaning)
    keys = dict.fromkeys([*by_words, *by_meaning])
    by_grams = _shares(grams(keys), weights.grams) if weights.grams else {}
    return {
        key: Fused(by_words.get(key, 0.0), by_meaning.get(key, 0.0), by_grams.get(key, 0.0)) for key in keys
    }


def _shares(ranking: Scored[Key], weight: float) -> dict[Key, float]:
    best = ranking[0][1] if ranking else 0.0
    return {key: weight * score / best for key, score in ranking} if best > 0 else {}
