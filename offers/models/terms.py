"""What records with terms have in common: an offer's topics, a provider's networks."""

from offers.models.taxonomy import Term


class HasTerms:
    """For a model whose child rows `terms` each hold a `term`."""

    def terms_in(self, taxonomy: str) -> list[Term]:
        """Its terms of one vocabulary, in the vocabulary's order."""
        found = [row.term for row in self.terms.all() if row.term.taxonomy.code == taxonomy]
        return sorted(found, key=lambda term: (term.sort_order, term.code))
