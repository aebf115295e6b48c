"""From a record to an offer with all its rows, not saved yet, or to what is wrong with it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext as _

from offers.enums import OfferLanguage, ProviderKind, TranslationOrigin
from offers.exchange.catalogue import CHILDREN, TERM, TERMS, Target
from offers.exchange.child_rows import CHILD_MODELS, complete
from offers.exchange.lookup import Known, Vocabularies
from offers.exchange.records import Problem, Record
from offers.exchange.tables import Cell
from offers.exchange.transforms import CellError
from offers.exchange.typed import column, typed
from offers.models import (
    Location,
    Municipality,
    Offer,
    OfferLocation,
    OfferTerm,
    OfferTranslation,
    Provider,
    ServiceArea,
)

# The rows of an offer, in the order in which they are written.
RELATIONS: Final[dict[str, type[models.Model]]] = {
    "translations": OfferTranslation,
    "terms": OfferTerm,
    "cost_options": CHILD_MODELS["cost"],
    "contacts": CHILD_MODELS["contact"],
    "schedules": CHILD_MODELS["schedule"],
    "locations": OfferLocation,
    "service_areas": ServiceArea,
}


@dataclass(slots=True)
class Draft:
    """An offer that a record describes, with its rows by relation, and what is wrong with it.

    `names` says by which name of the catalogue a row is known in the file.
    """

    record: Record
    offer: Offer
    rows: dict[str, list[Any]] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, relation: str, row: models.Model, name: str) -> None:
        """Add a row of the offer."""
        self.rows.setdefault(relation, []).append(row)
        self.names[id(row)] = name


def draft_of(record: Record, source: str, vocabularies: Vocabularies, known: Known) -> Draft:
    """Build the offer of a record; nothing is asked of the database and nothing is written."""
    offer = Offer(source=source, external_id=record.external_id)
    builder = _Builder(Draft(record, offer), vocabularies, known)
    builder.build()
    return builder.draft


def provider_of(record: Record) -> tuple[str, str]:
    """The names of a record's provider: the source's own (else the name again), and the one people use."""
    cells = {target.name: str(cell) for target, cell in record.values.items() if target.group == "provider"}
    name = cells.get("name", "")
    return cells.get("external_id") or name, name


class _Builder:
    """Fills a draft part by part and gathers every problem on the way."""

    def __init__(self, draft: Draft, vocabularies: Vocabularies, known: Known) -> None:
        self.draft = draft
        self.offer = draft.offer
        self.vocabularies = vocabularies
        self.known = known

    def build(self) -> None:
        by_group: dict[str, Callable[[Target, Cell], None]] = {
            "fact": self._fact,
            "term": self._term,
            "terms": self._terms,
            "municipality": self._responsible,
            "area": self._areas,
        }
        for target, cell in self.draft.record.values.items():
            if target.group in by_group:
                with self._noting(target.field):
                    by_group[target.group](target, cell)
        self._words()
        self._provider()
        for kind, relation in CHILDREN.items():
            self._children(kind, relation)
        self._locations()

    def _fact(self, target: Target, cell: Cell) -> None:
        setattr(self.offer, target.name, typed(column(Offer, target.name), str(cell)))

    def _term(self, target: Target, cell: Cell) -> None:
        term = self.vocabularies.term(TERM[target.name], str(cell)) if cell else None
        setattr(self.offer, target.name, term)

    def _terms(self, target: Target, cell: Cell) -> None:
        for code in cell:
            term = self.vocabularies.term(TERMS[target.name], code)
            self.draft.add("terms", OfferTerm(term=term), target.field)

    def _responsible(self, target: Target, cell: Cell) -> None:
        self.offer.responsible_municipality = self.vocabularies.municipality(str(cell))

    def _areas(self, target: Target, cell: Cell) -> None:
        for ags in cell:
            municipality = self.vocabularies.municipality(ags)
            self.draft.add("service_areas", ServiceArea(municipality=municipality), target.field)

    def _words(self) -> None:
        words: dict[str, dict[str, str]] = {}
        for target, cell in self.draft.record.values.items():
            if target.group == "words":
                words.setdefault(target.part, {})[target.name] = str(cell)
        for language, said in words.items():
            if any(said.values()) or language == OfferLanguage.GERMAN:
                row = OfferTranslation(language=language, origin=TranslationOrigin.HUMAN, **said)
                self.draft.add("translations", row, "" if language == OfferLanguage.GERMAN else language)
        self.offer.title = words.get(OfferLanguage.GERMAN, {}).get("title", "")

    def _provider(self) -> None:
        external_id, _name = provider_of(self.draft.record)
        built = Provider(source=self.known.source, external_id=external_id, kind=ProviderKind.OTHER)
        for target, cell in self.draft.record.values.items():
            if target.group == "provider" and target.name != "external_id" and cell:
                with self._noting(target.field):
                    self._fill(built, target.name, str(cell))
        self.offer.provider = self.known.provider(built)

    def _children(self, kind: str, relation: str) -> None:
        for part in self.draft.record.parts(kind):
            cells = {name: str(cell) for name, cell in self.draft.record.part(part).items()}
            with self._noting(part):
                row = CHILD_MODELS[kind]()
                for name, text in complete(kind, cells).items():
                    with self._noting(f"{part}.{name}"):
                        self._fill(row, name, text)
                self.draft.add(relation, row, part)

    def _locations(self) -> None:
        for part in self.draft.record.parts("location"):
            built, note = Location(name=provider_of(self.draft.record)[1]), ""
            for name, cell in self.draft.record.part(part).items():
                with self._noting(f"{part}.{name}"):
                    if name == "note":
                        note = str(cell)
                    elif cell:
                        self._fill(built, name, str(cell))
            with self._noting(f"{part}.municipality"):
                built.municipality = self._municipality_of(built)
                row = OfferLocation(location=self.known.location(built), note=note)
                self.draft.add("locations", row, part)

    def _municipality_of(self, location: Location) -> Municipality:
        """What the file says, or the postcode, or whoever is responsible, unless that is the county."""
        if location.municipality_id:
            return location.municipality
        found = self.vocabularies.municipality_at(location.postcode)
        if found is None and self.offer.responsible_municipality_id:
            found = self.offer.responsible_municipality
        if found is None or found.is_county:
            raise CellError(_("Zu welcher Stadt oder Gemeinde der Ort gehört, sagt die Zeile nicht."))
        return found

    def _fill(self, instance: models.Model, name: str, text: str) -> None:
        if name == "municipality":
            value: Any = self.vocabularies.municipality(text) if text else None
        else:
            value = typed(column(type(instance), name), text)
        setattr(instance, name, value)

    @contextmanager
    def _noting(self, name: str) -> Iterator[None]:
        try:
            yield
        except CellError as error:
            self.draft.problems.append(Problem(name, str(error)))
