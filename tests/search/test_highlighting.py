from html import escape

import pytest

from search.highlighting import Highlighter, mark_hits, reader_for
from search.text.analysis import Analyser
from search.text.compounds import Lexicon
from search.text.plan import TextPlan
from search.text.synonyms import Synonyms, Thesaurus

LEXICON = Lexicon({"kurs": 9, "deutsch": 9, "kinder": 5, "betreuung": 5, "nähen": 3})
THESAURUS = Thesaurus(
    [Synonyms("topic:german-courses", ("Deutschkurse", "Sprachkurs", "Almanca kursu", "Deutsch lernen"))]
)


def marked(query: str, *texts: str, thesaurus: Thesaurus = THESAURUS) -> list[str]:
    plan = Analyser(LEXICON).plan(query, thesaurus)
    return list(Highlighter(plan, reader_for(LEXICON)).mark(*texts) or map(escape, texts))


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("chor", "Ein Chor für alle", "Ein <mark>Chor</mark> für alle"),
        ("Chöre", "Ein Chor für alle", "Ein <mark>Chor</mark> für alle"),
        ("kurs", "Nähkurs, auch abends", "<mark>Nähkurs</mark>, auch abends"),
        ("fruhstuck", "Frühstück um neun", "<mark>Frühstück</mark> um neun"),
        ("fruehstueck", "Frühstück um neun", "<mark>Frühstück</mark> um neun"),
        ("frühstück", "Fruehstueck um neun", "<mark>Fruehstueck</mark> um neun"),
        ("kinderbetreuung", "Betreuung für Kinder", "<mark>Betreuung</mark> für <mark>Kinder</mark>"),
        ("دورة", "دَوْرَة مسائية", "<mark>دَوْرَة</mark> مسائية"),
        ("курс", "Курси німецької", "<mark>Курси</mark> німецької"),
        ("schwim\u00adkurs", "Nichts davon", "Nichts davon"),
        ("schutzhaus", "Ein Schutz·haus", "Ein <mark>Schutz·haus</mark>"),
        ("für alle", "Ein Chor für alle", "Ein Chor für alle"),
        ("", "Ein Chor", "Ein Chor"),
    ],
)
def test_a_word_is_marked_however_it_is_written(query: str, text: str, expected: str) -> None:
    assert marked(query, text) == [expected]


@pytest.mark.parametrize("query", ["Sprachkurs", "almanca kursu"])
def test_what_a_vocabulary_says_means_the_same_is_marked(query: str) -> None:
    assert marked(query, "Deutschkurs A1") == ["<mark>Deutschkurs</mark> A1"]
    assert marked(query, "Deutsch und Tanz") == ["Deutsch und Tanz"], "half a phrase is not the phrase"


def test_a_phrase_may_be_spread_over_title_and_summary() -> None:
    assert marked("Sprachkurs", "Deutsch für Mütter", "Ein Kurs mit Tee") == [
        "<mark>Deutsch</mark> für Mütter",
        "Ein <mark>Kurs</mark> mit Tee",
    ]


@pytest.mark.parametrize("query", ["schwimkurs", "Schwimmkruse"])
def test_a_word_that_may_have_been_meant_is_marked(query: str) -> None:
    assert marked(query, "Schwimmkurs", thesaurus=Thesaurus()) == ["<mark>Schwimmkurs</mark>"]


def test_a_right_word_is_not_taken_for_a_misspelt_one() -> None:
    assert marked("nähen", "Wir mähen", thesaurus=Thesaurus()) == ["Wir mähen"]


@pytest.mark.parametrize("query", ["chor", "script", "b", "amp", "lt", "mark"])
def test_nothing_but_the_marks_is_html(query: str) -> None:
    (html,) = marked(f"{query} Chor", '<script>alert("Chor")</script> & <b>')

    assert "<mark>Chor</mark>" in html
    bare = html.replace("<mark>", "").replace("</mark>", "")
    assert bare == "&lt;script&gt;alert(&quot;Chor&quot;)&lt;/script&gt; &amp; &lt;b&gt;"


def test_without_words_hits_stay_as_they_are() -> None:
    assert mark_hits((), TextPlan(), LEXICON) == ()


def test_one_reader_serves_all_searches_of_a_lexicon() -> None:
    assert reader_for(LEXICON) is reader_for(LEXICON)
    assert reader_for(Lexicon()) is not reader_for(LEXICON)
