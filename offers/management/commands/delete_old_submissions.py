from django.core.management.base import BaseCommand

from offers.actions.retention import delete_abandoned, forget_persons


class Command(BaseCommand):
    help = "Delete drafts that nobody sent, and personal details that are no longer needed. Once a day."

    def handle(self, **options: object) -> None:
        self.stdout.write(f"{delete_abandoned()} drafts deleted, {forget_persons()} persons forgotten.")
