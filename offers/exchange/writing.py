"""Writes drafts: new offers in bulk, changed ones part by part."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.utils import timezone

from offers.exchange.catalogue import TERMS
from offers.exchange.checks import new_locations, of_offer, of_published, of_rows
from offers.exchange.drafts import RELATIONS, Draft
from offers.exchange.records import Problem
from offers.exchange.references import note_references
from offers.models import Location, Offer, OfferTranslation, Provider
from offers.models.import_run import ImportedRecord

# Which rows of an offer a key of the catalogue stands for.
RELATION_OF_KEY = {
    "cost": "cost_options",
    "contact": "contacts",
    "schedule": "schedules",
    "location": "locations",
    "service_areas": "service_areas",
}


def create(drafts: Sequence[Draft], *, publish: bool) -> None:
    """Write new offers with everything they need, in one statement for each table."""
    create_parents(drafts, publish=publish)
    for draft in drafts:
        _set_state(draft.offer, publish)
    Offer.objects.bulk_create(draft.offer for draft in drafts)
    for relation, model in RELATIONS.items():
        rows = [_of(draft, row) for draft in drafts for row in draft.rows.get(relation, ())]
        model._default_manager.bulk_create(rows)
        for draft in drafts:
            # Held in memory as well, so that nobody has to read them again.
            setattr(draft.offer, relation, draft.rows.get(relation, []))
    ImportedRecord.objects.bulk_create(
        ImportedRecord(offer=draft.offer, digests=draft.record.digests) for draft in drafts
    )
    note_references(draft.offer for draft in drafts)


def create_parents(drafts: Iterable[Draft], *, publish: bool) -> None:
    """Write the providers and places that are new; several drafts may share one."""
    providers: dict[int, Provider] = {}
    locations: dict[int, Location] = {}
    for draft in drafts:
        if draft.offer.provider.pk is None:
            providers[id(draft.offer.provider)] = draft.offer.provider
        locations |= {id(location): location for location in new_locations(draft)}
    for provider in providers.values():
        _set_state(provider, publish)
    Provider.objects.bulk_create(providers.values())
    Location.objects.bulk_create(locations.values())
    note_references([*providers.values(), *locations.values()])


def update(offer: Offer, draft: Draft, keys: Collection[str]) -> list[Problem]:
    """Write the parts of an offer that its source has changed; the rest stays as editors left it."""
    for target in draft.record.values:
        if target.key in keys and target.group in {"fact", "term", "municipality", "provider"}:
            name = "provider" if target.group == "provider" else target.name
            setattr(offer, name, getattr(draft.offer, name))
    relations = _merge_rows(offer, draft, keys)
    problems = [*of_rows(draft, relations), *of_offer(offer), *of_published(offer)]
    if problems:
        return problems
    create_parents([draft], publish=offer.live)
    offer.save()
    if offer.latest_revision_id:
        # Otherwise the next editor would begin with the state before the import.
        revision = offer.save_revision(log_action=True)
        if offer.live:
            revision.publish(skip_permission_checks=True)
    ImportedRecord.objects.update_or_create(offer=offer, defaults={"digests": draft.record.digests})
    return []


def _merge_rows(offer: Offer, draft: Draft, keys: Collection[str]) -> list[str]:
    """Put the changed rows in place of the old ones, in memory; say which relations are concerned."""
    relations = [relation for key, relation in RELATION_OF_KEY.items() if key in keys]
    for relation in relations:
        setattr(offer, relation, draft.rows.get(relation, []))
    taxonomies = {taxonomy for name, taxonomy in TERMS.items() if name in keys}
    if taxonomies:
        new = {
            row.term_id: row for row in draft.rows.get("terms", ()) if row.term.taxonomy.code in taxonomies
        }
        old = list(offer.terms.all())
        kept = [row for row in old if row.term.taxonomy.code not in taxonomies or row.term_id in new]
        known = {row.term_id for row in kept}
        offer.terms = [*kept, *(row for term_id, row in new.items() if term_id not in known)]
    if any(target.key in keys for target in draft.record.values if target.group == "words"):
        _merge_words(offer, draft, keys)
    return relations


def _merge_words(offer: Offer, draft: Draft, keys: Collection[str]) -> None:
    rows = {row.language: row for row in offer.translations.all()}
    for built in draft.rows["translations"]:
        row = rows.setdefault(built.language, OfferTranslation(language=built.language))
        for target in draft.record.values:
            if target.group == "words" and target.part == row.language and target.key in keys:
                setattr(row, target.name, getattr(built, target.name))
    offer.translations = list(rows.values())


def _set_state(record: Offer | Provider, publish: bool) -> None:
    record.live = publish
    record.has_unpublished_changes = not publish
    if publish:
        record.first_published_at = record.last_published_at = timezone.now()


def _of(draft: Draft, row: Any) -> Any:
    row.offer = draft.offer
    return row
