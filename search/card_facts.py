"""What an index keeps to show an offer in a list, in no language: codes, names, numbers, moments.

Stored beside the words, so that a page of results needs no query for its cards. `search.cards` makes
a `Card` of it in the language of the reader.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, time
from typing import Any, Final, Self

from offers.geo import Point
from offers.schedules import Rule

WordsOfCard = tuple[str, str]  # title, summary
Cost = tuple[str, str]  # kind, amount in euros or ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One time that an offer takes place, in seconds since 1970; `ends_at` is 0 where it is unknown."""

    starts_at: int
    ends_at: int = 0
    is_all_day: bool = False
    is_opening_hours: bool = False

    @property
    def is_over_at(self) -> int:
        return self.ends_at or self.starts_at


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """The facts of one card. Terms are codes; `words` go by language."""

    slug: str
    words: Mapping[str, WordsOfCard]
    provider_name: str
    kind: str
    topics: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    level_from: str = ""
    level_to: str = ""
    costs: tuple[Cost, ...] = ()
    towns: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    serves_whole_county: bool = False
    is_online: bool = False
    is_women_only: bool = False
    has_childcare: bool = False
    is_barrier_free: bool = False
    is_temporarily_closed: bool = False
    closed_until: date | None = None
    places: str = ""
    verified_on: date | None = None
    review_on: date | None = None
    is_example: bool = False
    rules: tuple[Rule, ...] = ()
    moments: tuple[Moment, ...] = field(default=())

    def to_json(self) -> str:
        """One line, without what is empty."""
        values = {name: getattr(self, name) for name in _NAMES}
        values["rules"] = [_to_dict(rule) for rule in self.rules]
        values["moments"] = [
            [moment.starts_at, moment.ends_at, moment.is_all_day, moment.is_opening_hours]
            for moment in self.moments
        ]
        filled = {name: value for name, value in values.items() if value or name in _REQUIRED}
        return json.dumps(filled, ensure_ascii=False, separators=(",", ":"), default=str)

    @classmethod
    def from_json(cls, line: str | bytes) -> Self:
        """Read what `to_json` wrote; raises ValueError on anything else."""
        try:
            return cls(**_read(json.loads(line)))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise ValueError("These are not the facts of a card.") from error


_NAMES: Final = tuple(f.name for f in fields(CardFacts))
_REQUIRED: Final = frozenset({"slug", "words", "provider_name", "kind"})
_LISTS: Final = frozenset({"topics", "languages", "towns"})
_DATES: Final = frozenset({"closed_until", "verified_on", "review_on"})
_RULE_DEFAULTS: Final = {f.name: f.default for f in fields(Rule)}


def _read(values: dict[str, Any]) -> dict[str, Any]:
    for name in _LISTS & values.keys():
        values[name] = tuple(values[name])
    for name in _DATES & values.keys():
        values[name] = date.fromisoformat(values[name])
    values["costs"] = tuple((kind, amount) for kind, amount in values.get("costs", ()))
    values["words"] = {language: (title, text) for language, (title, text) in values["words"].items()}
    values["points"] = tuple(Point(*point) for point in values.get("points", ()))
    values["rules"] = tuple(_to_rule(rule) for rule in values.get("rules", ()))
    values["moments"] = tuple(Moment(*moment) for moment in values.get("moments", ()))
    return values


def _to_dict(rule: Rule) -> dict[str, Any]:
    return {
        name: value for name, default in _RULE_DEFAULTS.items() if (value := getattr(rule, name)) != default
    }


def _to_rule(values: dict[str, Any]) -> Rule:
    for name in {"starts_on", "until"} & values.keys():
        values[name] = date.fromisoformat(values[name])
    for name in {"starts_at", "ends_at"} & values.keys():
        values[name] = time.fromisoformat(values[name])
    if "byday" in values:
        values["byday"] = tuple(values["byday"])
    return Rule(**values)
