"""The synonyms that the vocabularies hold and that editors keep, ready to be looked up.

They are read with the vocabulary, and again when it or they change (`search.rechecking`).
"""

from collections.abc import Iterator
from typing import Final

from offers.enums import TaxonomyCode
from offers.vocabulary import Entry, Vocabulary
from search.models import SynonymSet
from search.per_vocabulary import per_vocabulary_alone
from search.text.synonyms import Synonyms, Thesaurus

# Nearly every offer is held in German, so who types "deutsch" means courses, not the language spoken.
UNTELLING: Final = frozenset({(TaxonomyCode.LANGUAGE, "de")})


@per_vocabulary_alone
def thesaurus_of(vocabulary: Vocabulary) -> Thesaurus:
    """The thesaurus of the vocabulary as it is now."""
    return Thesaurus([*_entries(vocabulary), *_kept_by_editors()])


def _kept_by_editors() -> Iterator[Synonyms]:
    for kept in SynonymSet.objects.in_use():
        code = f"{kept.term.taxonomy.code}:{kept.term.code}" if kept.term else ""
        yield Synonyms(code, tuple(kept.phrases))


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
