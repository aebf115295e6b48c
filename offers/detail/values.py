"""What the page of an offer shows, as values: texts that are ready, links, days and times."""

import datetime
from dataclasses import dataclass

from offers.models import Picture
from offers.words_links import WordsLink


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class PlaceDetail:
    name: str
    lines: tuple[str, ...]
    is_hidden: bool
    municipality: str
    access: tuple[str, ...]
    access_note: str
    step_free_label: str


@dataclass(frozen=True, slots=True)
class OccurrenceDetail:
    starts_at: datetime.datetime
    ends_at: datetime.datetime | None
    is_all_day: bool


@dataclass(frozen=True, slots=True)
class ScheduleLine:
    """One rule of the timetable: its times in the reader's language, the note in German."""

    times: str
    note: str


@dataclass(frozen=True, slots=True)
class CostDetail:
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class ContactDetail:
    name: str
    role: str
    email: str
    phone: str
    phone_href: str
    hours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDetail:
    """An offer as its page shows it. `description` is rich text as it is stored."""

    title: str
    summary: str
    description: str
    eligibility: str
    how_to_join: str
    language: str
    direction: str
    is_fallback: bool
    is_machine_translated: bool
    translations: tuple[WordsLink, ...]

    picture: Picture | None
    picture_text: str
    flyer_url: str
    flyer_bytes: int

    kind_label: str
    kind_icon: str
    course_type_label: str
    focus_area: str
    topics: tuple[Link, ...]
    target_groups: tuple[str, ...]
    languages: tuple[str, ...]
    documents: tuple[str, ...]
    level_label: str
    age_label: str
    is_women_only: bool
    has_childcare: bool

    provider_name: str
    provider_url: str
    provider_kind_label: str

    places: tuple[PlaceDetail, ...]
    is_online: bool
    online_url: str
    area_label: str
    responsible_label: str

    schedule_lines: tuple[ScheduleLine, ...]
    break_lines: tuple[str, ...]
    next_occurrences: tuple[OccurrenceDetail, ...]
    calendar_url: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None

    costs: tuple[CostDetail, ...]
    is_free: bool
    places_state: str
    places_label: str
    places_stated_on: datetime.date | None
    registration_label: str
    registration_url: str
    access_facts: tuple[str, ...]
    contacts: tuple[ContactDetail, ...]

    verified_on: datetime.date | None
    verified_by: str
    is_stale: bool
    is_closed: bool
    closed_until: datetime.date | None
    is_ended: bool
    is_example: bool
    updated_at: datetime.datetime | None
