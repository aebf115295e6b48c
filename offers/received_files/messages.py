"""What people are told whose file is not taken, and what they can do."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from offers.received_files.refusals import Reason

_MESSAGES: Final[dict[Reason, Promise]] = {
    Reason.EMPTY: _("Die Datei ist leer."),
    Reason.TOO_LARGE: _("Die Datei ist größer als 10 MB. Bitte wählen Sie eine kleinere."),
    Reason.TOO_MANY_PIXELS: _("Das Bild ist zu groß: höchstens 25 Millionen Bildpunkte."),
    Reason.TOO_MANY_PAGES: _("Die PDF-Datei hat zu viele Seiten: höchstens 20."),
    Reason.TOO_LABORIOUS: _(
        "Die Datei ist zu aufwendig. Bitte speichern Sie sie einfacher, zum Beispiel mit kleineren Bildern."
    ),
    Reason.HEIC: _(
        "Bilder im Format HEIC oder AVIF können wir nicht lesen. Bitte speichern Sie das Bild als JPEG."
    ),
    Reason.NO_PICTURE: _("Das ist kein Bild, das wir lesen können (JPEG, PNG oder WebP)."),
    Reason.NO_PDF: _(
        "Das ist keine PDF-Datei, die wir lesen können. Bitte speichern Sie den Flyer noch einmal als PDF."
    ),
    Reason.ENCRYPTED: _(
        "Die PDF-Datei ist mit einem Passwort geschützt. Bitte speichern Sie sie ohne diesen Schutz."
    ),
}


def message_for(reason: Reason) -> str:
    """In the language of who reads it."""
    return str(_MESSAGES[reason])
