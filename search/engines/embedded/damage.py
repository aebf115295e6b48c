"""Damaged files, whatever they make of tantivy."""

from collections.abc import Iterator
from contextlib import contextmanager

from search.engines.base import EngineUnavailable


@contextmanager
def damage_makes_unavailable() -> Iterator[None]:
    """Damage shows as an error of tantivy or, where it did not expect any, as a panic of the Rust below.

    A panic comes as an exception that is no `Exception` and cannot be imported, hence by its name.
    """
    try:
        yield
    except (ValueError, OSError, OverflowError, TypeError) as error:
        raise EngineUnavailable("The words of the search index are damaged.") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise EngineUnavailable("The words of the search index are damaged.") from error
