"""The recogniser for the municipalities and postcodes there are."""

from offers.vocabulary import Vocabulary
from search.per_vocabulary import per_vocabulary
from search.text.recognise import Recogniser


@per_vocabulary
def recogniser_of(vocabulary: Vocabulary) -> Recogniser:
    postcodes = {code: area.municipalities for code, area in vocabulary.postcodes.items()}
    return Recogniser(vocabulary.municipalities, postcodes)
