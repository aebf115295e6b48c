from django.core.management.base import BaseCommand

from offers.actions.retention import delete_abandoned, forget_persons, forget_views


class Command(BaseCommand):
    help = "Delete drafts that nobody sent, personal details and old counts of views. Once a day."

    def handle(self, **options: object) -> None:
        said = f"{delete_abandoned()} drafts deleted, {forget_persons()} persons forgotten"
        self.stdout.write(f"{said}, {forget_views()} days of views forgotten.")
