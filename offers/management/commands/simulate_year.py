from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import DEFAULT_DB_ALIAS, connections

from offers.reference import load_reference_data
from offers.simulation import Month, Odds, simulate

COUNTS = ("mails", "hidden", "brought_back", "ended", "shown", "stale", "on_desk")


class Command(BaseCommand):
    help = (
        "A year of reminders on a frozen clock, in a database of its own in memory: what the rules come to."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--offers", type=int, default=1000)
        parser.add_argument("--seed", type=int, default=1)
        for odds in fields(Odds):
            name = odds.name.replace("_", "-")
            parser.add_argument(f"--{name}", type=float, default=odds.default, help="0 to 1")

    def handle(self, *, offers: int, seed: int, **options: object) -> None:
        odds = Odds(**{odds.name: options[odds.name] for odds in fields(Odds)})
        self.stdout.write(f"{offers} offers, seed {seed}, {odds}")
        self.stdout.write("month   " + "".join(f"{name:>14}" for name in (*COUNTS, "verified")))
        with own_database():
            months = []
            for month in simulate(offers=offers, seed=seed, odds=odds):
                months.append(month)
                self.stdout.write(line_of(month))
        self.stdout.write(summary(months))


def line_of(month: Month) -> str:
    counts = "".join(f"{getattr(month, name):>14}" for name in COUNTS)
    return f"{month.name} {counts}{month.verified:>14.1%}"


def summary(months: list[Month]) -> str:
    last = months[-1]
    mails, hidden, back = (sum(getattr(month, name) for month in months) for name in COUNTS[:3])
    return (
        f"After a year {last.verified:.1%} of the {last.shown} offers shown were verified within 180 days; "
        f"{mails} mails, {hidden} hidden, {back} brought back."
    )


@contextmanager
def own_database() -> Iterator[None]:
    """An empty database in memory instead of the one there is: nobody who works there waits for a year."""
    there = settings.DATABASES[DEFAULT_DB_ALIAS]
    own = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    if "sqlite" in there["ENGINE"]:
        own = {"ENGINE": there["ENGINE"], "NAME": ":memory:", "OPTIONS": there["OPTIONS"]}
    before, kept = connections[DEFAULT_DB_ALIAS], connections.settings[DEFAULT_DB_ALIAS]
    before.close()
    connections.settings |= connections.configure_settings({DEFAULT_DB_ALIAS: own})
    del connections[DEFAULT_DB_ALIAS]
    try:
        call_command("migrate", verbosity=0)
        load_reference_data()
        yield
    finally:
        connections.settings[DEFAULT_DB_ALIAS] = kept
        connections[DEFAULT_DB_ALIAS] = before
