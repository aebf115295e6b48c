"""German compounds into their parts: "Deutschkurs" is found by "Deutsch" and by "Kurs"."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final, Self

from search.text.normalise import fold, script
from search.text.spelling import likeness, mistakes, mistakes_allowed
from search.text.stemming import stem
from search.text.stopwords import is_stop_word

SHORTEST_COMPOUND: Final = 7
SHORTEST_PART: Final = 4
SHORTEST_DOMAIN_PART: Final = 3
TEXTS_OF_A_WORD: Final = 2  # at least: a word of a single offer may be a misprint
LINKING_LETTERS: Final = ("es", "s", "er", "en", "n", "e")

# Parts of this portal's compounds that no offer need contain as words of their own; some are shorter
# than what is trusted otherwise.
_DOMAIN: Final = """
abend abschluss akademie alltag alpha alphabetisierung amt anerkennung anfänger anmeldung antrag arbeit
arbeitsmarkt arzt asyl aufenthalt ausbildung ausländer ausweis bad begegnung begleitung behörde beratung
beruf berufssprache betreuung bewerbung bibliothek bildung brief bürger büro café computer deutsch diakonie
dienst digital dolmetsch dolmetscher ehrenamt einbürgerung eingliederung einstieg eltern englisch
erstorientierung erziehung fahrrad familie ferien flucht flüchtling frauen frühstück förderung führerschein
garten geld gespräch gesundheit grundschule gruppe handy haus hausaufgaben hilfe hochschule hort information
integration jahr job jugend kaffee kind kinder kirche kita koch kochen konto kranken kreis kultur kunst kurs
laden land leben lehrer leiter lern lesen lotse mama markt medien mentor migration mittag mobil musik mutter
mädchen männer mütter nachbar nachbarschaft nachhilfe nachmittag nachweis netz näh nähen ort papa paten
patenschaft platz praktikum praxis projekt prüfung rad raum recht reparatur schreib schreiben schul schulden
schule schwanger schwimm schwimmen schüler senioren spende spiel spielen sport sprach sprache sprech
sprechstunde stadt stelle stunde suche sucht tafel tag tandem tanz technik teil test training treff
treffpunkt unterricht vater verein versicherung vorlese vorlesen vormittag vorstellung wasch werk werkstatt
wohn wohngeld wohnung zeit zentrum zeugnis
"""

# Words that look like compounds of words in any German vocabulary, and are none.
_WHOLE: Final = frozenset(
    {"deutschland", "unterricht", "information", "versicherung", "einrichtung", "kindergarten", "partner"}
)


class Lexicon:
    """The German words that offers use, with the number of texts each is in.

    Their stems may be parts of a compound; a word of a search that is none of them may be one of them
    misspelt. What was split and put right is remembered.
    """

    def __init__(self, words: Mapping[str, int] | None = None) -> None:
        self.words: Final = dict(words or {})
        self._parts: Final = _stems(self.words) | _domain_stems()
        self.split = lru_cache(maxsize=65_536)(self._split)
        self.correct = lru_cache(maxsize=4096)(self._correct)

    @classmethod
    def of(cls, texts: Iterable[Iterable[str]]) -> Self:
        """The lexicon of texts, each given as its normalised words; words of one text only are left out."""
        seen: Counter[str] = Counter()
        for words in texts:
            seen.update({word for word in words if _is_fit(word)})
        return cls({word: times for word, times in seen.items() if times >= TEXTS_OF_A_WORD})

    def __contains__(self, stemmed: object) -> bool:
        """Whether a stem is one of German words that this portal uses."""
        return stemmed in self._parts

    def _correct(self, word: str) -> str:
        """The likeliest word that this one is, misspelt; "" where it is right, or like no other."""
        if stem(word, "de") in self or not mistakes_allowed(word):
            return ""
        folded = fold(word)
        likely = {known: mistakes(folded, fold(known)) for known in self.words}
        ranked = [
            (-number, likeness(folded, fold(known)), self.words[known], known)
            for known, number in likely.items()
            if number is not None
        ]
        return max(ranked, default=(0, 0, 0, ""))[-1]

    def all_parts(self, word: str) -> tuple[str, ...]:
        """The parts, and the parts of those: what an offer is found by that contains the word."""
        parts = self.split(word)
        return tuple(dict.fromkeys([*parts, *(part for long in parts for part in self.all_parts(long))]))

    def _split(self, word: str) -> tuple[str, ...]:
        """The parts of a normalised German word, as words; empty where it is no compound."""
        if len(word) < SHORTEST_COMPOUND or word in _WHOLE or script(word) != "latin":
            return ()
        parts = self._fewest_parts(word)
        return parts if len(parts) > 1 else ()

    def _fewest_parts(self, word: str) -> tuple[str, ...]:
        """Two parts rather than three; of two ways to cut, the one with the longer last part."""
        best: tuple[str, ...] = (word,) if self._is_part(word) else ()
        for cut in range(3, len(word) - 2):
            head = self._head(word[:cut])
            if head is None:
                continue
            tail = word[cut:]
            rest = (tail,) if self._is_part(tail) else self._fewest_parts(tail)
            if rest and (len(best) < 2 or len(rest) + 1 < len(best)):
                best = (head, *rest)
        return best

    def _head(self, text: str) -> str | None:
        if self._is_part(text):
            return text
        for letters in LINKING_LETTERS:
            if text.endswith(letters) and self._is_part(text[: -len(letters)]):
                return text[: -len(letters)]
        return None

    def _is_part(self, text: str) -> bool:
        if len(text) < SHORTEST_DOMAIN_PART:
            return False
        stemmed = stem(text, "de")
        if stemmed in _domain_stems():
            return True
        return len(text) >= SHORTEST_PART and stemmed in self._parts and not is_stop_word(text)


def _is_fit(word: str) -> bool:
    is_long_enough = len(word) >= SHORTEST_PART and word.isalpha()
    return is_long_enough and script(word) == "latin" and not is_stop_word(word)


def _stems(words: Iterable[str]) -> frozenset[str]:
    stems = (stem(word, "de") for word in words)
    return frozenset(found for found in stems if len(found) >= SHORTEST_PART)


@lru_cache(maxsize=1)
def _domain_stems() -> frozenset[str]:
    return frozenset(stem(word, "de") for word in _DOMAIN.split())
