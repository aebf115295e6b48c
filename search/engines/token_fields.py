"""The tokens of an offer, by the names of the fields that every engine has for them."""

from search.documents import OfferDocument
from search.text.analysis import Analyser


def token_fields(document: OfferDocument, analyser: Analyser) -> dict[str, str]:
    """Tokens with blanks between them. `grams` decide what is found, `all_grams` only in which order."""
    titles = [(words.language, words.title) for words in document.words]
    summaries = [(words.language, words.summary) for words in document.words]
    texts = [(words.language, words.text) for words in document.words]
    title = analyser.tokens(titles)
    # Long texts have almost every 4-gram of the language: they would be similar to anything.
    short = analyser.tokens([*summaries, ("de", document.names)])
    long = analyser.tokens(texts, with_grams=False)
    return {
        "title_words": title.words,
        "words": f"{title.words} {short.words} {long.words}",
        "title_grams": title.grams,
        "grams": f"{title.grams} {short.grams}",
        "all_grams": analyser.all_grams([*titles, *summaries, *texts]),
        "codes": " ".join(document.codes),
    }
