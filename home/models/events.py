"""Dates of the centre itself: meetings, celebrations, information evenings."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import PageManager, PageQuerySet

from home.event_calendar import event_calendar
from home.models.base import BasePage

PAST_EVENTS = 10


class EventQuerySet(PageQuerySet):
    def upcoming(self) -> "EventQuerySet":
        """Not over yet, the next first; one without an end is over at its beginning."""
        return self._with_end().filter(over_at__gte=timezone.now()).order_by("starts_at", "pk")

    def past(self) -> "EventQuerySet":
        """Over, the latest first."""
        return self._with_end().filter(over_at__lt=timezone.now()).order_by("-starts_at", "-pk")

    def _with_end(self) -> "EventQuerySet":
        return self.annotate(over_at=Coalesce("ends_at", "starts_at"))


class EventIndexPage(BasePage):
    max_count_per_parent = 1
    subpage_types = ["home.EventPage"]
    content_panels = BasePage.content_panels

    class Meta:
        verbose_name = _("Termine (Übersicht)")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        events = EventPage.objects.child_of(self).live().select_related("locale")
        context["upcoming"] = events.upcoming()
        context["past"] = events.past()[:PAST_EVENTS]
        return context


class EventPage(RoutablePageMixin, BasePage):
    """One event. It has a place, an address on the internet, or both."""

    starts_at = models.DateTimeField(_("Beginn"))
    ends_at = models.DateTimeField(_("Ende"), null=True, blank=True)
    place_name = models.CharField(_("Ort"), max_length=120, blank=True)
    street = models.CharField(_("Straße und Hausnummer"), max_length=120, blank=True)
    city = models.CharField(_("Postleitzahl und Ort"), max_length=100, blank=True)
    access_note = models.CharField(
        _("Barrierefreiheit vor Ort"),
        max_length=200,
        blank=True,
        help_text=_("Zum Beispiel „stufenlos, mit Aufzug“."),
    )
    online_url = models.URLField(_("Adresse der Online-Teilnahme"), max_length=500, blank=True)
    registration = models.CharField(
        _("Anmeldung"), max_length=250, blank=True, help_text=_("Wie und bis wann. Leer: einfach kommen.")
    )
    is_cancelled = models.BooleanField(_("abgesagt"), default=False)

    objects = PageManager.from_queryset(EventQuerySet)()

    parent_page_types = ["home.EventIndexPage"]
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=_("Wann")),
        FieldPanel("is_cancelled"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("place_name", "street", "city", "access_note", "online_url")],
            heading=_("Wo"),
        ),
        FieldPanel("registration"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("Termin")
        verbose_name_plural = _("Termine")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_it_starts",
                violation_error_message=_("Das Ende muss nach dem Beginn liegen."),
            )
        ]

    def clean(self) -> None:
        super().clean()
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("Das Ende muss nach dem Beginn liegen.")})

    # What the component that shows dates asks of each; an event of the centre has a time.
    is_all_day = False

    @property
    def is_over(self) -> bool:
        return (self.ends_at or self.starts_at) < timezone.now()

    @property
    def is_one_day(self) -> bool:
        if not self.ends_at:
            return True
        return timezone.localdate(self.starts_at) == timezone.localdate(self.ends_at)

    @property
    def place(self) -> str:
        """The place in one line, as calendars want it."""
        return ", ".join(filter(None, (self.place_name, self.street, self.city))) or self.online_url

    @property
    def place_label(self) -> str:
        """The place as people say it: without an address, the event is online."""
        is_elsewhere = self.place_name or self.street or self.city
        return self.place if is_elsewhere or not self.online_url else gettext("online")

    @path("kalender/", name="calendar")
    def calendar(self, request: HttpRequest) -> HttpResponse:
        """The event for the visitor's own calendar."""
        response = HttpResponse(event_calendar(self), content_type="text/calendar; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{self.slug}.ics"'
        return response

    @property
    def calendar_url(self) -> str:
        return (self.url or "") + self.reverse_subpage("calendar")
