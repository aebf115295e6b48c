"""Suggestions while somebody types: filters, places, offers, providers, words.

What is made of the vocabulary, the lexicon and the names of providers is kept until those change; titles
of offers are asked of the engine. So a key that is pressed costs two queries at most, however many offers
there are.
"""

from search.suggestions.building import suggest

__all__ = ["suggest"]
