"""When an offer takes place: rules, single dates, opening hours, breaks."""

import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from offers.enums import Frequency, ScheduleKind
from offers.fields import WeekdaysField
from offers.schedules import Break, Rule, parse_byday

# An end that is not after the start lies on the next day. That is believed of a night (an emergency shelter,
# a feast) and of the end of a day; any other is two times swapped or mistyped, such as 17–9 for 9–17.
MIDNIGHT = datetime.time(0)
NIGHT_BEGINS_AT = datetime.time(18)
NIGHT_ENDS_AT = datetime.time(9)

WEEKS_OF_MONTH = [
    (1, _("ersten")),
    (2, _("zweiten")),
    (3, _("dritten")),
    (4, _("vierten")),
    (-1, _("letzten")),
]


class Schedule(models.Model):
    """One line of a timetable, in the words of RFC 5545; times are wall time in Germany.

    A weekly line names its weekdays; a monthly one a day of the month, or weekdays and the week of the
    month; a single date is `once` on `starts_on`. A break has dates only: nothing takes place then.
    """

    offer = ParentalKey("offers.Offer", on_delete=models.CASCADE, related_name="schedules")
    kind = models.CharField(
        _("Art"), max_length=14, choices=ScheduleKind.choices, default=ScheduleKind.SESSION
    )
    freq = models.CharField(_("wie oft"), max_length=8, choices=Frequency.choices, default=Frequency.WEEKLY)
    interval = models.PositiveSmallIntegerField(
        _("Abstand"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(52)],
        help_text=_("1 = jede Woche oder jeden Monat, 2 = jede zweite …"),
    )
    byday = WeekdaysField(_("Wochentage"), blank=True)
    week_of_month = models.SmallIntegerField(
        _("welche Woche im Monat"), choices=WEEKS_OF_MONTH, null=True, blank=True
    )
    bymonthday = models.PositiveSmallIntegerField(
        _("Tag im Monat"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(31)],
    )
    starts_on = models.DateField(_("ab (oder am)"), null=True, blank=True)
    ends_on = models.DateField(_("bis einschließlich"), null=True, blank=True)
    starts_at = models.TimeField(_("von"), null=True, blank=True)
    ends_at = models.TimeField(_("bis"), null=True, blank=True)
    note = models.CharField(_("Hinweis"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("Zeit")
        verbose_name_plural = _("Zeiten")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="schedule_does_not_end_before_it_starts",
                violation_error_message=_("Das letzte Datum liegt vor dem ersten."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=ScheduleKind.BREAK) | Q(starts_on__isnull=False, ends_on__isnull=False),
                name="break_has_both_dates",
                violation_error_message=_("Eine Pause braucht den ersten und den letzten Tag."),
            ),
            models.CheckConstraint(
                condition=Q(kind=ScheduleKind.BREAK) | ~Q(freq=Frequency.ONCE) | Q(starts_on__isnull=False),
                name="single_date_has_a_day",
                violation_error_message=_("Ein einzelner Termin braucht sein Datum."),
            ),
            models.CheckConstraint(
                condition=Q(kind=ScheduleKind.BREAK) | ~Q(freq=Frequency.WEEKLY) | ~Q(byday=""),
                name="weekly_rule_has_weekdays",
                violation_error_message=_("Wöchentliche Zeiten brauchen mindestens einen Wochentag."),
            ),
            models.CheckConstraint(
                condition=Q(kind=ScheduleKind.BREAK)
                | ~Q(freq=Frequency.MONTHLY)
                | Q(bymonthday__isnull=False, byday="")
                | (Q(bymonthday__isnull=True, week_of_month__isnull=False) & ~Q(byday="")),
                name="monthly_rule_names_its_day",
                violation_error_message=_(
                    "Monatliche Zeiten brauchen einen Tag im Monat oder Wochentag und Woche im Monat."
                ),
            ),
            models.CheckConstraint(
                condition=Q(interval__gte=1),
                name="schedule_interval_is_positive",
                violation_error_message=_("Der Abstand ist mindestens 1."),
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(starts_at__isnull=False),
                name="schedule_end_needs_a_start",
                violation_error_message=_("Zu einer Endzeit gehört eine Anfangszeit."),
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True)
                | Q(ends_at__isnull=True)
                | Q(ends_at__gt=F("starts_at"))
                | Q(ends_at=MIDNIGHT)
                | Q(starts_at__gte=NIGHT_BEGINS_AT, ends_at__lte=NIGHT_ENDS_AT),
                name="schedule_ends_after_it_starts",
                violation_error_message=_(
                    "Die Endzeit liegt vor der Anfangszeit. Über Nacht geht nur, was ab 18 Uhr beginnt und "
                    "bis 9 Uhr endet."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def is_break(self) -> bool:
        return self.kind == ScheduleKind.BREAK

    def as_rule(self) -> Rule:
        return Rule(
            freq=self.freq,
            interval=self.interval,
            byday=parse_byday(self.byday),
            week_of_month=self.week_of_month,
            bymonthday=self.bymonthday,
            starts_on=self.starts_on,
            until=self.ends_on,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            is_opening_hours=self.kind == ScheduleKind.OPENING_HOURS,
        )

    def as_break(self) -> Break:
        return Break(starts_on=self.starts_on, ends_on=self.ends_on)
