"""Programs are kept out, people are not."""

import pytest
from bs4 import BeautifulSoup

from offers.door import views
from offers.guards.proof_of_work import BITS
from offers.models import OutgoingMail, Submission
from tests.offers.door.conftest import DOOR, Visitor, answers
from tests.offers.guards.test_form_guards import solve

pytestmark = pytest.mark.django_db


def test_who_fills_in_the_hidden_field_is_sent_away_kindly_and_nobody_is_mailed(visitor: Visitor):
    response = visitor.fill("wer", **answers()["wer"], homepage="https://spam.example")
    assert response.url == DOOR
    assert Submission.objects.get().provider is None


def test_who_is_too_fast_looks_again_and_loses_nothing(visitor: Visitor):
    page = visitor.page("wer")
    hidden = {field["name"]: field["value"] for field in page.select("main input[type=hidden]")}
    response = visitor.client.post(f"{DOOR}wer/", hidden | answers()["wer"])
    assert response.status_code == 422
    assert 'value="Nähstube Sieg e. V."' in response.content.decode()
    assert visitor.fill("wer", **answers()["wer"]).status_code == 302


def test_far_too_many_from_one_address_are_put_off(visitor: Visitor, monkeypatch):
    monkeypatch.setattr(views, "MOST_AN_HOUR", 2)
    for _offer in range(2):
        visitor.client.session.flush()
        assert visitor.client.post(f"{DOOR}wer/", answers()["wer"]).status_code == 422
        visitor.client.cookies.clear()
    response = visitor.client.post(f"{DOOR}wer/", answers()["wer"])
    assert response.status_code == 429
    assert 'value="Nähstube Sieg e. V."' in response.content.decode(), "what was typed is there"
    assert Submission.objects.count() == 2


def test_who_lets_her_device_work_need_not_wait(visitor: Visitor, monkeypatch):
    monkeypatch.setattr(views, "MOST_AN_HOUR", 1)
    visitor.client.post(f"{DOOR}wer/", answers()["wer"])
    visitor.client.cookies.clear()
    refused = visitor.client.post(f"{DOOR}wer/", answers()["wer"])
    challenge = BeautifulSoup(refused.content, "html.parser").select_one("[name=challenge]")["value"]
    work = {"challenge": challenge, "solution": solve(challenge, BITS)}
    assert visitor.client.post(f"{DOOR}wer/", answers()["wer"] | work).status_code == 422, (
        "a mistake, not a limit"
    )
    visitor.client.cookies.clear()
    assert visitor.client.post(f"{DOOR}wer/", answers()["wer"] | work).status_code == 429, "it counts once"


def test_the_link_is_mailed_five_times_at_most(visitor: Visitor):
    visitor.fill_all()
    visitor.send()
    for _time in range(9):
        assert visitor.client.post(f"{DOOR}gesendet/").status_code == 200
    assert OutgoingMail.objects.count() == 5
