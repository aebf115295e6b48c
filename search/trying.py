"""What a search for each word of a set of synonyms finds now, for the editor who has just saved it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from search import service
from search.models import SynonymSet
from search.query import SearchQuery

SHOWN: Final = 3  # titles of the best offers


@dataclass(frozen=True, slots=True)
class Trial:
    """`url` is the directory as a resident sees it who searches for these words."""

    words: str
    url: str
    total: int
    titles: tuple[str, ...]
    is_degraded: bool


def try_all(synonyms: SynonymSet) -> Iterator[Trial]:
    for words in synonyms.phrases:
        query = SearchQuery(text=words)
        results = service.find(query, size=SHOWN, with_facets=False)
        yield Trial(
            words=words,
            url=f"{reverse('search:results')}?{query.to_querystring()}",
            total=results.total,
            titles=tuple(hit.card.title for hit in results.hits),
            is_degraded=results.is_degraded,
        )
