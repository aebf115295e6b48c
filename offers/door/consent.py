"""What a sender agrees to. Who changes the words raises the version: both are kept with each submission."""

from typing import Final

from django.utils.translation import gettext as _

CONSENT_VERSION: Final = "2026-11"


def consent_text(*, is_known: bool = False) -> str:
    """The words in the active language; `is_known` for whom no step has asked who she is."""
    return _of_the_known() if is_known else _of_the_new()


def _of_the_known() -> str:
    return _(
        "Ich darf für diese Organisation sprechen. Das Angebot, die Kontaktdaten zum Angebot und das Bild "
        "dürfen auf diesem Portal und als offene Daten veröffentlicht werden. Mein eigener Name und meine "
        "E-Mail-Adresse, mit der ich mich angemeldet habe, werden nicht veröffentlicht; sie dienen nur dazu, "
        "den Eintrag zu prüfen und aktuell zu halten. Ich kann diese Einwilligung jederzeit widerrufen."
    )


def _of_the_new() -> str:
    return _(
        "Ich darf für diese Organisation sprechen. Das Angebot, die Kontaktdaten zum Angebot und das Bild "
        "dürfen auf diesem Portal und als offene Daten veröffentlicht werden. Mein Name, meine "
        "E-Mail-Adresse und meine Telefonnummer aus Schritt 1 werden nicht veröffentlicht; sie dienen nur "
        "dazu, den Eintrag zu prüfen und aktuell zu halten. Ich kann diese Einwilligung jederzeit "
        "widerrufen."
    )
