"""An import publishes what the form would publish, and nothing else."""

import pytest

from offers.models import Offer
from tests.offers.exchange.conftest import HEADER, MAPPING, outcomes

pytestmark = pytest.mark.django_db

ROW = "1;Deutsch am Abend;<p>Für alle.</p>;Verein Brücke;post@example.org;a1;b1;german-courses"


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        (MAPPING.replace('default = ["networks"]', ""), "Themen: Bitte wählen Sie mindestens ein Thema"),
        (MAPPING.replace('serves_whole_county = "ja"', ""), "service_areas: Für wen ist das Angebot da?"),
        (MAPPING.replace('is_online = "ja"', ""), "location: Wo findet es statt?"),
        ('language = "en"' + MAPPING, "title: Es fehlt der deutsche Text"),
    ],
    ids=["topic", "area", "place", "german"],
)
def test_what_an_offer_lacks_is_said_with_its_column(run_import, mapping, reason):
    row = ROW.replace("german-courses", "")
    (result,) = run_import(row, mapping=mapping)
    assert result.outcome == "refused"
    assert reason in result.reason
    assert not Offer.objects.filter(source="test").exists()
    draft = mapping.replace("publish = true", "publish = false")
    assert outcomes(run_import(row, mapping=draft)) == ["created"]


def test_a_column_names_what_is_missing(run_import):
    places = '"location.name" = "Ort"\n"location.postcode" = "PLZ"\n\n[fields.topics]'
    mapping = MAPPING.replace('is_online = "ja"', "").replace("[fields.topics]", places)
    (result,) = run_import(f"{ROW};;", mapping=mapping, header=f"{HEADER};Ort;PLZ")
    assert result.reason.startswith("Ort + PLZ: Wo findet es statt?")


def test_a_change_takes_nothing_that_a_public_offer_needs(run_import):
    mapping = MAPPING.replace('default = ["networks"]', "")
    run_import(ROW, mapping=mapping)
    (result,) = run_import(ROW.replace("german-courses", ""), mapping=mapping)
    assert "mindestens ein Thema" in result.reason
    assert [row.term.code for row in Offer.objects.get(source="test").terms.all()] == ["german-courses"]
