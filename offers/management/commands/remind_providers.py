from django.core.management.base import BaseCommand

from offers.actions.reminders import hide_unconfirmed, remind, tell_desks


class Command(BaseCommand):
    help = (
        "Remind providers of entries to look at, hide what nobody confirmed, tell the desks. Once a day; run "
        "twice, it does nothing a second time."
    )

    def handle(self, **options: object) -> None:
        self.stdout.write(
            f"{remind()} reminders, {hide_unconfirmed()} offers hidden, {tell_desks()} desks told."
        )
