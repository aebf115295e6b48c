from django.core.management.base import BaseCommand

from portal.signin.sealing import seal_all


class Command(BaseCommand):
    help = "Seal secrets of second factors with the newest key. `prepare_portal` does so with each release."

    def handle(self, **options: object) -> None:
        self.stdout.write(f"{seal_all()} second factors sealed.")
