"""Whatever a person can send to the pages of entries, the server has an answer to it."""

import pytest
from django.urls import get_resolver

from offers.models import Offer, ProviderMember
from tests.offers.entries.conftest import ENTRIES

pytestmark = pytest.mark.django_db
STRANGE = ["", "\x00", "\ud800".encode("utf-8", "surrogatepass"), "9" * 5000, "<script>alert(1)</script>"]
FIELDS = (
    *("email", "homepage", "name", "language", "phone", "evidence", "opened"),
    *("places", "closed_until", "sure", "consent", "draft"),
)


def routes() -> list[str]:
    _prefix, resolver = get_resolver().namespace_dict["entries"]
    return sorted({str(pattern.pattern) for pattern in resolver.url_patterns} - {"abmelden/", "loeschen/"})


@pytest.mark.parametrize("value", STRANGE, ids=range(len(STRANGE)))
def test_no_page_is_500_for_strange_input(inside, offer: Offer, member: ProviderMember, value):
    for route in routes():
        for key in (str(offer.pk), "9" * 40):
            path = ENTRIES + route.replace("<int:pk>", key).replace("<str:token>", "%00%ff%f0x" * 9)
            assert inside.get(path, {"x": value}).status_code < 500, path
            assert inside.post(path, dict.fromkeys(FIELDS, value)).status_code < 500, path
    assert Offer.objects.get(pk=offer.pk).title == offer.title


def test_a_session_that_holds_nonsense_is_nobody(client, db):
    for noted in ({"member": 2**62, "since": 1e12, "seen": 1e12}, {"member": 1, "since": 0, "seen": 0}):
        session = client.session
        session["entries"] = noted
        session.save()
        client.cookies["sessionid"] = session.session_key
        assert client.get(f"{ENTRIES}liste/").status_code == 302
