"""Every rule of the database is broken once: the database refuses, and the form says why in German."""

import datetime
from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from offers.enums import (
    CostKind,
    Frequency,
    GermanLevel,
    MunicipalityKind,
    Places,
    ScheduleKind,
    TaxonomyCode,
)
from offers.models import (
    Contact,
    CostOption,
    ImportRun,
    Location,
    Municipality,
    OfferLocation,
    OfferTerm,
    OfferTranslation,
    Postcode,
    ProviderTerm,
    ProviderTranslation,
    Schedule,
    ServiceArea,
    Taxonomy,
    Term,
    TermLabel,
)
from tests.factories import LocationFactory, OfferFactory, ProviderFactory, municipality, term

DAY = datetime.date(2026, 11, 24)


def offer(**facts: object) -> models.Model:
    return OfferFactory.build(
        provider=ProviderFactory(),
        kind=term("course", TaxonomyCode.KIND),
        responsible_municipality=municipality(),
        **facts,
    )


def second_offer_of_source() -> models.Model:
    OfferFactory(source="hamburg", external_id="17")
    return offer(source="hamburg", external_id="17")


def second_provider_of_source() -> models.Model:
    ProviderFactory(source="hamburg", external_id="17")
    return ProviderFactory.build(municipality=municipality(), source="hamburg", external_id="17")


def second_row(model: type[models.Model], **facts: object) -> models.Model:
    """A child row like one that is there already."""
    model.objects.create(**facts)
    return model(**facts)


def schedule(**facts: object) -> models.Model:
    weekly = {"kind": ScheduleKind.SESSION, "freq": Frequency.WEEKLY, "byday": "MO"}
    return Schedule(offer=OfferFactory(), **weekly | facts)


def own_parent() -> models.Model:
    root = term("networks")
    root.parent = root
    return root


def somewhere(name: str, **facts: object) -> Municipality:
    return Municipality(name=name, kind=MunicipalityKind.CITY, ags="99999999", **facts)


BROKEN: dict[str, Callable[[], models.Model]] = {
    "age_range_is_in_order": lambda: offer(minimum_age=12, maximum_age=6),
    "break_has_both_dates": lambda: schedule(kind=ScheduleKind.BREAK, starts_on=DAY),
    "closed_until_needs_closed": lambda: offer(closed_until=DAY),
    "contact_can_be_reached": lambda: Contact(offer=OfferFactory(), name="Anna"),
    "cost_amount_fits_kind": lambda: CostOption(offer=OfferFactory(), kind=CostKind.FREE, amount=5),
    "import_is_done_when_finished": lambda: ImportRun(state=ImportRun.State.DONE),
    "level_range_is_in_order": lambda: offer(level_from=GermanLevel.B1, level_to=GermanLevel.A1),
    "location_is_on_earth": lambda: Location(
        name="Mars", municipality=municipality(), latitude=91, longitude=7
    ),
    "monthly_rule_names_its_day": lambda: schedule(freq=Frequency.MONTHLY, byday="MO"),
    "municipality_centre_is_on_earth": lambda: somewhere("Mars", latitude=50.0),
    "offer_location_once": lambda: second_row(
        OfferLocation, offer=OfferFactory(), location=LocationFactory()
    ),
    "offer_once_per_source": second_offer_of_source,
    "offer_term_once": lambda: second_row(OfferTerm, offer=OfferFactory(), term=term("german-courses")),
    "offer_words_once_per_language": lambda: OfferTranslation(
        offer=OfferFactory(), language="de", title="Zwei"
    ),
    "one_label_of_a_term_per_language": lambda: TermLabel(
        term=term("networks"), language="de", label="Zweiter Name"
    ),
    "online_url_needs_online": lambda: offer(online_url="https://example.org/"),
    "places_have_a_date": lambda: offer(places=Places.FEW),
    "population_has_a_date": lambda: somewhere("Neustadt", population=100),
    "postcode_once_per_municipality": lambda: second_row(Postcode, municipality=municipality(), code="99999"),
    "provider_once_per_source": second_provider_of_source,
    "provider_term_once": lambda: second_row(
        ProviderTerm, provider=ProviderFactory(), term=term("tr", TaxonomyCode.LANGUAGE)
    ),
    "provider_words_once_per_language": lambda: second_row(
        ProviderTranslation, provider=ProviderFactory(), language="de"
    ),
    "schedule_does_not_end_before_it_starts": lambda: schedule(
        starts_on=DAY, ends_on=DAY - datetime.timedelta(1)
    ),
    "schedule_ends_after_it_starts": lambda: schedule(starts_at=datetime.time(19), ends_at=datetime.time(18)),
    "schedule_end_needs_a_start": lambda: schedule(ends_at=datetime.time(10)),
    "schedule_interval_is_positive": lambda: schedule(interval=0),
    "service_area_once": lambda: second_row(ServiceArea, offer=OfferFactory(), municipality=municipality()),
    "single_date_has_a_day": lambda: schedule(freq=Frequency.ONCE, byday=""),
    "term_code_is_unique_in_taxonomy": lambda: Term(taxonomy=term("networks").taxonomy, code="networks"),
    "term_is_not_its_own_parent": own_parent,
    "there_is_one_county": lambda: Municipality(
        name="Zweiter Kreis", kind=MunicipalityKind.COUNTY, ags="05383"
    ),
    "validity_is_in_order": lambda: offer(valid_from=DAY, valid_to=DAY - datetime.timedelta(1)),
    "verified_on_and_by_go_together": lambda: offer(verified_on=DAY),
    "weekly_rule_has_weekdays": lambda: schedule(byday=""),
}

