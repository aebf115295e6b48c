"""What a moderator should look at before she decides."""

from django.utils import timezone
from django.utils.translation import gettext as _

from offers.models import Offer
from offers.publishing import facts_of, lacks


def findings(offer: Offer) -> list[str]:
    """Sentences about what is missing or looks wrong; the offer brings its rows along."""
    found = [str(lack.message) for lack in lacks(facts_of(offer))]
    today = timezone.localdate()
    if offer.valid_to and offer.valid_to < today:
        found.append(_("Das Angebot ist schon zu Ende."))
    if any(row.ends_on and row.ends_on < today for row in offer.schedules.all()):
        found.append(_("Eine der Zeiten liegt in der Vergangenheit."))
    if offer.kind.code == "course" and not (offer.level_from or offer.level_to):
        found.append(_("Ein Kurs ohne Angabe, wie viel Deutsch man braucht."))
    if not offer.schedules.all():
        found.append(_("Es sind keine Zeiten angegeben."))
    return found
