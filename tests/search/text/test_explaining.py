"""What an editor has explained is explained to the model of meaning, too."""

import pytest

from search.text.compounds import Lexicon
from search.text.explaining import explain
from search.text.synonyms import Synonyms, Thesaurus

OFFERS = Lexicon({"kindergarten": 3, "platz": 3, "bundesamt": 2, "migration": 2, "flüchtlinge": 2})
KEPT = Thesaurus(
    [
        Synonyms("", ("дитсадок", "Krippe", "Kindergarten")),
        Synonyms("", ("BAMF", "Bundesamt für Migration und Flüchtlinge")),
        Synonyms("topic:sports", ("futbol", "Migration")),
    ]
)


@pytest.mark.parametrize(
    ("text", "explained", "is_german"),
    [
        ("дитсадок", "Kindergarten", True),
        ("BAMF", "Bundesamt für Migration und Flüchtlinge", True),
        ("BAMF Termin", "Bundesamt für Migration und Flüchtlinge termin", False),
        ("мені потрібен дитсадок", "потрібен Kindergarten", False),
    ],
)
def test_a_word_no_offer_uses_is_said_in_words_that_some_do(text, explained, is_german) -> None:
    assert explain(text, KEPT, OFFERS) == (explained, is_german)


@pytest.mark.parametrize("text", ["Kindergarten", "Kindergarten Platz", "etwas anderes", "", "und"])
def test_what_offers_say_themselves_stays_as_it_is(text: str) -> None:
    assert explain(text, KEPT, OFFERS) == ("", False)


def test_the_words_of_a_vocabulary_are_left_to_the_model() -> None:
    assert explain("futbol", KEPT, OFFERS) == ("", False)


def test_where_no_offer_uses_any_of_them_nothing_is_explained() -> None:
    assert explain("дитсадок", KEPT, Lexicon()) == ("", False)
