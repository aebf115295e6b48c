from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import standby
from search.checks import Difference, compare_index
from search.engines import engines
from search.engines.base import Engine, EngineUnavailable
from search.indexing import announce, drain, refresh_standby
from search.models import IndexChange


class Command(BaseCommand):
    help = "Compares the search index with the database; with --repair it writes what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="write what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            differences = [self._compare(engine) for engine in engines()]
            pks = frozenset[int]().union(*(difference.pks for difference in differences))
            if options["repair"] and pks:
                self._repair(pks)
        except EngineUnavailable as error:
            raise CommandError(str(error)) from error
        if pks and not options["repair"]:
            raise CommandError("The search index differs from the database; --repair mends that.")

    def _compare(self, engine: Engine) -> Difference:
        difference = compare_index(engine)
        name = f"{engine.name}: " if standby.is_used() else ""
        self.stdout.write(
            f"{name}{difference.equal} equal, {len(difference.missing)} missing, "
            f"{len(difference.outdated)} outdated, {len(difference.superfluous)} superfluous."
        )
        return difference

    def _repair(self, pks: frozenset[int]) -> None:
        announce(IndexChange.Subject.OFFER, pks)
        drain()
        if standby.is_used():
            refresh_standby()
