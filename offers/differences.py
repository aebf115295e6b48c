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

from offers.enums import OfferLanguage
from offers.models import Offer, OfferTranslation

FILES: Final = ("picture", "flyer")  # fields of an offer, told apart by the names that the portal gave them
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
    Part("picture", gettext_lazy("Bild oder Flyer"), ("picture", "picture_text", "flyer")),
)
LABELS: Final = {part.name: part.label for part in PARTS}


@dataclass(frozen=True, slots=True)
class Change:
    """A field, or the rows that are otherwise: what it is called, and how it reads before and after."""

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
        old, new = (list(getattr(offer, name).all()) for offer in (published, proposed))
        yield from _changed_words(old, new) if name == "translations" else _changed_rows(name, old, new)


def _changed_words(old: Sequence[OfferTranslation], new: Sequence[OfferTranslation]) -> Iterator[Change]:
    """Field by field in each language, for texts are long."""
    before, after = ({row.language: row for row in rows} for rows in (old, new))
    empty = OfferTranslation()
    for language in sorted(before.keys() | after.keys()):
        one, other = before.get(language, empty), after.get(language, empty)
        for field in _fields_of(OfferTranslation):
            texts = _said(one, field), _said(other, field)
            if field.name != "language" and texts[0] != texts[1]:
                yield Change(f"{field.verbose_name} ({OfferLanguage(language).label})", *texts)


def _changed_rows(name: str, old: Sequence[Model], new: Sequence[Model]) -> Iterator[Change]:
    """The rows that only one of them has; rows that are not saved yet come first, which is no difference."""
    before, after = sorted(map(_row, old)), sorted(map(_row, new))
    gone, added = (
        [line for line in one if line not in other] for one, other in ((before, after), (after, before))
    )
    if gone or added:
        meta = getattr(Offer, name).rel.related_model._meta
        yield Change(str(meta.verbose_name_plural), "\n".join(gone), "\n".join(added))


def _fields_of(model: type[Model]) -> list[Field]:
    return [field for field in model._meta.concrete_fields if field.name not in UNSAID]


def _row(row: Model) -> str:
    """Everything that a row says; its one fact without a name."""
    fields = _fields_of(type(row))
    said = [(str(field.verbose_name), text) for field in fields if (text := _said(row, field))]
    return said[0][1] if len(fields) == 1 and said else "; ".join(f"{name}: {text}" for name, text in said)


def _said(record: Model, field: Field) -> str:
    value: Any = getattr(record, field.name)
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    if field.name in FILES:
        return str(value.filename)
    if field.choices:
        return str(getattr(record, f"get_{field.name}_display")())
    if isinstance(value, str):
        return " ".join(strip_tags(value.replace("<", " <")).split())
    return str(localize(value))
