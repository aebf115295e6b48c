"""The position of a browser: where it leads, and that it is nowhere to be read afterwards."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

LOCATE = "/de/angebote/standort/"


def sent(position: str, querystring: str = "", radius: str = "20"):
    return Client(enforce_csrf_checks=True).post(
        f"{LOCATE}?{querystring}", {"position": position, "umkreis": radius}
    )


def test_a_position_becomes_the_nearest_place_of_the_county():
    response = sent("50.80,7.21", "q=Chor&ort=05382020")

    assert response.status_code == 302
    assert response.url == "/de/angebote/?q=Chor&ort=05382020&von=53721&umkreis=20"


def test_the_position_stands_in_no_address_cookie_or_cache():
    response = sent("50.81,7.22")

    assert "50.8" not in response.url
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("position", ["52.52,13.40", "", "x", "99999,99999", "\x00", "50.8"])
def test_a_position_elsewhere_or_none_is_said_to_be_so(position: str):
    response = sent(position, "q=Chor")
    page = Client().get(response.url)

    assert response.url == "/de/angebote/?q=Chor&von=standort"
    assert "Ihr Standort liegt nicht im Rhein-Sieg-Kreis" in page.content.decode()


def test_any_radius_gives_one_there_is():
    assert sent("50.80,7.21", radius="7").url.endswith("umkreis=10")


def test_it_is_sent_in_the_body_only():
    assert Client().get(LOCATE, {"position": "50.80,7.21"}).status_code == 405
