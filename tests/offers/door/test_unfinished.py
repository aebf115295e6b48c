"""A step that is not right yet: what was typed comes back, today, another day, on another device."""

import pytest
from django.test import Client

from offers.models import Offer, Submission
from tests.offers.door.conftest import DOOR, Visitor, answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(visitor: Visitor) -> Visitor:
    visitor.fill("wer", **answers()["wer"])
    return visitor


def test_later_keeps_what_is_not_right_yet(begun: Visitor):
    said = answers()["was"] | {"title": "", "summary": "Halb ge"}
    assert begun.fill("was", **said, later="1").url == f"{DOOR}spaeter/"
    values = begun.values("was")
    assert (values["summary"], values["kind"]) == ("Halb ge", str(said["kind"]))
    assert not Offer.objects.exists()


def test_the_link_leads_to_it_on_another_device(begun: Visitor):
    begun.fill("was", summary="Halb ge", later="1")
    link = begun.page("spaeter").select_one(".door__link a")["href"]
    assert "Halb ge" in Client().get(link, follow=True).content.decode()


def test_even_the_first_step_is_kept(visitor: Visitor):
    visitor.fill("wer", provider_name="Nähstube", email="amira@", later="1")
    assert (visitor.values("wer")["provider_name"], visitor.values("wer")["email"]) == ("Nähstube", "amira@")


def test_a_reload_after_a_mistake_loses_nothing(begun: Visitor):
    begun.fill("was", **answers()["was"])
    begun.fill("wo", **{"place-0-name": "Villa", "place-0-street": "Bachstraße 12"})
    assert begun.values("wo")["place-0-street"] == "Bachstraße 12"


def test_it_is_asked_about_before_it_is_sent_and_settled_by_the_step(visitor: Visitor):
    visitor.fill_all()
    visitor.fill("kosten", cost="amount", contact_phone="02241 123456", later="1")
    assert "Hier ist noch etwas offen: Kosten und Kontakt" in visitor.page("pruefen").text
    visitor.send()
    assert Submission.objects.get().sent_at is None
    visitor.fill("kosten", **answers()["kosten"])
    assert Submission.objects.get().typed == {}
    visitor.send()
    assert Submission.objects.get().sent_at is not None


@pytest.mark.parametrize("text", ["x" * 60_000, "a\0b"])
def test_what_nobody_types_is_not_kept(begun: Visitor, text: str):
    begun.fill("was", title=text, later="1")
    assert Submission.objects.get().typed == {}
