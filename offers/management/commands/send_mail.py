from argparse import ArgumentParser
from time import sleep

from django.core.management.base import BaseCommand

from offers.mail.background import EVERY
from offers.mail.sending import send_due


class Command(BaseCommand):
    help = "Send the mails that wait, and try again those that failed. For a timer, or with --loop for ever."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--loop", action="store_true", help="go on looking every minute")

    def handle(self, *, loop: bool, **options: object) -> None:
        self.stdout.write(f"{send_due()} mails were sent.")
        while loop:
            sleep(EVERY)
            send_due()
