from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from offers.guards.rate_limits import forget


class Command(BaseCommand):
    help = "Forgets how often forms were sent, and what the addresses were hidden with. Run it nightly."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget(timezone.now())} counts were forgotten.")
