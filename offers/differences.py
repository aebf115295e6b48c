"""What a proposal says otherwise than the published offer, and how to take over parts of it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Field, Model
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from offers.models import Offer

# Of a row, but not what it says.
UNSAID: Final = frozenset({"id", "offer", "sort_order", "source_digest", "origin"})


@dataclass(frozen=True, slots=True)
class Part:
    """What belongs together, so that it is taken or left as one: fields of the offer, and its rows."""

    name: str
    label: str | Promise
    fields: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


# Together they are all that the steps of the door write.
PARTS: Final = (
    Part("words", gettext_lazy("Titel und Texte"), rows=("translations",)),
    Part("kind", gettext_lazy("Art und Themen"), ("kind", "course_type"), ("terms",)),
    Part(
        "audience",
        gettext_lazy("Für wen"),
        (
            "level_from",
            "level_to",
            "minimum_age",
            "maximum_age",
            "is_women_only",
            "has_childcare",
            "serves_whole_county",
        ),
        ("service_areas",),
    ),
    Part("places", gettext_lazy("Wo"), ("is_online", "online_url"), ("locations",)),
    Part("times", gettext_lazy("Wann"), ("valid_from", "valid_to"), ("schedules",)),
    Part(
        "access",
        gettext_lazy("Kosten und Anmeldung"),
        ("registration", "registration_url", "needs_no_papers", "needs_no_appointment", "is_anonymous"),
        ("cost_options",),
    ),
    Part("contact", gettext_lazy("Kontakt"), rows=("contacts",)),
)
LABELS: Final = {part.name: part.label for part in PARTS}


@dataclass(frozen=True, slots=True)
class Change:
    """One field or list of rows: what it is called, and how it reads before and after, line by line."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    part: Part
    changes: tuple[Change, ...]


def differences(published: Offer, proposed: Offer) -> tuple[Difference, ...]:
    """The parts in which a proposal differs, field by field."""
    found = (Difference(part, tuple(_changes(part, published, proposed))) for part in PARTS)
    return tuple(difference for difference in found if difference.changes)


def take_over(published: Offer, proposed: Offer, parts: Collection[str]) -> None:
    """Have the published offer say these parts as the proposal does; it is not saved."""
    for part in PARTS:
        if part.name not in parts:
            continue
        for name in part.fields:
            setattr(published, name, getattr(proposed, name))
        for name in part.rows:
            known = {row.pk for row in getattr(published, name).all()}
            rows = list(getattr(proposed, name).all())
            for row in rows:
                row.pk = row.pk if row.pk in known else None
            setattr(published, name, rows)


def _changes(part: Part, published: Offer, proposed: Offer) -> Iterator[Change]:
    for name in part.fields:
        field = Offer._meta.get_field(name)
        before, after = _said(published, field), _said(proposed, field)
        if before != after:
            yield Change(str(field.verbose_name), before, after)
    for name in part.rows:
        before, after = (_lines(list(getattr(offer, name).all())) for offer in (published, proposed))
        if before != after:
            meta = getattr(Offer, name).rel.related_model._meta
            yield Change(str(meta.verbose_name_plural), before, after)


def _lines(rows: Sequence[Model]) -> str:
    """In an order of their own: rows that are not saved yet come first, which is no difference."""
    return "\n".join(sorted(map(_row, rows)))


def _row(row: Model) -> str:
    """Everything that a row says; its one fact without a name."""
    fields = [field for field in row._meta.concrete_fields if field.name not in UNSAID]
    said = [(str(field.verbose_name), text) for field in fields if (text := _said(row, field))]
    return said[0][1] if len(fields) == 1 and said else "; ".join(f"{name}: {text}" for name, text in said)


def _said(record: Model, field: Field) -> str:
    value: Any = getattr(record, field.name)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if field.choices:
        return str(getattr(record, f"get_{field.name}_display")())
    if isinstance(value, str):
        return " ".join(strip_tags(value.replace("<", " <")).split())
    return str(localize(value))
