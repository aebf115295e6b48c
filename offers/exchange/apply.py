"""Applies a mapping to rows: batch by batch, each in a transaction of its own, so that an import that was
interrupted is simply started again and ends in the same state.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from offers.exchange import writing
from offers.exchange.checks import new_locations, of_publishing, problems_of
from offers.exchange.drafts import Draft, draft_of, provider_of
from offers.exchange.lookup import Known, Vocabularies
from offers.exchange.mapping import ImportMapping
from offers.exchange.records import LeftOut, Problem, Record, record_of
from offers.exchange.results import Outcome, RowResult
from offers.exchange.tables import Row
from offers.models import Offer
from offers.models.import_run import ImportedRecord
from offers.signals import offers_changed

BATCH_ROWS: Final = 200


def apply_rows(
    rows: Iterable[Row], mapping: ImportMapping, *, is_dry_run: bool = False
) -> Iterator[RowResult]:
    """Stream what became of each row; a dry run tries everything and takes it back."""
    importer = Importer(mapping)
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH_ROWS)):
        yield from importer.apply(batch, is_dry_run=is_dry_run)


class Importer:
    """Applies one mapping to any number of batches."""

    def __init__(self, mapping: ImportMapping) -> None:
        self.mapping = mapping
        self.vocabularies = Vocabularies()

    def apply(self, rows: Sequence[Row], *, is_dry_run: bool = False) -> list[RowResult]:
        """Apply some rows in one transaction; results come in the order of the rows."""
        entries = [record_of(row, self.mapping) for row in rows]
        records = [entry for entry in entries if isinstance(entry, Record)]
        left_out = [_left_out(entry) for entry in entries if isinstance(entry, LeftOut)]
        with transaction.atomic():
            results = self._all_at_once(records)
            pks = [result.pk for result in results if result.outcome in {Outcome.CREATED, Outcome.CHANGED}]
            if is_dry_run:
                transaction.set_rollback(True)
            elif pks:
                # Inside the transaction: who listens notes it together with the change, or neither happens.
                offers_changed.send(sender=Offer, pks=pks)
        in_order = sorted((*results, *left_out), key=lambda result: result.row)
        return [self._in_words_of_the_file(result) for result in in_order]

    def _in_words_of_the_file(self, result: RowResult) -> RowResult:
        columns = self.mapping.columns_of_fields
        problems = (replace(problem, column=columns.get(problem.field, "")) for problem in result.problems)
        return replace(result, problems=tuple(problems)) if result.problems else result

    def _all_at_once(self, records: Sequence[Record]) -> list[RowResult]:
        try:
            with transaction.atomic():
                return self._write(records, thoroughly=False)
        except (DataError, IntegrityError):
            # One of them breaks a constraint of the database: look at each, to say which and why.
            return [result for record in records for result in self._one_alone(record)]

    def _one_alone(self, record: Record) -> list[RowResult]:
        try:
            with transaction.atomic():
                return self._write([record], thoroughly=True)
        except (DataError, IntegrityError) as error:
            message = _("Die Datenbank nimmt die Zeile nicht an: %(error)s") % {"error": error}
            return [_refused(record, [Problem("", message)])]

    def _write(self, records: Sequence[Record], *, thoroughly: bool) -> list[RowResult]:
        remembered = self._remembered(records)
        changed = [record for record in records if remembered.get(record.external_id) != record.digests]
        same = [record for record in records if remembered.get(record.external_id) == record.digests]
        offers = self._existing(changed)
        drafts, results = self._accepted(changed, offers, thoroughly=thoroughly)
        new = [draft for draft in drafts if draft.record.external_id not in offers]
        writing.create(new, publish=self.mapping.publish)
        results += [_written(draft.offer, draft.record, Outcome.CREATED) for draft in new]
        for draft in drafts:
            if offer := offers.get(draft.record.external_id):
                results.append(_update(offer, draft, remembered.get(draft.record.external_id, {})))
        return [*results, *(RowResult(record.row, record.external_id, Outcome.UNCHANGED) for record in same)]

    def _accepted(
        self, records: Sequence[Record], offers: Collection[str], *, thoroughly: bool
    ) -> tuple[list[Draft], list[RowResult]]:
        known = self._known(records)
        drafts: list[Draft] = []
        refused: list[RowResult] = []
        for record in records:
            draft = draft_of(record, self.mapping.source, self.vocabularies, known)
            problems = problems_of(draft, thoroughly=thoroughly)
            if self.mapping.publish and not problems and record.external_id not in offers:
                problems = of_publishing(draft)
            if problems:
                refused.append(_refused(record, problems, draft.offer.title))
                continue
            known.remember(provider_of(record)[0], draft.offer.provider, new_locations(draft))
            drafts.append(draft)
        return drafts, refused

    def _known(self, records: Sequence[Record]) -> Known:
        known = Known(self.mapping.source)
        names = [provider_of(record) for record in records]
        places = {
            str(record.part(part).get("name", "")) for record in records for part in record.parts("location")
        }
        known.load(
            provider_ids=[external_id for external_id, _name in names],
            names=[name for _id, name in names],
            # A place without a name of its own is called like the provider.
            places=[*places, *(name for _id, name in names)],
        )
        return known

    def _remembered(self, records: Sequence[Record]) -> dict[str, dict[str, str]]:
        rows = ImportedRecord.objects.filter(
            offer__source=self.mapping.source,
            offer__external_id__in=[record.external_id for record in records],
        )
        return dict(rows.values_list("offer__external_id", "digests"))

    def _existing(self, records: Sequence[Record]) -> dict[str, Offer]:
        found = Offer.objects.filter(
            source=self.mapping.source, external_id__in=[record.external_id for record in records]
        )
        return {offer.external_id: offer for offer in found.with_facts()} if records else {}


def _update(offer: Offer, draft: Draft, remembered: dict[str, str]) -> RowResult:
    if reason := _why_not_now(offer):
        return _refused(draft.record, [Problem("", reason)], offer.title)
    digests = draft.record.digests
    keys = {key for key, digest in digests.items() if remembered.get(key) != digest}
    if problems := writing.update(offer, draft, keys):
        return _refused(draft.record, problems, offer.title)
    return _written(offer, draft.record, Outcome.CHANGED)


def _why_not_now(offer: Offer) -> str:
    """An import must not write below what a person is working on."""
    if offer.locked:
        return _("Das Angebot ist gesperrt. Bitte nach dem Entsperren noch einmal importieren.")
    if offer.latest_revision_id and offer.has_unpublished_changes:
        return _("Jemand arbeitet an diesem Angebot. Bitte nach dem Veröffentlichen noch einmal importieren.")
    return ""


def _written(offer: Offer, record: Record, outcome: Outcome) -> RowResult:
    return RowResult(record.row, record.external_id, outcome, offer.title, pk=offer.pk)


def _refused(record: Record, problems: Sequence[Problem], title: str = "") -> RowResult:
    return RowResult(record.row, record.external_id, Outcome.REFUSED, title, tuple(problems))


def _left_out(entry: LeftOut) -> RowResult:
    outcome = Outcome.REFUSED if entry.is_refused else Outcome.SKIPPED
    return RowResult(entry.row, entry.external_id, outcome, problems=entry.problems)
