"""One event as an iCalendar file (RFC 5545)."""

import datetime
from typing import TYPE_CHECKING, Final

from icalendar import Calendar, Event

if TYPE_CHECKING:
    from home.models import EventPage

PRODUCT: Final = "-//KIZ Rhein-Sieg-Kreis//Termine//DE"


def event_calendar(page: "EventPage") -> bytes:
    """The event in UTC, so that no time zone has to come along. A cancelled one says so."""
    event = Event()
    # The key of all its translations: whoever adds two languages has one event.
    event.add("uid", str(page.translation_key))
    event.add("dtstamp", page.last_published_at or datetime.datetime.now(datetime.UTC))
    event.add("summary", page.title)
    event.add("dtstart", page.starts_at.astimezone(datetime.UTC))
    if page.ends_at:
        event.add("dtend", page.ends_at.astimezone(datetime.UTC))
    if page.introduction:
        event.add("description", page.introduction)
    if page.place:
        event.add("location", page.place)
    if page.full_url:
        event.add("url", page.full_url)
    event.add("status", "CANCELLED" if page.is_cancelled else "CONFIRMED")
    return _calendar_of(event).to_ical()


def _calendar_of(event: Event) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return calendar
