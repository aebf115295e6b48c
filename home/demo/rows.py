"""The format of the demo files: one class for each kind of row, one field for each key.

A key without a default must be given. Dates are told in weeks or days from the day of loading, so that
the examples never grow old.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsRow:
    """What an offer says in one language; `text` is written as `home.demo.prose` reads it."""

    title: str
    summary: str
    text: str
    eligibility: str = ""
    how_to_join: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderWordsRow:
    summary: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderRow:
    """An invented organisation; its e-mail address and website follow from its id."""

    name: str
    kind: str
    municipality: str
    street: str
    postcode: str = ""
    phone: str
    languages: tuple[str, ...] = ("de",)
    networks: tuple[str, ...] = ()
    words: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """Where offers of the municipality take place."""

    id: str
    name: str
    street: str = ""
    postcode: str = ""
    hidden: bool = False
    step_free: str = "unknown"
    toilet: bool = False
    lift: bool = False
    parking: bool = False
    hearing_loop: bool = False
    access: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRow:
    """One line of a timetable.

    Weekly on `days`; with `week` or `monthday` monthly; with `in_weeks` once, on the only one of `days` in
    that week. `from_week` and `to_week` bound a repetition. `time` is "09:00-12:15" or "18:00".
    """

    days: str = ""
    time: str = ""
    every: int = 1
    week: int | None = None
    monthday: int | None = None
    in_weeks: int | None = None
    lasts_days: int = 1
    from_week: int | None = None
    to_week: int | None = None
    opening: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRow:
    """`amount` or `reduced` in euros; neither means free."""

    amount: float | None = None
    reduced: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """Whom to ask; what is not given is the provider's."""

    name: str = ""
    role: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferRow:
    """An example offer with its German words; other languages stand in `content/translations`.

    `level` is "a1-b1" or one level, `ages` "6-12", "16-" or "-3". Without `areas` and `whole_county` it is
    for the people of its file's municipality.
    """

    id: str
    provider: str
    kind: str
    title: str
    summary: str
    text: str
    eligibility: str = ""
    how_to_join: str = ""
    topics: tuple[str, ...]
    groups: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("de",)
    documents: tuple[str, ...] = ()
    course_type: str = ""
    level: str = ""
    ages: str = ""
    costs: tuple[dict[str, Any], ...] = ()
    at: tuple[str, ...] = ()
    room: str = ""
    areas: tuple[str, ...] = ()
    whole_county: bool = False
    times: tuple[dict[str, Any], ...] = ()
    off_in_holidays: bool = False
    pause_weeks: tuple[int, ...] = ()
    contact: dict[str, str] | None = None
    women_only: bool = False
    childcare: bool = False
    online: bool = False
    places: str = ""
    places_days_ago: int = 5
    registration: str = "none"
    no_papers: bool = False
    no_appointment: bool = False
    anonymous: bool = False
    valid_from_week: int | None = None
    valid_to_week: int | None = None
    closed: bool = False
    closed_for_weeks: int | None = None
    verified_days_ago: int | None = None
    draft: bool = False
