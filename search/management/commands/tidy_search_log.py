from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from search.insights.folding import tidy


class Command(BaseCommand):
    help = "Forgets what the log of searches need not know any longer. Run it nightly."

    def handle(self, *args: Any, **options: Any) -> None:
        tidied = tidy(localdate())
        self.stdout.write(
            f"{tidied.months} months were put together, {tidied.words} digests of words forgotten."
        )
