from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.signin.recovery import reset_second_factor


class Command(BaseCommand):
    help = "Forgets the second factor of somebody who has lost telephone and backup codes, and tells her."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", help="whose second factor is to be forgotten")

    def handle(self, *args, username: str, **options) -> None:
        person = get_user_model().objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"There is no account {username}.")
        number = reset_second_factor(person)
        self.stdout.write(f"{number} factors of {username} were forgotten, and all sessions ended.")
