from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from home.demo.accounts import USERNAME, create_administrator
from home.demo.errors import DemoContentError
from home.demo.loading import load_demo


class Command(BaseCommand):
    help = "Fills the portal with example content: providers, offers and all pages. Twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--with-users", action="store_true", help="also create an administrator and say how to sign in"
        )
        parser.add_argument(
            "--password", default="", help="the administrator's password; a random one if left out"
        )

    def handle(self, *args, with_users: bool, password: str, **options) -> None:
        if password and not with_users:
            raise CommandError("--password needs --with-users.")
        try:
            with translation.override("de"):
                created = load_demo(timezone.localdate())
        except DemoContentError as error:
            raise CommandError(f"The demo content is broken. {error}") from error
        counts = ", ".join(f"{count} {name}" for name, count in created.items())
        self.stdout.write(f"Created: {counts}.")
        if with_users:
            self._create_users(password)

    def _create_users(self, password: str) -> None:
        account = create_administrator(password)
        if account is None:
            self.stdout.write(f"The account “{USERNAME}” exists already and keeps its password.")
        else:
            self.stdout.write(f"Sign in at /admin/ as {account.username}, password {account.password}")
