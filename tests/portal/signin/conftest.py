"""Somebody of Siegburg, who knows her password."""

import re
from collections.abc import Callable

import pytest
from django.core.cache import caches

from offers.models import OutgoingMail
from tests.factories import member_of

PASSWORD = "ein-langes-wort-fuer-die-pruefung"


@pytest.fixture(autouse=True)
def _nobody_has_tried_before(db) -> None:
    caches["shared"].clear()


@pytest.fixture
def person():
    found = member_of("Redaktion Siegburg")
    found.set_password(PASSWORD)
    found.save()
    return found


@pytest.fixture
def sign_in(client, person) -> Callable:
    """`sign_in(password=…, **more of the request)`: what the answer is."""

    def send(login: str = person.username, password: str = PASSWORD, next: str = "", **extra):
        data = {"login": login, "password": password, "next": next}
        return client.post("/de/anmelden/", data, **extra)

    return send


def read_code() -> str:
    """The code of the newest mail."""
    subject = OutgoingMail.objects.latest("pk").subject
    return re.search(r": (\S+)$", subject)[1]
