import datetime

from django.utils.translation import override

from home.hours import OpeningHours, opening_hours


def row(weekday: str, opens: int = 9, closes: int = 12, **more: object) -> dict[str, object]:
    return {
        "weekday": weekday,
        "opens": datetime.time(opens),
        "closes": datetime.time(closes, 30),
        "is_by_appointment": False,
        "note": "",
        **more,
    }


def test_days_come_in_the_order_of_the_week_and_hours_in_that_of_the_day():
    lines = opening_hours([row("FR"), row("MO", 14, 16), row("MO")])
    assert [(line.weekday, line.times) for line in lines] == [
        ("Montag", "9:00–12:30 Uhr"),
        ("Montag", "14:00–16:30 Uhr"),
        ("Freitag", "9:00–12:30 Uhr"),
    ]


def test_a_note_and_the_need_of_an_appointment_stand_side_by_side():
    lines = opening_hours([row("TU", is_by_appointment=True, note="im Erdgeschoss")])
    assert lines == (OpeningHours("Dienstag", "9:00–12:30 Uhr", "nur mit Termin, im Erdgeschoss"),)


def test_days_are_told_in_the_language_of_the_reader():
    with override("en"):
        assert opening_hours([row("WE")])[0].weekday == "Wednesday"


def test_a_line_that_is_not_filled_in_yet_is_left_out():
    assert opening_hours([row(""), row("MO", opens=9) | {"closes": None}]) == ()
