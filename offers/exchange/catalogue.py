"""The names that a mapping may fill, and what each of them stands for on an offer."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from offers.enums import OfferLanguage, TaxonomyCode

Group = Literal[
    "identity", "words", "fact", "term", "terms", "municipality", "area", "provider", "child", "location"
]

WORDS: Final = ("title", "summary", "description", "eligibility", "how_to_join")
FACTS: Final = (
    "level_from",
    "level_to",
    "minimum_age",
    "maximum_age",
    "is_women_only",
    "has_childcare",
    "is_online",
    "online_url",
    "serves_whole_county",
    "places",
    "places_stated_on",
    "registration",
    "registration_url",
    "needs_no_papers",
    "needs_no_appointment",
    "is_anonymous",
    "valid_from",
    "valid_to",
    "is_temporarily_closed",
    "closed_until",
    "verified_on",
    "verified_by",
    "review_interval_days",
    "is_example",
)
TERM: Final = {"kind": TaxonomyCode.KIND, "course_type": TaxonomyCode.COURSE_TYPE}
TERMS: Final = {
    "topics": TaxonomyCode.TOPIC,
    "target_groups": TaxonomyCode.TARGET_GROUP,
    "languages": TaxonomyCode.LANGUAGE,
    "documents": TaxonomyCode.DOCUMENT,
}
PROVIDER: Final = (
    "external_id",
    "name",
    "kind",
    "municipality",
    "street",
    "postcode",
    "city",
    "email",
    "phone",
    "website",
)
LOCATION: Final = (
    "name",
    "street",
    "postcode",
    "city",
    "municipality",
    "latitude",
    "longitude",
    "is_address_hidden",
    "step_free",
    "has_accessible_toilet",
    "has_lift",
    "has_parking",
    "has_hearing_loop",
    "access_note",
    "note",
)
# Child rows by the relation of the offer that they belong to.
CHILDREN: Final = {"cost": "cost_options", "contact": "contacts", "schedule": "schedules"}
CHILD_FIELDS: Final = {
    "cost": ("kind", "amount", "note"),
    "contact": ("name", "role", "phone", "email", "hours"),
    "schedule": (
        "kind",
        "freq",
        "interval",
        "byday",
        "week_of_month",
        "bymonthday",
        "starts_on",
        "ends_on",
        "starts_at",
        "ends_at",
        "note",
    ),
}
LISTS: Final = frozenset((*TERMS, "service_areas"))
REQUIRED: Final = ("external_id", "title", "provider.name", "kind", "responsible_municipality")

_NUMBERED: Final = re.compile(r"^(cost|contact|schedule|location)(_[2-9])?\.([a-z_]+)$")


@dataclass(frozen=True, slots=True)
class Target:
    """What a name of the catalogue fills: one field of one part of an offer.

    `part` tells several rows of a kind apart ("contact", "contact_2") and is the language of words.
    Whatever has the same `key` is written together or not at all.
    """

    group: Group
    name: str
    part: str = ""

    @property
    def field(self) -> str:
        """Its name in the catalogue, as people see it in a report."""
        if self.group == "provider":
            return f"provider.{self.name}"
        if self.group in {"child", "location"}:
            return f"{self.part}.{self.name}"
        return f"{self.name}.{self.part}" if self.part not in {"", OfferLanguage.GERMAN} else self.name

    @property
    def key(self) -> str:
        """Under which name it is remembered what the last import brought."""
        if self.group in {"child", "location"}:
            return self.part.split("_")[0]
        if self.group == "words":
            return f"{self.name}.{self.part}"
        return "provider" if self.group == "provider" else self.name


def target_of(name: str, language: str = OfferLanguage.GERMAN) -> Target | None:
    """What a name stands for; None when there is no such name."""
    if name == "external_id":
        return Target("identity", name)
    for group, names in _PLAIN.items():
        if name in names:
            return Target(group, name, language if group == "words" else "")
    return _dotted(name)


def _dotted(name: str) -> Target | None:
    head, _dot, tail = name.partition(".")
    if head == "provider" and tail in PROVIDER:
        return Target("provider", tail)
    if head in WORDS and tail in OfferLanguage.values:
        return Target("words", head, tail)
    numbered = _NUMBERED.match(name)
    if numbered is None:
        return None
    kind, number, field = numbered.groups(default="")
    if kind == "location" and field in LOCATION:
        return Target("location", field, kind + number)
    if field in CHILD_FIELDS.get(kind, ()):
        return Target("child", field, kind + number)
    return None


_PLAIN: Final[dict[Group, tuple[str, ...]]] = {
    "words": WORDS,
    "fact": FACTS,
    "term": tuple(TERM),
    "terms": tuple(TERMS),
    "municipality": ("responsible_municipality",),
    "area": ("service_areas",),
}
