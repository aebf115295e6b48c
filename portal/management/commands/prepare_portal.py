from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from offers.models import Offer

# Made on a developer's machine only (`DEBUG`), where the portal listens to nobody else.
DEMO_EDITOR = {"username": "redaktion", "password": "nur-zum-ausprobieren"}


class Command(BaseCommand):
    help = (
        "Make the portal ready to serve: database, vocabularies and search index. Running it again is quick."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--demo", action="store_true", help="fill a portal that has no offers with example content"
        )

    def handle(self, *args, demo: bool, **options) -> None:
        self._step("migrate", verbosity=0)
        self._step("load_vocabulary")
        if demo and not Offer.objects.exists():
            self._step("create_demo")
        self._step("create_roles")
        self._step("update_search_index")
        if demo and settings.DEBUG:
            self._offer_an_account()

    def _step(self, name: str, **options) -> None:
        self.stdout.write(f"{name} …")
        call_command(name, stdout=self.stdout, stderr=self.stderr, **options)

    def _offer_an_account(self) -> None:
        users = get_user_model().objects
        if not users.filter(is_superuser=True).exists():
            users.create_superuser(email="redaktion@example.org", **DEMO_EDITOR)
        if users.filter(username=DEMO_EDITOR["username"]).exists():
            self.stdout.write("Sign in to edit: {username}, password {password}".format(**DEMO_EDITOR))
