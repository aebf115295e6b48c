from django.conf import settings
from django.core.management.base import BaseCommand

from offers.websites.checking import check_waiting


class Command(BaseCommand):
    help = "Ask whether the websites answer that stand in what waits on the desk. Once a day."

    def handle(self, **options: object) -> None:
        if not settings.WEBSITE_CHECK_SECONDS:
            self.stdout.write("Switched off: PORTAL_CHECK_WEBSITES.")
            return
        self.stdout.write(f"{check_waiting()} websites asked.")
