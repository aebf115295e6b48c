from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from offers.enums import CountyRole
from offers.models import Offer

# Made on a developer's machine only (`DEBUG`), where the portal listens to nobody else.
DEMO_EDITOR = {"username": "redaktion", "password": "nur-zum-ausprobieren"}
# Somebody of each role to look around as, by the group.
EXAMPLE_EDITORS = {
    "siegburg": "Redaktion Siegburg",
    "troisdorf": "Redaktion Troisdorf",
    "kreis": CountyRole.EDITOR.value,
    "moderation": CountyRole.MODERATOR.value,
    "uebersetzung": CountyRole.TRANSLATOR.value,
    "lesen": CountyRole.VIEWER.value,
}


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
        self._step("createcachetable")
        self._step("load_vocabulary")
        if demo and not Offer.objects.exists():
            self._step("create_demo")
        self._step("create_roles")
        self._step("seal_second_factors")
        self._step("update_search_index")
        if demo and settings.DEBUG:
            self._offer_an_account()
            self._offer_examples()

    def _step(self, name: str, **options) -> None:
        self.stdout.write(f"{name} …")
        call_command(name, stdout=self.stdout, stderr=self.stderr, **options)

    def _offer_an_account(self) -> None:
        users = get_user_model().objects
        if not users.filter(is_superuser=True).exists():
            users.create_superuser(email="redaktion@example.org", **DEMO_EDITOR)
        if users.filter(username=DEMO_EDITOR["username"]).exists():
            self.stdout.write("Sign in to edit: {username}, password {password}".format(**DEMO_EDITOR))

    def _offer_examples(self) -> None:
        """Only accounts that are missing, so that one that was changed by hand stays as it is."""
        users = get_user_model().objects
        for name, group in EXAMPLE_EDITORS.items():
            if not users.filter(username=name).exists():
                person = users.create_user(
                    name,
                    f"{name}@example.org",
                    DEMO_EDITOR["password"],
                    first_name=f"{group} (Beispiel)",
                )
                person.groups.set(Group.objects.filter(name=group))
        self.stdout.write(f"Examples of other roles, same password: {', '.join(EXAMPLE_EDITORS)}")
