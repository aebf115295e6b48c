"""The engine for several machines: Elasticsearch, servers 8.x and 9.x, with what a plain free one has.

In the server, under a prefix:

    <prefix>-offers             alias of the index in use; every search goes there
    <prefix>-offers-<number>    the index in use, the one before it, or one that is being made
    <prefix>-state              who may write (`lease`), and the lexicon of each index

Tokens are made by `search.text`; the server splits them at blanks and does nothing else to them. Writers
take turns by a lease, whose number is the version of every document they write: one that was overtaken
can change nothing any more.
"""

from search.engines.elastic.engine import ElasticEngine

__all__ = ["ElasticEngine"]
