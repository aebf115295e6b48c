"""What the facts of an offer must not contradict, kept by the database and said by forms."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from offers.enums import GermanLevel


def level_range_is_in_order() -> Q:
    """A level range is open at either end, or does not run backwards."""
    condition = Q(level_from="") | Q(level_to="")
    for position, level in enumerate(GermanLevel.values):
        condition |= Q(level_from=level, level_to__in=GermanLevel.values[position:])
    return condition


OFFER_CONSTRAINTS = (
    models.UniqueConstraint(
        fields=["source", "external_id"],
        condition=~Q(external_id=""),
        name="offer_once_per_source",
        violation_error_message=_("Dieses Angebot wurde aus dieser Quelle schon übernommen."),
    ),
    models.CheckConstraint(
        condition=level_range_is_in_order(),
        name="level_range_is_in_order",
        violation_error_message=_("„Deutsch ab“ liegt über „Deutsch bis“."),
    ),
    models.CheckConstraint(
        condition=Q(minimum_age__isnull=True)
        | Q(maximum_age__isnull=True)
        | Q(minimum_age__lte=F("maximum_age")),
        name="age_range_is_in_order",
        violation_error_message=_("„Alter ab“ liegt über „Alter bis“."),
    ),
    models.CheckConstraint(
        condition=Q(places="", places_stated_on__isnull=True)
        | (~Q(places="") & Q(places_stated_on__isnull=False)),
        name="places_have_a_date",
        violation_error_message=_("Eine Angabe zu freien Plätzen braucht ihr Datum."),
    ),
    models.CheckConstraint(
        condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_from__lte=F("valid_to")),
        name="validity_is_in_order",
        violation_error_message=_("„gültig ab“ liegt nach „gültig bis“."),
    ),
    models.CheckConstraint(
        condition=Q(closed_until__isnull=True) | Q(is_temporarily_closed=True),
        name="closed_until_needs_closed",
        violation_error_message=_("„geschlossen bis“ gilt nur für ein vorübergehend geschlossenes Angebot."),
    ),
    models.CheckConstraint(
        condition=Q(verified_on__isnull=True, verified_by="")
        | (Q(verified_on__isnull=False) & ~Q(verified_by="")),
        name="verified_on_and_by_go_together",
        violation_error_message=_("„zuletzt geprüft am“ und „geprüft von“ gehören zusammen."),
    ),
    models.CheckConstraint(
        condition=Q(online_url="") | Q(is_online=True),
        name="online_url_needs_online",
        violation_error_message=_("Eine Online-Adresse gehört nur zu einem Online-Angebot."),
    ),
)
