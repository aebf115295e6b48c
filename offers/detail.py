"""Everything the public page of an offer shows, in the reader's language, with every label in words.

The public view and the preview of a draft build it alike, so what an editor sees is what residents get.
"""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from offers.enums import CostKind, Frequency, OfferLanguage, Registration, StepFree, TaxonomyCode
from offers.labels import age_label, cost_label, level_label, phone_href
from offers.models import Location, Offer, OfferLocation, OfferTranslation, Schedule
from offers.schedules import describe, describe_break, occurrences
from offers.vocabulary import vocabulary

OCCURRENCES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class WordsLink:
    """The same offer with its words in another language."""

    code: str
    name: str
    url: str
    is_current: bool
    direction: str


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class PlaceDetail:
    name: str
    lines: tuple[str, ...]
    is_hidden: bool
    municipality: str
    access: tuple[str, ...]
    access_note: str
    step_free_label: str


@dataclass(frozen=True, slots=True)
class OccurrenceDetail:
    starts_at: datetime.datetime
    ends_at: datetime.datetime | None
    is_all_day: bool


@dataclass(frozen=True, slots=True)
class CostDetail:
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class ContactDetail:
    name: str
    role: str
    email: str
    phone: str
    phone_href: str
    hours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDetail:
    """An offer as its page shows it. `description` is rich text as it is stored."""

    title: str
    summary: str
    description: str
    eligibility: str
    how_to_join: str
    language: str
    direction: str
    is_fallback: bool
    is_machine_translated: bool
    translations: tuple[WordsLink, ...]

    kind_label: str
    kind_icon: str
    course_type_label: str
    focus_area: str
    topics: tuple[Link, ...]
    target_groups: tuple[str, ...]
    languages: tuple[str, ...]
    documents: tuple[str, ...]
    level_label: str
    age_label: str
    is_women_only: bool
    has_childcare: bool

    provider_name: str
    provider_url: str
    provider_kind_label: str

    places: tuple[PlaceDetail, ...]
    is_online: bool
    online_url: str
    area_label: str
    responsible_label: str

    schedule_lines: tuple[str, ...]
    break_lines: tuple[str, ...]
    next_occurrences: tuple[OccurrenceDetail, ...]
    calendar_url: str
    valid_from: datetime.date | None
    valid_to: datetime.date | None

    costs: tuple[CostDetail, ...]
    is_free: bool
    places_state: str
    places_label: str
    places_stated_on: datetime.date | None
    registration_label: str
    registration_url: str
    access_facts: tuple[str, ...]
    contacts: tuple[ContactDetail, ...]

    verified_on: datetime.date | None
    verified_by: str
    is_stale: bool
    is_closed: bool
    closed_until: datetime.date | None
    is_ended: bool
    is_example: bool
    updated_at: datetime.datetime | None


def offer_detail(offer: Offer, *, words_language: str = "") -> OfferDetail:
    """The page of `offer` in the active language, its words in `words_language` where it has them."""
    interface = get_language() or OfferLanguage.GERMAN
    wanted = words_language or interface
    words = offer.words_in(wanted) or OfferTranslation(title=offer.title)
    return OfferDetail(
        **_words(offer, words, wanted),
        **_terms(offer),
        **_people(offer),
        **_where(offer),
        **_when(offer),
        **_cost_and_access(offer),
        **_trust(offer),
    )


def _words(offer: Offer, words: OfferTranslation, wanted: str) -> dict[str, object]:
    language = OfferLanguage(words.language)
    return {
        "title": words.title,
        "summary": words.summary,
        "description": words.description,
        "eligibility": words.eligibility,
        "how_to_join": words.how_to_join,
        "language": language.html_code,
        "direction": language.direction,
        "is_fallback": words.language != wanted,
        "is_machine_translated": words.origin == "machine",
        "translations": _translations(offer, words),
    }


def _translations(offer: Offer, shown: OfferTranslation) -> tuple[WordsLink, ...]:
    rows = sorted(offer.translations.all(), key=lambda row: OfferLanguage.values.index(row.language))
    if len(rows) < 2 or not offer.pk:
        return ()
    address = offer.get_absolute_url()
    return tuple(
        WordsLink(
            code=OfferLanguage(row.language).html_code,
            name=row.get_language_display(),
            url=f"{address}?worte={row.language}",
            is_current=row.language == shown.language,
            direction=OfferLanguage(row.language).direction,
        )
        for row in rows
    )


def _terms(offer: Offer) -> dict[str, object]:
    labels = vocabulary()
    topics = offer.terms_in(TaxonomyCode.TOPIC)
    first_root = next((term.parent or term for term in topics), None)

    def names(taxonomy: str, but: str = "") -> tuple[str, ...]:
        return tuple(
            labels.label(taxonomy, term.code) for term in offer.terms_in(taxonomy) if term.code != but
        )

    def link_to(term) -> Link:
        return Link(
            labels.label(TaxonomyCode.TOPIC, term.code), f"{reverse('search:results')}?thema={term.code}"
        )

    course_type = offer.course_type
    return {
        "kind_label": labels.label(TaxonomyCode.KIND, offer.kind.code),
        "kind_icon": offer.kind.icon,
        "course_type_label": labels.label(TaxonomyCode.COURSE_TYPE, course_type.code) if course_type else "",
        "focus_area": first_root.code if first_root else "",
        "topics": tuple(link_to(term) for term in topics),
        # "Only for women" is said by a line of its own.
        "target_groups": names(TaxonomyCode.TARGET_GROUP, but="women" if offer.is_women_only else ""),
        "languages": names(TaxonomyCode.LANGUAGE),
        "documents": names(TaxonomyCode.DOCUMENT),
    }


