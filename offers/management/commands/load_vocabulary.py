from django.core.management.base import BaseCommand

from offers.reference import load_reference_data


class Command(BaseCommand):
    help = "Load the municipalities and the vocabularies; what is there already is kept as it is."

    def handle(self, *args, **options) -> None:
        created = load_reference_data()
        self.stdout.write(f"{created['municipalities']} municipalities, {created['terms']} terms created.")
