from django.core.management import call_command
from django.core.management.base import BaseCommand

from portal.signin.sessions import forget_ended


class Command(BaseCommand):
    help = (
        "Delete sessions that are over, and their rows in the lists of where somebody is signed in. Nightly."
    )

    def handle(self, **options: object) -> None:
        call_command("clearsessions")
        self.stdout.write(f"{forget_ended()} rows deleted.")
