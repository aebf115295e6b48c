"""Fifth step: when it takes place."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy

from offers.door.forms.rows import RowForm, Rows
from offers.enums import Frequency, ScheduleKind, Weekday
from offers.models import Offer, Schedule, Submission
from offers.models.schedule import WEEKS_OF_MONTH
from offers.schedules.texts import describe

MOST_TIMES = 12
WEEKLY, FORTNIGHTLY, MONTHLY, ONCE = "weekly", "fortnightly", "monthly", "once"


class DateInput(forms.DateInput):
    """The calendar of the browser, which wants dates as ISO 8601 writes them."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", **kwargs)


class TimeForm(RowForm):
    """One line of the timetable."""

    chosen_beforehand = frozenset({"kind", "how_often"})

    kind = forms.ChoiceField(
        choices=[(kind, kind.label) for kind in (ScheduleKind.SESSION, ScheduleKind.OPENING_HOURS)],
        required=False,
        widget=forms.HiddenInput,
    )
    how_often = forms.ChoiceField(
        label=gettext_lazy("Wie oft?"),
        choices=[
            (WEEKLY, gettext_lazy("jede Woche")),
            (FORTNIGHTLY, gettext_lazy("alle zwei Wochen")),
            (MONTHLY, gettext_lazy("einmal im Monat")),
            (ONCE, gettext_lazy("an einem einzelnen Tag")),
        ],
        initial=WEEKLY,
    )
    weekdays = forms.MultipleChoiceField(
        label=gettext_lazy("An welchen Tagen?"),
        choices=Weekday.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    week_of_month = forms.TypedChoiceField(
        label=gettext_lazy("An welchem im Monat?"),
        help_text=gettext_lazy("Nur für „einmal im Monat“."),
        choices=[("", gettext_lazy("–")), *WEEKS_OF_MONTH],
        coerce=int,
        empty_value=None,
        required=False,
    )
    starts_at = forms.TimeField(label=gettext_lazy("Von"), required=False, widget=TimeInput())
    ends_at = forms.TimeField(label=gettext_lazy("Bis"), required=False, widget=TimeInput())
    starts_on = forms.DateField(
        label=gettext_lazy("Erster Tag"),
        help_text=gettext_lazy("Bei einem einzelnen Tag: dieser Tag."),
        required=False,
        widget=DateInput(),
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Letzter Tag"),
        help_text=gettext_lazy("Leer lassen, wenn es immer weitergeht."),
        required=False,
        widget=DateInput(),
    )
    note = forms.CharField(
        label=gettext_lazy("Hinweis"),
        help_text=gettext_lazy("Zum Beispiel „nicht in den Schulferien“."),
        max_length=120,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Checked by the rules of the timetable itself (`Schedule`), whose messages go to the row."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            row = self.schedule()
            try:
                row.clean_fields(exclude=["offer"])
                row.validate_constraints(exclude=["offer"])
            except ValidationError as error:
                self.add_error(None, ValidationError(error.messages))
        return cleaned

    def schedule(self) -> Schedule:
        """The line of the timetable (not saved)."""
        said = dict(self.cleaned_data)
        how_often, weekdays = said.pop("how_often"), said.pop("weekdays")
        said["kind"] = said["kind"] or ScheduleKind.SESSION
        if how_often == ONCE:
            return Schedule(**said | {"week_of_month": None}, freq=Frequency.ONCE)
        if how_often != MONTHLY:
            said["week_of_month"] = None
        return Schedule(
            **said,
            freq=Frequency.MONTHLY if how_often == MONTHLY else Frequency.WEEKLY,
            interval=2 if how_often == FORTNIGHTLY else 1,
            byday=",".join(weekdays),
        )


TimeRows = forms.formset_factory(TimeForm, formset=Rows, max_num=MOST_TIMES, absolute_max=MOST_TIMES)


class WhenForm(forms.Form):
    """Any number of times; none means: by arrangement."""

    rows_heading = gettext_lazy("Zeit")
    rows_more = gettext_lazy("Noch eine Zeit")

    def __init__(self, *args: Any, submission: Submission, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.kept = _told_apart(submission.offer)
        said = [_said(row) for row in self.asked]
        self.rows = TimeRows(self.data if self.is_bound else None, initial=said, prefix="time")

    @property
    def kept_lines(self) -> list[str]:
        """The lines it has no words for, in words; breaks are nobody's question."""
        today = timezone.localdate()
        return [describe(row.as_rule(), today=today) for row in self.kept if not row.is_break]

    def is_valid(self) -> bool:
        return all([super().is_valid(), self.rows.is_valid()])

    def write(self, submission: Submission) -> None:
        offer: Offer = submission.offer
        said = [form.schedule() for form in self.rows.forms if form.cleaned_data]
        offer.schedules = [*said, *self.kept]
        submission.keep(offer)


def _told_apart(offer: Offer) -> tuple[list[Schedule], list[Schedule]]:
    """The lines that the step asks for, and those it has no words for: they stay as editors wrote them."""
    rows = list(offer.schedules.all())
    asked = [row for row in rows if _can_be_said(row)][:MOST_TIMES]
    return asked, [row for row in rows if row not in asked]


def _can_be_said(row: Schedule) -> bool:
    if row.is_break or row.bymonthday:
        return False
    return row.interval <= (2 if row.freq == Frequency.WEEKLY else 1)


def _said(row: Schedule) -> dict[str, object]:
    names = ("kind", "week_of_month", "starts_at", "ends_at", "starts_on", "ends_on", "note")
    often = {Frequency.ONCE: ONCE, Frequency.MONTHLY: MONTHLY}.get(
        Frequency(row.freq), FORTNIGHTLY if row.interval == 2 else WEEKLY
    )
    said: dict[str, object] = {name: getattr(row, name) for name in names}
    return said | {"how_often": often, "weekdays": [day for day in row.byday.split(",") if day]}
