import sys

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from offers.mail.bounces import MOST_BYTES, receive

TRY_AGAIN = 75  # EX_TEMPFAIL: the mail server keeps the message and comes back


class Command(BaseCommand):
    help = "Read one message that came back from standard input, and note the address that it is about."

    def handle(self, **options: object) -> None:
        try:
            mail = receive(sys.stdin.buffer.read(MOST_BYTES))
        except DatabaseError as error:
            raise CommandError("The database is away.", returncode=TRY_AGAIN) from error
        self.stdout.write("Noted." if mail else "This reports no mail of ours.")
