"""A municipality may name others that decide while its own people are away."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from wagtail.models import ModelLogEntry

from offers.actions.deputies import NAMED_ACTION
from offers.deciders import deciders_of
from offers.models import MunicipalityGroup, Submission
from offers.permissions import users_who_may
from tests.factories import member_of, municipality
from tests.offers.desk.test_desk import DESK, decide, path_of

pytestmark = pytest.mark.django_db
TEAMS = f"{DESK}vertretung/"


def team(name: str) -> MunicipalityGroup:
    return MunicipalityGroup.objects.get(municipality__name=name)


@pytest.fixture
def troisdorf() -> User:
    return member_of("Redaktion Troisdorf")


@pytest.fixture
def other_desk(troisdorf: User) -> Client:
    client = Client()
    client.force_login(troisdorf)
    return client


def name(client: Client, *names: str, by: str = "Siegburg") -> int:
    deputies = [team(name).pk for name in names]
    return client.post(f"{TEAMS}{team(by).pk}/", {"deputies": deputies}, follow=True).status_code


def test_a_deputy_sees_and_decides(desk: Client, other_desk: Client, submission: Submission) -> None:
    assert other_desk.get(path_of(submission), follow=True).status_code == 404

    name(desk, "Troisdorf")

    assert "Nähen und Deutsch sprechen" in other_desk.get(DESK).content.decode()
    decide(other_desk, submission, {"accept": "1"})
    assert Submission.objects.get().offer.live


def test_it_ends_when_the_municipality_says_so(
    desk: Client, other_desk: Client, submission: Submission
) -> None:
    name(desk, "Troisdorf")
    name(desk)

    assert other_desk.get(path_of(submission), follow=True).status_code == 404


def test_a_deputy_names_no_deputies(desk: Client, other_desk: Client) -> None:
    name(desk, "Troisdorf")

    assert name(other_desk) == 404
    assert [deputy.municipality.name for deputy in team("Siegburg").deputies.all()] == ["Troisdorf"]


def test_nothing_but_offers_is_deputized(desk: Client, troisdorf: User) -> None:
    name(desk, "Troisdorf")
    place = municipality("Siegburg").pk

    assert troisdorf in users_who_may("offers.publish_offer", place)
    assert troisdorf in users_who_may("offers.change_offer", place)
    assert troisdorf not in users_who_may("offers.delete_offer", place)
    assert troisdorf not in users_who_may("offers.change_provider", place)


def test_deputies_hear_of_what_arrives(desk: Client, siegburg: User, troisdorf: User) -> None:
    name(desk, "Troisdorf")

    assert {*deciders_of(municipality("Siegburg"))} == {siegburg, troisdorf}
    assert {*deciders_of(municipality("Troisdorf"))} == {troisdorf}


def test_the_county_sees_all_teams_and_a_municipality_its_own(desk: Client, client: Client) -> None:
    own = desk.get(TEAMS).context["teams"]
    client.force_login(member_of("Moderation Kreis"))

    assert [row.municipality.name for row in own] == ["Siegburg"]
    assert len(client.get(TEAMS).context["teams"]) == 19


def test_who_named_whom_is_in_the_audit_log(desk: Client, siegburg: User) -> None:
    name(desk, "Troisdorf")

    entry = ModelLogEntry.objects.get(action=NAMED_ACTION)
    assert (entry.user, entry.data) == (siegburg, {"deputies": ["Troisdorf"]})
