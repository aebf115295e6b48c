"""Words that offers use, to complete the one that is being typed."""

from collections.abc import Iterator
from typing import Final
from weakref import WeakKeyDictionary

from search.facets import directory_url
from search.query import SearchQuery
from search.suggestions.typed import tails
from search.suggestions.values import Suggestion
from search.text.beginnings import Beginnings
from search.text.compounds import Lexicon
from search.text.normalise import normalise
from search.text.stemming import stem

COMPLETED: Final = 20_000  # of the words of a lexicon, the commonest: what is kept of them has a bound
SHORTEST_BEGINNING: Final = 3  # letters: shorter ones begin anything

Words = Beginnings[tuple[str, int]]

_made: WeakKeyDictionary[Lexicon, Words] = WeakKeyDictionary()


def suggest_words(query: SearchQuery, lexicon: Lexicon) -> Iterator[Suggestion]:
    """Searches for the words that the last one may become, the commonest first, one of each stem."""
    found_tails = list(tails(query.text))
    if not found_tails or len((last := found_tails[-1]).phrase) < SHORTEST_BEGINNING:
        return
    found = _words_of(lexicon).find(last.phrase)
    typed = normalise(last.phrase)
    taken = {stem(typed, "de")} if typed in lexicon.words else set()
    for word, _times in sorted((hit.value for hit in found), key=lambda value: (-value[1], value[0])):
        if (stemmed := stem(word, "de")) not in taken:
            taken.add(stemmed)
            searched = query.replace(text=f"{last.before} {word}")
            yield Suggestion(url=directory_url(searched), label=searched.text, icon="search")


def _words_of(lexicon: Lexicon) -> Words:
    """Made once for each lexicon, and forgotten with it."""
    made = _made.get(lexicon)
    if made is None:
        commonest = sorted(lexicon.words.items(), key=lambda pair: -pair[1])[:COMPLETED]
        made = _made[lexicon] = Beginnings((word, (word, times)) for word, times in commonest)
    return made
