"""Letters that the keyboard did not have: "fur" was meant to be "für", "saglik sigortasi" "sağlık sigortası".

Words find each other without them, for the index folds them too. Meaning does not: the model knows
"sağlık" but not "saglik".
"""

import re
from typing import Final

from search.text.frequencies import commonest

# Languages whose Latin letters have marks that other keyboards lack.
RESTORED: Final = frozenset({"de", "tr", "fr", "pl"})

LETTERS: Final = re.compile(r"[^\W\d_]+")
# Written in two letters, but not in "neue", "Quelle" or "Bauer", should those be rare words.
_TWO_LETTERS: Final = re.compile(r"(?<![aeouqAEOUQ])([aouAOU])e")
_ONE_LETTER: Final = dict(zip("aouAOU", "äöüÄÖÜ", strict=True))
_WRITES_TWO_LETTERS: Final = frozenset({"de", "tr"})


def restore_letters(text: str, language: str) -> str:
    """The text with the likeliest letters in place of plain ones; as it is in other languages."""
    if language not in RESTORED:
        return text
    return LETTERS.sub(lambda match: _restore(match[0], language), text)


def _restore(word: str, language: str) -> str:
    """The commonest word that is folded to the same letters; what has marks was typed with care."""
    if not word.isascii():
        return word
    found = commonest(word.lower(), language)
    if found:
        return found.capitalize() if word[0].isupper() else found
    if language in _WRITES_TWO_LETTERS:
        return _TWO_LETTERS.sub(lambda match: _ONE_LETTER[match[1]], word)
    return word
