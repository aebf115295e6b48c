"""What a sender agrees to. Who changes the words raises the version: both are kept with each submission."""

from typing import Final

from django.utils.translation import gettext as _

CONSENT_VERSION: Final = "2026-11"


def consent_text() -> str:
    """The words in the active language."""
    return _(
        "Ich darf für diese Organisation sprechen. Das Angebot, die Kontaktdaten zum Angebot und das Bild "
        "dürfen auf diesem Portal und als offene Daten veröffentlicht werden. Mein Name, meine "
        "E-Mail-Adresse und meine Telefonnummer aus Schritt 1 werden nicht veröffentlicht; sie dienen nur "
        "dazu, den Eintrag zu prüfen und aktuell zu halten. Ich kann diese Einwilligung jederzeit "
        "widerrufen."
    )
