"""What a moderator should look at before she decides."""

from collections.abc import Iterator

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from offers.models import Offer, WebsiteCheck
from offers.publishing import facts_of, lacks
from offers.websites.checking import websites_of


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
    return found + list(_about_websites(offer))


def _about_websites(offer: Offer) -> Iterator[str]:
    checks = WebsiteCheck.objects.filter(url__in=websites_of(offer)).exclude(problem="")
    for check in checks.order_by("url"):
        said = {"problem": check.get_problem_display(), "url": check.url}
        said["date"] = formats.date_format(timezone.localtime(check.checked_at), "DATETIME_FORMAT")
        yield _("%(problem)s: %(url)s (geprüft am %(date)s).") % said
