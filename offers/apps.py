from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OffersConfig(AppConfig):
    name = "offers"
    verbose_name = _("Angebote")

    def ready(self) -> None:
        from offers import signal_handlers, spreadsheets  # noqa: F401

        spreadsheets.guard_exports()
