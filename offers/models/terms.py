"""What records with terms have in common: an offer's topics, a provider's networks."""

from collections.abc import Iterable
from typing import Any

from offers.models.taxonomy import Term


class HasTerms:
    """For a model whose child rows `terms` each hold a `term`."""

    terms: Any

    def terms_in(self, taxonomy: str) -> list[Term]:
        """Its terms of one vocabulary, in the vocabulary's order."""
        found = [row.term for row in self.terms.all() if row.term.taxonomy.code == taxonomy]
        return sorted(found, key=lambda term: (term.sort_order, term.code))

    def set_terms(self, taxonomy: str, terms: Iterable[Term]) -> None:
        """Put `terms` in the place of those of one vocabulary, in memory; rows that stay are kept."""
        chosen = {term.pk: term for term in terms}
        rows = list(self.terms.all())
        others = [row for row in rows if row.term.taxonomy.code != taxonomy]
        kept = [row for row in rows if row.term.taxonomy.code == taxonomy and row.term_id in chosen]
        new = chosen.keys() - {row.term_id for row in kept}
        row_model = self.terms.model
        added = [row_model(term=term) for pk, term in chosen.items() if pk in new]
        self.terms = [*others, *kept, *added]
