from django.core.management.base import BaseCommand

from home.actions.roles import create_roles


class Command(BaseCommand):
    help = "Create the groups of editors and give each exactly its rights; memberships stay as they are."

    def handle(self, *args, **options) -> None:
        self.stdout.write(f"{create_roles()} groups created.")
