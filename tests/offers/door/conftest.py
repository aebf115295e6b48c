"""A visitor who fills in the door."""

import time
from dataclasses import dataclass
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import signing
from django.http import HttpResponse
from django.test import Client

from offers.enums import TaxonomyCode
from offers.models import OutgoingMail, Submission
from tests.factories import municipality, term

DOOR = "/de/mitmachen/"
# What these pages hide beside the key of the draft, which the session knows too.
ONE_ROW = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0"}
HIDDEN: dict[str, dict[str, str]] = {
    "was": {},
    "fuer-wen": {},
    "wo": {f"place-{name}": value for name, value in ONE_ROW.items()},
    "wann": {f"time-{name}": value for name, value in ONE_ROW.items()},
    "kosten": {},
}


def answers() -> dict[str, dict[str, Any]]:
    """What a volunteer of an association in Siegburg says, step by step."""
    return {
        "wer": {
            "provider_name": "Nähstube Sieg e. V.",
            "provider_kind": "association",
            "municipality": municipality("Siegburg").pk,
            "name": "Amira Beispiel",
            "email": "amira@example.org",
        },
        "was": {
            "title": "Nähen und Deutsch sprechen",
            "kind": term("course", TaxonomyCode.KIND).pk,
            "topics": [term("german-practice").pk],
            "summary": "Wir nähen zusammen und sprechen dabei Deutsch.",
            "description": "Kommen Sie einfach vorbei.\n\n- Maschinen sind da\n- Tee auch",
        },
        "fuer-wen": {"area": "some", "municipalities": [municipality("Siegburg").pk], "minimum_age": 16},
        "wo": {
            "place-0-name": "Nachbarschaftshaus",
            "place-0-street": "Markt 1",
            "place-0-postcode": "53721",
        },
        "wann": {
            "time-0-how_often": "weekly",
            "time-0-weekdays": ["TU"],
            "time-0-starts_at": "17:00",
            "time-0-ends_at": "19:00",
        },
        "kosten": {"cost": "free", "registration": "none", "contact_phone": "02241 123456"},
        "bild": {},
    }


@dataclass
class Visitor:
    """Sends forms as a browser does: with the hidden fields of the page that shows them."""

    client: Client

    def page(self, slug: str) -> BeautifulSoup:
        response = self.client.get(f"{DOOR}{slug}/", follow=True)
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    def fill(self, slug: str, **said: Any) -> HttpResponse:
        shown = self.page(slug).select("main input[type=hidden]")
        hidden = {field["name"]: field.get("value", "") for field in shown}
        if "opened" in hidden:  # a person takes her time
            hidden["opened"] = signing.dumps(time.time() - 60, salt="form-time:door")
        return self.client.post(f"{DOOR}{slug}/", hidden | said)

    def fill_all(self, **changed: dict[str, Any]) -> Submission:
        """Every step; `changed` by its slug, with `_` for `-`.

        Pages of which is known what they hide are not looked at: drawing them takes half the time.
        """
        for slug, said in answers().items():
            said = said | changed.get(slug.replace("-", "_"), {})
            if slug in HIDDEN:
                response = self.client.post(f"{DOOR}{slug}/", HIDDEN[slug] | said)
            else:
                response = self.fill(slug, **said)
            assert response.status_code == 302, BeautifulSoup(response.content, "html.parser").main.text
        return Submission.objects.latest("pk")

    def values(self, slug: str) -> dict[str, Any]:
        """What the fields of a step are filled in with."""
        page = self.page(slug).main
        values: dict[str, Any] = {}
        for field in page.select("input:not([type=hidden]), textarea, select"):
            if field.name == "select":
                chosen = field.select_one("option[selected]")
                values[field["name"]] = chosen["value"] if chosen else ""
            elif field.get("type") in {"checkbox", "radio"}:
                if field.has_attr("checked"):
                    values.setdefault(field["name"], []).append(
                        field["value"] if field.get("value") else "on"
                    )
            else:
                values[field["name"]] = field.get("value") or field.text.lstrip("\n")
        return values

    def send(self) -> HttpResponse:
        return self.fill("pruefen", consent="1")


@pytest.fixture
def visitor(client: Client, db: None) -> Visitor:
    return Visitor(client)


def mailed_path() -> str:
    """The path of the link in the newest mail."""
    words = OutgoingMail.objects.latest("pk").text.split()
    address = next(word for word in words if word.startswith(("http://", "https://")))
    return "/" + address.split("/", 3)[3]
