"""Whether words that an editor gives for synonyms can be used, and if not, why, in a sentence for her."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.text.normalise import fold, words
from search.text.stopwords import is_stop_word
from search.text.synonyms import LONGEST_PHRASE, MAXIMUM_PHRASES, Thesaurus

LONGEST: Final = 80  # signs of one word or phrase

_plain: Final = Thesaurus()


def problem_of(phrases: Sequence[str], *, stands_for_term: bool) -> str:
    """What is wrong with the first of these phrases that cannot be used, or with all; "" if nothing is."""
    own = next(filter(None, map(_problem_of_one, phrases)), "")
    return own or _problem_of_all(phrases, stands_for_term) or _repeated(phrases)


def _problem_of_one(phrase: str) -> str:
    shown = {"phrase": phrase if len(phrase) <= LONGEST else f"{phrase[:40]}…", "longest": LONGEST}
    if len(phrase) > LONGEST:
        return _("„%(phrase)s“ ist zu lang: höchstens %(longest)d Zeichen.") % shown
    found = words(phrase)
    meant = [word for word in found if not is_stop_word(word)]
    if not found:
        return _("„%(phrase)s“ enthält kein Wort.") % shown
    if not meant:
        return _("„%(phrase)s“ kommt in fast jedem Text vor. Die Suche achtet nicht darauf.") % shown
    if len(meant) > LONGEST_PHRASE:
        return _(
            "„%(phrase)s“ ist zu lang: höchstens %(most)d Wörter. Kleine Wörter wie „für“ zählen nicht."
        ) % (shown | {"most": LONGEST_PHRASE})
    return ""


def _problem_of_all(phrases: Sequence[str], stands_for_term: bool) -> str:
    if not phrases or (len(phrases) == 1 and not stands_for_term):
        return _("Bitte mindestens zwei Wörter angeben, die dasselbe bedeuten – oder unten einen Begriff.")
    if len(phrases) > MAXIMUM_PHRASES:
        return ngettext(
            "Bitte höchstens %(most)d Wörter; das ist %(over)d zu viel. Legen Sie einen zweiten Eintrag an.",
            "Bitte höchstens %(most)d Wörter; das sind %(over)d zu viel. Legen Sie einen zweiten Eintrag an.",
            len(phrases) - MAXIMUM_PHRASES,
        ) % {"most": MAXIMUM_PHRASES, "over": len(phrases) - MAXIMUM_PHRASES}
    return ""


def _repeated(phrases: Sequence[str]) -> str:
    """Inflected or joined otherwise, the search knows a word again: to list it twice helps nobody."""
    seen: dict[tuple[str, ...], str] = {}
    for phrase in phrases:
        first = seen.setdefault(_plain.key(words(phrase)), phrase)
        if first is not phrase:
            return _sentence(first, phrase)
    return ""


def _sentence(first: str, again: str) -> str:
    if fold(first.casefold()) == fold(again.casefold()):
        return _("„%(word)s“ steht zweimal da.") % {"word": again}
    return _("„%(first)s“ und „%(again)s“ sind für die Suche ohnehin dasselbe Wort. Eines genügt.") % {
        "first": first,
        "again": again,
    }
