"""The records every portal begins with: municipalities and vocabularies, kept as TOML files.

Loading is idempotent. A record that exists keeps what editors made of it: a term keeps its labels, and
only labels for languages it has none in are added.
"""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import transaction

from offers import vocabulary
from offers.models import Municipality, Taxonomy, Term

FOLDER = Path(__file__).parent


@transaction.atomic
def load_reference_data() -> dict[str, int]:
    """Create what is missing; return how many records were created, by what they are."""
    created = {"municipalities": _load_municipalities(_read("municipalities.toml"))}
    created["terms"] = sum(_load_taxonomy(row) for row in _read("terms.toml")["taxonomy"])
    vocabulary.forget()
    return created


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def _load_municipalities(data: dict[str, Any]) -> int:
    known = set(Municipality.objects.values_list("ags", flat=True))
    missing = [row for row in data["municipality"] if row["ags"] not in known]
    for row in missing:
        facts = {name: value for name, value in row.items() if name != "postcodes"}
        if "population" in facts:
            facts["population_on"] = data["population_on"]
        municipality = Municipality(**facts)
        municipality.postcodes = [
            municipality.postcodes.model(**postcode) for postcode in row.get("postcodes", ())
        ]
        municipality.save()
    return len(missing)


def _load_taxonomy(row: dict[str, Any]) -> int:
    taxonomy, _created = Taxonomy.objects.get_or_create(
        code=row["code"], defaults={"name": row["name"], "description": row.get("description", "")}
    )
    existing = {term.code: term for term in taxonomy.terms.prefetch_related("labels")}
    before = len(existing)
    _load_terms(taxonomy, None, row.get("terms", ()), existing)
    for position, root in enumerate(row.get("term", ())):
        labels = {"de": root["de"], "en": root["en"]}
        term = _load_term(
            taxonomy, None, root["code"], root["icon"], position, labels, root["synonyms"], existing
        )
        _load_terms(taxonomy, term, root["children"], existing)
    return len(existing) - before


def _load_terms(
    taxonomy: Taxonomy, parent: Term | None, rows: Iterable[list[Any]], existing: dict[str, Term]
) -> None:
    for position, (code, icon, german, english, german_synonyms, synonyms) in enumerate(rows):
        labels = {"de": german, "en": english}
        _load_term(
            taxonomy, parent, code, icon, position, labels, {"de": german_synonyms, **synonyms}, existing
        )


def _load_term(
    taxonomy: Taxonomy,
    parent: Term | None,
    code: str,
    icon: str,
    position: int,
    labels: dict[str, str],
    synonyms: dict[str, str],
    existing: dict[str, Term],
) -> Term:
    term = existing.get(code)
    if term is None:
        term = Term(taxonomy=taxonomy, parent=parent, code=code, icon=icon, sort_order=position)
    worded = {row.language for row in term.labels.all()}
    for language in [language for language in {**labels, **synonyms} if language not in worded]:
        # A language with synonyms only is named by the first of them.
        words = synonyms.get(language, "")
        first = words.split(",")[0].strip()
        if label := labels.get(language) or first[:1].upper() + first[1:]:
            term.labels.add(term.labels.model(language=language, label=label, synonyms=words))
    term.save()
    existing[code] = term
    return term
