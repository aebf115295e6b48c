"""What pages show of the directory: a few offers of a preset search and the way to all of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from offers.enums import TaxonomyCode
from offers.vocabulary import vocabulary
from search import service
from search.facets import directory_url
from search.query import SearchQuery
from search.results import Hit, SearchResults


@dataclass(frozen=True, slots=True)
class OfferExcerpt:
    """The first offers of a search. `url` leads to the directory with the same search.

    `is_degraded`: the engine was away, so their order may be another than usual.
    """

    hits: tuple[Hit, ...]
    total: int
    url: str
    is_degraded: bool = False

    @property
    def has_more(self) -> bool:
        return self.total > len(self.hits)


@dataclass(frozen=True, slots=True)
class TopicLink:
    """A topic, how many offers it has, and the way to them."""

    code: str
    label: str
    icon: str
    count: int
    url: str


def excerpt(results: SearchResults) -> OfferExcerpt:
    return OfferExcerpt(
        hits=results.hits,
        total=results.total,
        url=directory_url(results.query),
        is_degraded=results.is_degraded,
    )


def find_excerpt(query: SearchQuery, limit: int) -> OfferExcerpt:
    return excerpt(service.find(query, size=limit, with_facets=False))


def facet_counts(results: SearchResults, facet: str) -> Mapping[str, int]:
    """How many offers each value of a facet has, parents and children alike; none while nobody counts."""
    return next((found.counts for found in results.facets if found.name == facet), {})


def topic_links(results: SearchResults, parent: str = "") -> tuple[TopicLink, ...]:
    """The topics right below `parent` that have offers in these results; the focus areas without one.

    Each link narrows the search of the results down to its topic.
    """
    counts = facet_counts(results, "topics")
    return tuple(
        TopicLink(
            entry.code,
            entry.label(),
            entry.icon,
            counts[entry.code],
            directory_url(results.query.replace(topics=(entry.code,))),
        )
        for entry in vocabulary().entries(TaxonomyCode.TOPIC)
        if entry.parent == parent and counts.get(entry.code)
    )
