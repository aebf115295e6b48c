from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from home.demo.errors import DemoContentError
from home.demo.loading import load_demo


class Command(BaseCommand):
    help = "Fills the portal with example content: providers, offers and all pages. Twice changes nothing."

    def handle(self, *args, **options) -> None:
        try:
            with translation.override("de"):
                created = load_demo(timezone.localdate())
        except DemoContentError as error:
            raise CommandError(f"The demo content is broken. {error}") from error
        counts = ", ".join(f"{count} {name}" for name, count in created.items())
        self.stdout.write(f"Created: {counts}.")
