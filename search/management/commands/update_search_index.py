from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import service, standby
from search.engines.base import EngineUnavailable
from search.indexing import drain, rebuild, refresh_standby


class Command(BaseCommand):
    help = "Writes the changes that wait; builds the index where there is none. Run it every minute."

    def handle(self, *args: Any, **options: Any) -> None:
        """The index that stands in is no less wanted where the server cannot be written to."""
        problems = [self._try(self._update)]
        if standby.is_used():
            problems.append(self._try(self._refresh_standby))
            standby.forget_old_changes()
        if any(problems):
            raise CommandError(" ".join(filter(None, problems)))

    def _try(self, step: Callable[[], str]) -> str:
        try:
            self.stdout.write(step())
        except EngineUnavailable as error:
            return str(error)
        return ""

    def _update(self) -> str:
        if service.state() == "ok":
            return f"{drain()} changes were written."
        return f"{rebuild()} offers are in the new search index."

    def _refresh_standby(self) -> str:
        return f"{refresh_standby()} offers were looked at for the index that stands in."
