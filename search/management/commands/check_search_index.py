from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.checks import compare_index
from search.engines.base import EngineUnavailable
from search.indexing import announce, drain
from search.models import IndexChange


class Command(BaseCommand):
    help = "Compares the search index with the database; with --repair it writes what differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="write what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            difference = compare_index()
            if options["repair"] and difference:
                announce(IndexChange.Subject.OFFER, difference.pks)
                drain()
        except EngineUnavailable as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{difference.equal} equal, {len(difference.missing)} missing, "
            f"{len(difference.outdated)} outdated, {len(difference.superfluous)} superfluous."
        )
        if difference and not options["repair"]:
            raise CommandError("The search index differs from the database; --repair mends that.")
