"""The engine within the process: tantivy for words, roaring bitmaps for filters and counts.

An index is a *generation*, a folder of its own:

    CURRENT                 the name of the generation in use
    write.lock              held by whoever writes
    generations/<name>/
        words/              tantivy: tokens of each offer -> ordinal
        meaning.bin         one row for each vector of an offer -> ordinal
        facts.log           one line for each document written, in the order of the ordinals
        lexicon.json        the German words of offers, with the number of offers each is in
        complete            the version of the format; written last

Ordinals number the documents of a generation; a changed offer gets a new one and its old one is dead.
The log is the truth about offers, tantivy knows words only. Readers follow both by their sizes and
times on disk, so that any number of processes may read while one writes.
"""

from search.engines.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
