"""Documents read by a process of their own, while this one writes them: a rebuild then has two cores.

Imported by that process before Django is there: nothing here may need it at once.
"""

import logging
import os
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, Final

from django.db import connection

if TYPE_CHECKING:
    from search.documents import OfferDocument

logger = logging.getLogger(__name__)

WORTH_A_PROCESS: Final = 5_000  # offers: to start one takes as long as to read a thousand

Batches = Sequence[Sequence[int]]


def can_read_ahead(number: int) -> bool:
    """Whether another process is worth it, may run beside this one, and sees the same rows."""
    return (
        number >= WORTH_A_PROCESS
        and len(os.sched_getaffinity(0)) > 1
        and not connection.in_atomic_block
        and not getattr(connection, "is_in_memory_db", bool)()  # there is none but SQLite's
    )


def read_ahead(batches: Batches) -> Iterator[list["OfferDocument"]]:
    """The documents of each batch of keys, in order; ends early where the other process does.

    A pipe holds little, so that it is never more than one batch ahead. When either process is killed the
    other one notices by the pipe.
    """
    context = get_context("spawn")  # a copy of a process with threads may hang
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(sender, connection.settings_dict, batches), daemon=True)
    process.start()
    sender.close()
    try:
        for _batch in batches:
            yield receiver.recv()
    except (EOFError, OSError):
        logger.warning("The process that reads offers ahead has ended early; they are read without it.")
    finally:
        receiver.close()
        process.terminate()
        process.join()


def _send(sender: Connection, database: dict[str, Any], batches: Batches) -> None:
    import gc

    import django

    django.setup()
    gc.disable()  # each batch is collected for itself
    connection.settings_dict.update(database)

    from search.indexing import batch_of_documents

    try:
        for batch in batches:
            sender.send(batch_of_documents(batch))
    except BrokenPipeError:
        pass  # nobody waits for them any more
    finally:
        connection.close()
