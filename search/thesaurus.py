"""The synonyms that the vocabularies hold, ready to be looked up."""

from collections.abc import Iterator
from typing import Final

from offers.enums import TaxonomyCode
from offers.vocabulary import Entry, Vocabulary
from search.text.synonyms import Synonyms, Thesaurus

# Nearly every offer is held in German, so who types "deutsch" means courses, not the language spoken.
UNTELLING: Final = frozenset({(TaxonomyCode.LANGUAGE, "de")})

_latest: tuple[Vocabulary, Thesaurus] | None = None


def thesaurus_of(vocabulary: Vocabulary) -> Thesaurus:
    """The thesaurus of the vocabulary as it is now; made anew only when that changes."""
    global _latest
    latest = _latest
    if latest is None or latest[0] is not vocabulary:
        latest = _latest = (vocabulary, Thesaurus(_entries(vocabulary)))
    return latest[1]


def _entries(vocabulary: Vocabulary) -> Iterator[Synonyms]:
    for taxonomy, terms in vocabulary.terms.items():
        for entry in terms.values():
            if (taxonomy, entry.code) in UNTELLING:
                continue
            is_narrow = taxonomy != TaxonomyCode.TOPIC or bool(entry.parent)
            yield Synonyms(f"{taxonomy}:{entry.code}", _phrases(entry), is_narrow)


def _phrases(entry: Entry) -> tuple[str, ...]:
    synonyms = (phrase for phrases in entry.synonyms.values() for phrase in phrases)
    return tuple(dict.fromkeys([*entry.labels.values(), *synonyms]))
