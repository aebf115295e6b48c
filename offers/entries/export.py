"""Everything of an organisation in two files: all of it for machines, the entries as a table for people."""

import io
from collections.abc import Iterator
from typing import Any, Final

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from offers.actions.accounts import opened_on
from offers.detail.page import offer_detail
from offers.entries.listing import Entry, entries_of
from offers.models import Offer, Provider, Submission, ViewCount
from offers.richtext import strip_html

# What a record notes about its own keeping here.
LEFT_OUT: Final = frozenset(
    {
        "latest_revision",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "expired",
        "go_live_at",
        "expire_at",
        "has_unpublished_changes",
    }
)
LONGEST_CELL: Final = 32_000  # characters; Excel takes 32,767


def everything(provider: Provider) -> dict[str, Any]:
    """What is kept of an organisation, as values that JSON can say: terms and towns by their names."""
    offers = list(Offer.objects.known_to(provider).with_facts())
    return {
        "organisation": _without_keeping(provider.serializable_data()),
        "people": _people(provider),
        "entries": [_entry(offer) for offer in offers],
        "submissions": [_submission(row) for row in Submission.objects.known_to(provider)],
        "views": [
            {"entry": row.offer_id, "on": row.counted_on, "views": row.views}
            for row in ViewCount.objects.filter(offer__in=offers).order_by("counted_on")
        ],
    }


def _people(provider: Provider) -> list[dict[str, Any]]:
    people = list(provider.members.values("name", "email", "language", "joined_at"))
    since = opened_on(person["email"] for person in people)
    return [person | {"account_since": since.get(person["email"].lower())} for person in people]


def _entry(offer: Offer) -> dict[str, Any]:
    said = _without_keeping(offer.serializable_data())
    return said | {
        "kind": offer.kind.code,
        "terms": [row.term.code for row in offer.terms.all()],
        "responsible_municipality": str(offer.responsible_municipality),
        "picture": _file(offer.picture),
        "flyer": _file(offer.flyer),
        "service_areas": [str(row.municipality) for row in offer.service_areas.all()],
        "locations": [
            {"name": row.location.name, "address": _address(row.location), "note": row.note}
            for row in offer.locations.all()
        ],
    }


def _file(file: Any) -> dict[str, str] | None:
    return {"name": file.filename, "address": file.file.url} if file else None


def _address(location: Any) -> str:
    return ", ".join(filter(None, (location.street, f"{location.postcode} {location.city}".strip())))


def _submission(row: Submission) -> dict[str, Any]:
    names = ("reference", "kind", "state", "sent_at", "decided_at", "reason", "answer", "consented_at")
    said = {name: getattr(row, name) for name in names}
    change = row.revision.content if row.is_change and row.is_unfinished and row.revision else None
    # Who sent it is told only where it was somebody of the organisation.
    sender = {name: getattr(row, name) for name in ("name", "email", "phone")} if row.member_id else None
    return said | {"entry": row.offer_id, "sender": sender, "change": _without_keeping(change or {})}


def _without_keeping(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in LEFT_OUT}


def table(provider: Provider) -> bytes:
    """The entries as an XLSX file, one a line; no cell is a formula, whatever somebody typed."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Einträge"))
    facts = {offer.pk: offer for offer in Offer.objects.known_to(provider).with_facts()}
    for line in (_headings(), *(_line(entry, facts[entry.offer.pk]) for entry in entries_of(provider))):
        sheet.append([_cell(sheet, value) for value in line])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_CELL])
    cell.data_type = "s"
    return cell


def _headings() -> tuple[str, ...]:
    return (
        _("Titel"),
        _("Stand"),
        _("Art"),
        _("Themen"),
        _("in einem Satz"),
        _("Beschreibung"),
        _("Ort"),
        _("Zeit"),
        _("Kosten"),
        _("Plätze"),
        _("Kontakt"),
        _("zuletzt geprüft am"),
        _("das nächste Mal prüfen"),
        _("Aufrufe in 30 Tagen"),
    )


def _line(entry: Entry, offer: Offer) -> Iterator[object]:
    detail = offer_detail(offer)
    yield entry.title
    yield str(entry.state.label)
    yield detail.kind_label
    yield ", ".join(topic.title for topic in detail.topics)
    yield detail.summary
    yield strip_html(detail.description)
    yield "; ".join(f"{row.location.name}, {_address(row.location)}" for row in offer.locations.all())
    yield "; ".join(line.times for line in detail.schedule_lines)
    yield "; ".join(" ".join(filter(None, (cost.label, cost.note))) for cost in detail.costs)
    yield detail.places_label
    yield "; ".join(" ".join(filter(None, (row.name, row.phone, row.email))) for row in offer.contacts.all())
    yield offer.verified_on
    yield entry.review_on
    yield entry.views
