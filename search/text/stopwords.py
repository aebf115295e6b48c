"""Words that say nothing about an offer: they are neither indexed nor asked for."""

from typing import Final

from search.text.normalise import fold, words

_GERMAN = """
aber alle allem allen aller alles als also am an andere auch auf aus bei beim bin bis bist da dabei damit
dann darf das dass dazu dein deine dem den denn der des dich die dies diese diesem diesen dieser dieses dir
doch dort du durch ein eine einem einen einer eines er es etwas euch euer eure für gegen gibt hab habe haben
hat hatte hier hin ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes
kann kannst können könnte man mein meine meinem meinen meiner mich mir mit möchte muss müssen nach nicht
noch nun nur ob oder ohne sehr sein seine seinem seinen seiner sich sie sind so soll sollen sowie über um und
uns unser unsere unter vom von vor war warum was weg weil welche welcher wenn wer werde werden wie will wir
wird wo wollen wurde würde zu zum zur zwischen suche suchen finde finden brauche brauchen gerne bitte
"""
_ENGLISH = """
a about am an and any are as at be been but by can could did do does for from had has have he her here his
how i if in into is it its me my need no not of on or our she should so some than that the their them then
there they this to too up us was we were what when where which who why will with would you your looking find
search please want
"""
_FRENCH = """
au aux avec ce ces cette dans de des du elle en est et il ils je la le les leur lui ma mais me mes mon ne nos
notre nous on ou où par pas pour qu que qui sa se ses son sur ta te tes toi ton tu un une vos votre vous
"""
_TURKISH = "ve bir bu da de için ile mi mu ne o çok var ben biz siz nerede nasıl istiyorum arıyorum"
_POLISH = "i w na z do się nie to jest o po za od dla jak gdzie szukam"
_RUSSIAN = """
и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по ее мне от меня о из ему
для где
"""
_UKRAINIAN = "і й та в у на з зі із до не що як а то я ми ви він вона це за для де по від про мені"
_ARABIC = "في من على إلى عن مع هذا هذه هو هي أن و أو ما لا أين كيف أريد أبحث"
_PERSIAN = "و در به از که با برای این آن را است یک من ما کجا چگونه می"

STOP_WORDS_OF: Final = {
    language: frozenset(fold(word) for word in words(listed))
    for language, listed in {
        "de": _GERMAN,
        "en": _ENGLISH,
        "fr": _FRENCH,
        "tr": _TURKISH,
        "pl": _POLISH,
        "ru": _RUSSIAN,
        "uk": _UKRAINIAN,
        "ar": _ARABIC,
        "fa": _PERSIAN,
    }.items()
}

# One set for all: whoever asks does not say in which language.
STOP_WORDS: Final = frozenset().union(*STOP_WORDS_OF.values())


def is_stop_word(word: str) -> bool:
    return fold(word) in STOP_WORDS
