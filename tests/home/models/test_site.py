"""What is true of the centre on every page."""

import pytest
from wagtail.models import Site

from home.enums import CentreState
from home.models import CentreSettings
from tests.factories.pages import centre

pytestmark = pytest.mark.django_db


def test_a_site_that_nobody_set_up_has_a_planned_centre():
    assert not CentreSettings.of(Site.objects.get()).is_open


def test_what_was_saved_holds():
    centre(state=CentreState.OPEN, editors_email="redaktion@example.org")
    settings = CentreSettings.of_portal()
    assert settings.is_open
    assert settings.editors_email == "redaktion@example.org"


def test_the_address_of_the_editors_is_shown_nowhere(client):
    centre(editors_email="geheim@example.org")
    assert "geheim@example.org" not in client.get("/de/").content.decode()


@pytest.mark.parametrize(
    ("state", "word"), [(CentreState.PLANNED, "in Planung"), (CentreState.OPEN, "Ein Dienst des")]
)
def test_every_page_speaks_accordingly(client, state: str, word: str):
    centre(state=state)
    for address in ("/de/", "/de/angebote/", "/de/gibt-es-nicht/"):
        assert word in client.get(address).content.decode()