# Rules that a missing value would slip through if the database compared it with nothing.
BROKEN_BY_ABSENCE: list[tuple[str, Callable[[], models.Model]]] = [
    ("cost_amount_fits_kind", lambda: CostOption(offer=OfferFactory(), kind=CostKind.AMOUNT)),
    ("cost_amount_fits_kind", lambda: CostOption(offer=OfferFactory(), kind=CostKind.AMOUNT, amount=0)),
    ("location_is_on_earth", lambda: Location(name="Halb", municipality=municipality(), latitude=50)),
    ("population_has_a_date", lambda: somewhere("Neustadt", population_on=DAY)),
    ("verified_on_and_by_go_together", lambda: offer(verified_by="Anna")),
    ("places_have_a_date", lambda: offer(places_stated_on=DAY)),
]
# Nobody enters these: renditions are made by Wagtail; counts, links and what becomes of a submission by us.
NOT_ENTERED = {
    "one_rendition_per_filter",
    "consent_is_kept_whole",
    "what_is_sent_is_complete",
    "declined_with_a_reason",
    "one_rate_count_per_window",
    "link_is_about_one_thing",
    "one_member_per_address",
    "reminded_once_per_stage",
    "views_once_per_day",
}


def constraints() -> dict[str, models.BaseConstraint]:
    return {
        constraint.name: constraint
        for model in apps.get_app_config("offers").get_models()
        for constraint in model._meta.constraints
    }


def test_every_constraint_is_broken_below():
    assert set(constraints()) - NOT_ENTERED == set(BROKEN)


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "build"), [*BROKEN.items(), *BROKEN_BY_ABSENCE])
class TestBroken:
    def test_the_database_refuses(self, name: str, build: Callable[[], models.Model]):
        record = build()
        with pytest.raises(IntegrityError), transaction.atomic():
            models.Model.save(record)

    def test_a_person_is_told_why(self, name: str, build: Callable[[], models.Model]):
        record = build()
        with pytest.raises(ValidationError) as refused:
            record.validate_constraints()
        message = str(constraints()[name].violation_error_message)
        assert message in refused.value.messages
        assert message.endswith(".")
        assert "Constraint" not in message


@pytest.mark.django_db
def test_a_vocabulary_has_a_code_of_its_own():
    with pytest.raises(IntegrityError), transaction.atomic():
        Taxonomy.objects.create(code=TaxonomyCode.TOPIC, name="Noch eines")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts_at", "ends_at"), [((17, 0), (9, 0)), ((9, 0), (9, 0)), ((18, 0), (9, 1)), ((17, 59), (2, 0))]
)
def test_a_night_begins_in_the_evening_and_ends_in_the_morning(
    starts_at: tuple[int, int], ends_at: tuple[int, int]
):
    row = schedule(starts_at=datetime.time(*starts_at), ends_at=datetime.time(*ends_at))
    with pytest.raises(ValidationError, match="Die Endzeit liegt vor der Anfangszeit"):
        row.validate_constraints()
    with pytest.raises(IntegrityError), transaction.atomic():
        models.Model.save(row)


@pytest.mark.django_db
class TestWhatIsFine:
    """The rules do not refuse what people really enter."""

    @pytest.mark.parametrize(
        "facts",
        [
            {"minimum_age": 6},
            {"minimum_age": 6, "maximum_age": 6},
            {"level_from": "a1", "level_to": "a1"},
            {"level_to": "b1"},
            {"places": "full", "places_stated_on": DAY},
            {"valid_to": DAY},
            {"valid_from": DAY, "valid_to": DAY},
            {"is_temporarily_closed": True, "closed_until": DAY},
            {"is_online": True, "online_url": "https://example.org/"},
            {"source": "hamburg", "external_id": ""},
        ],
    )
    def test_offer(self, facts: dict[str, object]):
        OfferFactory(**facts).full_clean()

    @pytest.mark.parametrize(
        "facts",
        [
            {"kind": CostKind.FREE},
            {"kind": CostKind.AMOUNT, "amount": 12},
            {"kind": CostKind.REDUCED},
            {"kind": CostKind.REDUCED, "amount": 0},
        ],
    )
    def test_costs(self, facts: dict[str, object]):
        CostOption(offer=OfferFactory(), **facts).full_clean()

    @pytest.mark.parametrize(
        "facts",
        [
            {"byday": "MO,WE", "starts_at": datetime.time(9), "ends_at": datetime.time(11)},
            {"starts_at": datetime.time(19)},
            {"starts_at": datetime.time(22), "ends_at": datetime.time(2)},
            {"starts_at": datetime.time(18), "ends_at": datetime.time(9)},
            {"starts_at": datetime.time(15), "ends_at": datetime.time(0)},
            {"starts_at": datetime.time(0), "ends_at": datetime.time(0)},
            {"freq": Frequency.MONTHLY, "byday": "MO", "week_of_month": -1},
            {"freq": Frequency.MONTHLY, "byday": "", "bymonthday": 15},
            {"freq": Frequency.ONCE, "byday": "", "starts_on": DAY},
            {"kind": ScheduleKind.BREAK, "byday": "", "starts_on": DAY, "ends_on": DAY},
        ],
    )
    def test_schedule(self, facts: dict[str, object]):
        schedule(**facts).full_clean()
