"""What the search keeps in the database: the outbox of the index, synonyms, and what was searched for."""

from search.models.counts import RecentWish, SearchCount, SeenWords
from search.models.outbox import IndexChange
from search.models.synonyms import SynonymSet, VocabularyStamp

__all__ = ["IndexChange", "RecentWish", "SearchCount", "SeenWords", "SynonymSet", "VocabularyStamp"]
