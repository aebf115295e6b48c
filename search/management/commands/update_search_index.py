from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import service
from search.engines.base import EngineUnavailable
from search.indexing import drain, rebuild


class Command(BaseCommand):
    help = "Writes the changes that wait; builds the index where there is none. Run it every minute."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if service.state() == "ok":
                self.stdout.write(f"{drain()} changes were written.")
            else:
                self.stdout.write(f"{rebuild()} offers are in the new search index.")
        except EngineUnavailable as error:
            raise CommandError(str(error)) from error
