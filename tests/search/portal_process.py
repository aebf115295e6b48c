"""A portal of its own in a folder of its own, driven through real processes.

The parent half (`Portal`) starts the child half (`python -m tests.search.portal_process ACTION …`).
"""

import argparse
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds, for a machine that has much else to do
STOPPED = "stopped"

# --- the parent: what a test does ---------------------------------------------------------------------


class Portal:
    """Of the embedded engine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.by_meaning = False

    def start(self, *arguments: object) -> "subprocess.Popen[str]":
        # Without PORTAL_DATABASE_URL it keeps its own SQLite file, whatever the suite runs on.
        environment = {name: text for name, text in os.environ.items() if not name.startswith("PORTAL_")}
        environment |= {
            "PORTAL_DATA_DIR": str(self.folder),
            "PORTAL_SEARCH_BY_MEANING": str(int(self.by_meaning)),
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        }
        return subprocess.Popen(
            [sys.executable, "-m", "tests.search.portal_process", *map(str, arguments)],
            cwd=ROOT,
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def run(self, *arguments: object) -> Any:
        """Run an action to its end and give what it says."""
        return said_by(self.start(*arguments))

    def start_until_stopped(self, *arguments: object) -> "subprocess.Popen[str]":
        process = self.start(*arguments)
        assert process.stdout is not None
        assert process.stdout.readline().strip() == STOPPED, f"it ended too early: {arguments}"
        return process

    @property
    def waiting(self) -> int:
        """How many changes wait in the outbox."""
        with closing(sqlite3.connect(self.folder / "portal.sqlite3", timeout=20)) as connection:
            return int(connection.execute("SELECT count(*) FROM search_indexchange").fetchone()[0])


def said_by(process: "subprocess.Popen[str]", told: str = "") -> Any:
    """What a child says in the end, once it was `told` something; it must end well."""
    output, _errors = process.communicate(told, timeout=PATIENCE)
    assert process.returncode == 0, output
    return json.loads(output.splitlines()[-1])


# --- the child: what a portal does --------------------------------------------------------------------


def prepare(number: int, **_options: Any) -> object:
    """So many offers in a migrated database, and an index of them."""
    from django.core.management import call_command
    from django.db import transaction

    from search.indexing import rebuild
    from tests.factories import OfferFactory, ProviderFactory

    call_command("load_vocabulary", verbosity=0)
    with transaction.atomic():
        providers = [ProviderFactory(name=f"Verein {position}") for position in range(3)]
        for position in range(number):
            provider = providers[position % 3]
            OfferFactory(title=f"Chor {position}", provider=provider, topics=["german-practice"])
    return rebuild()


def change(number: int, word: str, part: int, **_options: Any) -> object:
    """Retitle so many offers, each as an editor would; the part'th process begins elsewhere."""
    from django.db import transaction

    from offers.models import Offer

    pks = list(Offer.objects.order_by("pk").values_list("pk", flat=True))
    for position in range(number):
        offer = Offer.objects.get(pk=pks[(part * number + position) % len(pks)])
        row = offer.translations.get(language="de")
        row.title = f"{word} {part}-{position}"
        offer.translations.add(row)
        with transaction.atomic():
            offer.save_revision().publish()
    return number


def settle(word: str, **_options: Any) -> object:
    """What the command of every minute does; then how index and database compare, and what a search finds."""
    from django.core.management import call_command

    from search import service
    from search.checks import compare_index
    from search.engines import current_engine
    from search.query import SearchQuery

    call_command("update_search_index", verbosity=0, stdout=sys.stderr)
    difference = compare_index(current_engine())
    found = service.find(SearchQuery(text=word))
    return {
        "equal": difference.equal,
        "differs": sorted(difference.pks),
        "found": found.total,
        "is_degraded": found.is_degraded,
    }


def look(number: int, word: str, **_options: Any) -> object:
    """Search so many times; every answer must be whole."""
    from search import service
    from search.query import SearchQuery

    answers = [service.find(SearchQuery(text=word)) for _time in range(number)]
    return {"degraded": sum(answer.is_degraded for answer in answers), "least": min(a.total for a in answers)}


def look_twice(word: str, **_options: Any) -> object:
    """Search, wait to be told to, and search once more."""
    from search import service
    from search.query import SearchQuery

    before = service.find(SearchQuery(text=word)).total
    print(STOPPED, flush=True)  # noqa: T201 - told to the parent
    sys.stdin.readline()
    return [before, service.find(SearchQuery(text=word)).total]


def explain(word: str, **_options: Any) -> object:
    """What an editor does who keeps a synonym."""
    from search.models import SynonymSet

    return SynonymSet.objects.create(words=word).pk


def read_ahead(word: str, **_options: Any) -> object:
    """Read all offers by a second process, which may be "killed" after its first batch."""
    from multiprocessing import active_children

    from offers.models import Offer
    from search import indexing, reading_ahead

    reading_ahead.WORTH_A_PROCESS, indexing.BATCH_SIZE = 1, 5
    documents = indexing.all_documents()
    read = [next(documents)]
    readers = active_children()
    if word == "killed":
        for reader in readers:
            reader.kill()
    read += documents
    expected = indexing.documents_of(Offer.objects.values_list("pk", flat=True))
    return {
        "readers": len(readers),
        "are_equal": [one.digest for one in read] == [one.digest for one in expected],
        "left": len(active_children()),
    }


ACTIONS: dict[str, Callable[..., object]] = {
    action.__name__: action for action in (prepare, change, settle, look, look_twice, explain, read_ahead)
}


def main() -> None:
    import django

    parser = argparse.ArgumentParser()
    parser.add_argument("action", choices=ACTIONS)
    parser.add_argument("--number", type=int, default=1)
    parser.add_argument("--part", type=int, default=0)
    parser.add_argument("--word", default="")
    options = vars(parser.parse_args())
    django.setup()
    said = ACTIONS[options.pop("action")](**options)
    print(json.dumps(said), flush=True)  # noqa: T201 - told to the parent


if __name__ == "__main__":
    main()