def _people(offer: Offer) -> dict[str, object]:
    provider = offer.provider
    return {
        "level_label": level_label(offer.level_from, offer.level_to),
        "age_label": age_label(offer.minimum_age, offer.maximum_age),
        "is_women_only": offer.is_women_only,
        "has_childcare": offer.has_childcare,
        "provider_name": provider.name,
        "provider_url": provider.get_absolute_url() if provider.live else "",
        "provider_kind_label": provider.get_kind_display(),
        "contacts": tuple(
            ContactDetail(row.name, row.role, row.email, row.phone, phone_href(row.phone), row.hours)
            for row in offer.contacts.all()
        ),
    }


def _where(offer: Offer) -> dict[str, object]:
    if offer.serves_whole_county:
        area = _("ganzer Rhein-Sieg-Kreis")
    else:
        area = ", ".join(row.municipality.name for row in offer.service_areas.all())
    return {
        "places": tuple(place_detail(row) for row in offer.locations.all()),
        "is_online": offer.is_online,
        "online_url": offer.online_url,
        "area_label": area,
        "responsible_label": offer.responsible_municipality.name,
    }


def place_detail(row: OfferLocation) -> PlaceDetail:
    """A place as the public may see it: of a hidden one the municipality only."""
    location: Location = row.location
    hidden = location.is_address_hidden
    facts = {
        _("Toilette für Rollstühle"): location.has_accessible_toilet,
        _("Aufzug"): location.has_lift,
        _("Parkplatz für Menschen mit Behinderung"): location.has_parking,
        _("Hörschleife"): location.has_hearing_loop,
    }
    is_known = location.step_free != StepFree.UNKNOWN
    return PlaceDetail(
        name="" if hidden else location.name,
        lines=() if hidden else tuple(filter(None, (*location.address_lines, row.note))),
        is_hidden=hidden,
        municipality=location.municipality.name,
        access=tuple(label for label, is_there in facts.items() if is_there),
        access_note="" if hidden else location.access_note,
        step_free_label=location.get_step_free_display() if is_known else "",
    )


def _when(offer: Offer) -> dict[str, object]:
    schedules = list(offer.schedules.all())
    now = timezone.now()
    today = timezone.localdate()
    is_over = offer.is_ended or offer.is_temporarily_closed
    upcoming = [] if is_over else occurrences(offer.rules(), offer.breaks(), now, limit=OCCURRENCES_SHOWN)
    rules = [row for row in schedules if not row.is_break]
    lines = [(describe(row.as_rule(), today=today), row.note) for row in rules]
    last_day = _last_day(rules)
    return {
        "schedule_lines": tuple(f"{text} ({note})" if note else text for text, note in lines if text),
        "break_lines": tuple(
            describe_break(row.as_break())
            for row in schedules
            if row.is_break and row.ends_on >= today and not (last_day and row.starts_on > last_day)
        ),
        "next_occurrences": tuple(
            OccurrenceDetail(item.starts_at, item.ends_at, item.is_all_day)
            for item in upcoming
            if not item.is_opening_hours
        ),
        "calendar_url": reverse("offers:calendar", args=[offer.pk]) if offer.pk and upcoming else "",
        # Lines that say themselves when they end would contradict or repeat the period of the whole offer.
        "valid_from": None if last_day else offer.valid_from,
        "valid_to": None if last_day else offer.valid_to,
    }


def _last_day(rules: list[Schedule]) -> datetime.date | None:
    """The day after which nothing takes place any more; None when some line goes on."""
    ends = [row.starts_on if row.freq == Frequency.ONCE else row.ends_on for row in rules]
    return None if None in ends else max(ends, default=None)


def _cost_and_access(offer: Offer) -> dict[str, object]:
    options = list(offer.cost_options.all())
    access = {
        _("geht ohne Papiere"): offer.needs_no_papers,
        _("geht ohne Termin"): offer.needs_no_appointment,
        _("geht ohne Namen (anonym)"): offer.is_anonymous,
    }
    return {
        "costs": tuple(CostDetail(cost_label(row.kind, row.amount), row.note) for row in options),
        "is_free": bool(options) and all(row.kind == CostKind.FREE for row in options),
        "places_state": offer.places,
        "places_label": offer.get_places_display() if offer.places else "",
        "places_stated_on": offer.places_stated_on,
        "registration_label": _registration_label(offer),
        "registration_url": offer.registration_url,
        "access_facts": tuple(label for label, holds in access.items() if holds),
    }


def _registration_label(offer: Offer) -> str:
    """Nobody can "just come" to a telephone or a video call."""
    if offer.registration == Registration.NONE and not offer.locations.all():
        return _("ohne Anmeldung")
    return offer.get_registration_display()


def _trust(offer: Offer) -> dict[str, object]:
    return {
        "verified_on": offer.verified_on,
        "verified_by": offer.verified_by,
        "is_stale": offer.is_stale,
        "is_closed": offer.is_temporarily_closed,
        "closed_until": offer.closed_until,
        "is_ended": offer.is_ended,
        "is_example": offer.is_example,
        "updated_at": offer.updated_at,
    }


def offer_context(offer: Offer, *, words_language: str = "") -> dict[str, object]:
    """What `offers/offer_detail.html` is rendered with, by the view and by the preview."""
    return {
        "offer": offer,
        "detail": offer_detail(offer, words_language=words_language),
        "breadcrumbs": (
            Link(_("Startseite"), f"/{get_language()}/"),
            Link(_("Angebote"), reverse("search:results")),
        ),
    }
