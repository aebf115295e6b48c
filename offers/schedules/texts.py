"""Rules and breaks in words, in the language of the reader."""

from collections.abc import Sequence
from datetime import date, time

from django.utils.dateformat import time_format
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from offers.schedules.rules import WEEKDAYS, Break, Rule, Weekday
from offers.typography import unbroken


def describe(rule: Rule, *, today: date | None = None) -> str:
    """Say a rule in words; with `today`, a start that is still to come is said as well."""
    words = _days(rule)
    if rule.starts_at is not None:
        words = _("%(days)s, %(times)s") % {"days": words, "times": _times(rule.starts_at, rule.ends_at)}
    if rule.freq == "once":
        return words
    return _within(words, rule, today)


def describe_break(pause: Break) -> str:
    """Say a break in words."""
    return _span(pause.starts_on, pause.ends_on or pause.starts_on)


def _days(rule: Rule) -> str:
    if rule.freq == "once":
        # Without a day there is nothing to say yet: a draft may be in that state.
        return _span(rule.starts_on, rule.until or rule.starts_on) if rule.starts_on else ""
    if rule.freq == "weekly":
        return _weekly(rule)
    if rule.bymonthday is None and rule.byday:
        return _nth_weekday(rule)
    return _day_of_month(rule)


def _weekly(rule: Rule) -> str:
    if rule.interval == 1 and len(rule.days_of_week) == len(WEEKDAYS):
        return _("täglich")
    if rule.interval == 1 and not rule.is_opening_hours and not _is_run(rule.days_of_week):
        names = _weekday_names()
        return _("jeden %(days)s") % {"days": _listed([names[day] for day in rule.days_of_week])}
    values = {"interval": rule.interval, "days": _habitual(rule.days_of_week)}
    if rule.interval == 1:
        return str(values["days"])
    return ngettext("jede Woche %(days)s", "alle %(interval)s Wochen %(days)s", rule.interval) % values


def _nth_weekday(rule: Rule) -> str:
    names = _weekday_names()
    values = {
        "interval": rule.interval,
        "position": _positions().get(rule.week_of_month or 0, ""),
        "days": _listed([names[day] for day in rule.byday]),
    }
    if rule.week_of_month is None:
        return ngettext("jeden %(days)s", "jeden %(days)s, alle %(interval)s Monate", rule.interval) % values
    return (
        ngettext(
            "jeden %(position)s %(days)s im Monat",
            "alle %(interval)s Monate am %(position)s %(days)s",
            rule.interval,
        )
        % values
    )


def _day_of_month(rule: Rule) -> str:
    day = rule.bymonthday or (rule.starts_on.day if rule.starts_on else None)
    values = {"interval": rule.interval, "day": day}
    if day is None:
        return ""
    if day < 0:
        return (
            ngettext(
                "am letzten Tag jedes Monats",
                "alle %(interval)s Monate am letzten Tag des Monats",
                rule.interval,
            )
            % values
        )
    return (
        ngettext("am %(day)s. jedes Monats", "alle %(interval)s Monate am %(day)s. des Monats", rule.interval)
        % values
    )


def _times(starts_at: time, ends_at: time | None) -> str:
    are_full_hours = starts_at.minute == 0 and (ends_at is None or ends_at.minute == 0)
    if ends_at is None:
        return unbroken(_("%(start)s Uhr") % {"start": _clock(starts_at, are_full_hours)})
    hours = {"start": _clock(starts_at, are_full_hours), "end": _clock(ends_at, are_full_hours)}
    return unbroken(_("%(start)s–%(end)s Uhr") % hours)


def _clock(clock: time, is_full_hour: bool) -> str:
    if is_full_hour:
        return time_format(clock, pgettext("Zeitformat von Django: volle Stunde", "G"))
    return time_format(clock, pgettext("Zeitformat von Django: Stunde und Minuten", "G:i"))


def _span(first: date, last: date) -> str:
    if first == last:
        return _("am %(day)s") % {"day": date_format(first)}
    return _("vom %(first)s bis %(last)s") % {"first": date_format(first), "last": date_format(last)}


def _within(words: str, rule: Rule, today: date | None) -> str:
    is_to_come = today is not None and rule.starts_on is not None and rule.starts_on > today
    values = {
        "when": words,
        "first": date_format(rule.starts_on) if rule.starts_on else "",
        "last": date_format(rule.until) if rule.until else "",
    }
    if is_to_come and rule.until:
        return _("%(when)s (vom %(first)s bis %(last)s)") % values
    if is_to_come:
        return _("%(when)s (ab %(first)s)") % values
    if rule.until:
        return _("%(when)s (bis %(last)s)") % values
    return words


def _habitual(named: Sequence[Weekday]) -> str:
    names = _habitual_names()
    if _is_run(named):
        return _("%(first)s bis %(last)s") % {"first": names[named[0]], "last": names[named[-1]]}
    return _listed([names[day] for day in named])


def _is_run(named: Sequence[Weekday]) -> bool:
    """Whether it is three days or more without a gap, which are said as "Monday to Friday"."""
    positions = [WEEKDAYS.index(day) for day in named]
    return len(positions) > 2 and positions == list(range(positions[0], positions[-1] + 1))


def _listed(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    listed = words[0]
    for word in words[1:-1]:
        listed = _("%(words)s, %(word)s") % {"words": listed, "word": word}
    return _("%(words)s und %(word)s") % {"words": listed, "word": words[-1]}


def _positions() -> dict[int, str]:
    return {
        1: pgettext("Woche im Monat", "1."),
        2: pgettext("Woche im Monat", "2."),
        3: pgettext("Woche im Monat", "3."),
        4: pgettext("Woche im Monat", "4."),
        -1: pgettext("Woche im Monat", "letzten"),
    }


def _weekday_names() -> dict[Weekday, str]:
    return {
        "MO": pgettext("jeden …", "Montag"),
        "TU": pgettext("jeden …", "Dienstag"),
        "WE": pgettext("jeden …", "Mittwoch"),
        "TH": pgettext("jeden …", "Donnerstag"),
        "FR": pgettext("jeden …", "Freitag"),
        "SA": pgettext("jeden …", "Samstag"),
        "SU": pgettext("jeden …", "Sonntag"),
    }


def _habitual_names() -> dict[Weekday, str]:
    return {
        "MO": _("montags"),
        "TU": _("dienstags"),
        "WE": _("mittwochs"),
        "TH": _("donnerstags"),
        "FR": _("freitags"),
        "SA": _("samstags"),
        "SU": _("sonntags"),
    }
