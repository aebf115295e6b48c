from django.core.management.base import BaseCommand

from offers.actions.escalation import escalate


class Command(BaseCommand):
    help = (
        "Ask the county about proposals that nobody has touched for some working days. Once a day; run "
        "twice, it does nothing a second time."
    )

    def handle(self, **options: object) -> None:
        self.stdout.write(f"{escalate()} proposals passed on to the county.")
