"""The words of the example offers, in German and in the languages they were translated into."""

from home.demo.errors import DemoContentError
from home.demo.files import as_row, names_in, read_toml
from home.demo.prose import as_html
from home.demo.rows import OfferRow, WordsRow
from offers.enums import OfferLanguage
from offers.models import OfferTranslation

FOLDER = "translations"


class Translations:
    """Words by language and by the id of the offer."""

    def __init__(self, words: dict[str, dict[str, WordsRow]]) -> None:
        self._words = words

    @classmethod
    def read(cls) -> "Translations":
        """All files of the folder: one for each language, named by its code."""
        words: dict[str, dict[str, WordsRow]] = {}
        for name in names_in(FOLDER):
            language = name.removeprefix(f"{FOLDER}/").removesuffix(".toml")
            if language not in OfferLanguage.values:
                raise DemoContentError(f"{name}: no language “{language}”")
            rows = read_toml(name).items()
            words[language] = {key: as_row(WordsRow, data, f"{name}: {key}") for key, data in rows}
        return cls(words)

    def check(self, known: set[str]) -> None:
        """Complain about words of an offer that does not exist."""
        for language, words in self._words.items():
            if strangers := sorted(words.keys() - known):
                raise DemoContentError(f"{FOLDER}/{language}.toml: no offer {', '.join(strangers)}")

    def of(self, row: OfferRow) -> list[OfferTranslation]:
        """The German words of the offer and then their translations."""
        german = _translation(OfferLanguage.GERMAN.value, row, "")
        digest = german.digest()
        others = [(code, words[row.id]) for code, words in self._words.items() if row.id in words]
        return [german] + [_translation(language, words, digest) for language, words in others]


def _translation(language: str, words: WordsRow | OfferRow, source_digest: str) -> OfferTranslation:
    return OfferTranslation(
        language=language,
        title=words.title,
        summary=words.summary,
        description=as_html(words.text),
        eligibility=words.eligibility,
        how_to_join=words.how_to_join,
        source_digest=source_digest,
    )
