"""Several threads at once, each with a connection of its own; what they write is committed."""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from offers.models import Location, Offer, OutgoingMail, Provider, RateCount, Submission
from search.models import IndexChange

MADE = (
    Submission,
    Offer,
    Location,
    Provider,
    OutgoingMail,
    RateCount,
    Revision,
    ModelLogEntry,
    IndexChange,
    ReferenceIndex,  # other threads note it: the fixture that keeps it from being noted knows its own only
    get_user_model(),
)


@pytest.fixture
def committed(django_db_setup, django_db_blocker) -> Iterator[None]:
    """What a test writes is seen by all threads and taken away again; the vocabulary stays."""
    with django_db_blocker.unblock():
        yield
        for model in MADE:
            model.objects.all().delete()


def at_once(*acts: Callable[[], object]) -> None:
    """All of these in the same moment; what one raises ends that one only."""
    together = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        together.wait()
        try:
            act()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
