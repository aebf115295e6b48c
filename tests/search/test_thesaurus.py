"""The words of the vocabularies, as the search looks them up."""

import pytest

from offers.vocabulary import vocabulary
from search.thesaurus import thesaurus_of

pytestmark = pytest.mark.django_db


def codes(*phrase: str) -> set[str]:
    return {entry.code for entry in thesaurus_of(vocabulary()).lookup(list(phrase))}


def test_a_word_of_any_language_leads_to_its_term():
    assert "topic:german-courses" in codes("almanca", "kursu")
    assert "topic:kita-language" in codes("kindergarten")


def test_german_as_a_word_is_not_the_language_nearly_everybody_speaks():
    assert "language:de" not in codes("deutsch")
    assert "language:tr" in codes("türkisch")


def test_it_is_made_anew_only_when_the_vocabulary_changes():
    assert thesaurus_of(vocabulary()) is thesaurus_of(vocabulary())
