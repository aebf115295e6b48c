"""A real file with all that real files bring along: 2,311 volunteering offers of Hamburg.

The file is no part of the project: its licence is not stated. It is looked for beside the project, or where
PORTAL_TEST_HAMBURG_FILE says.
"""

import os
import re
from html import unescape
from io import StringIO
from itertools import islice
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from offers.exchange.apply import apply_rows
from offers.exchange.mapping_reader import read_mapping
from offers.exchange.tables import read_rows
from offers.models import Offer, OfferTranslation, Provider
from search.query import SearchQuery
from search.service import find

ROOT = Path(__file__).resolve().parents[3]
FILE = Path(
    os.environ.get("PORTAL_TEST_HAMBURG_FILE")
    or ROOT.parent / "shared" / "realdata" / "hamburg_ehrenamt_angebote.csv"
)
MAPPING = ROOT / "tests" / "offers" / "mappings" / "hamburg_ehrenamt.toml"
ROWS = 2311
EVIL = re.compile(r"<script|<iframe|<img|\son\w+=|javascript:|style=", re.IGNORECASE)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.xdist_group("hamburg"),
    pytest.mark.skipif(not FILE.exists(), reason=f"the real file of Hamburg is not at {FILE}"),
]


def import_file() -> str:
    out = StringIO()
    call_command("import_offers", FILE, mapping=MAPPING, verbosity=0, stdout=out)
    return out.getvalue().strip()


def test_the_whole_file_is_imported_found_and_shown_safely():
    assert import_file() == f"{ROWS} angelegt, 0 geändert, 0 unverändert, 0 abgelehnt, 0 ausgelassen"

    offers = Offer.objects.filter(source="hamburg-ehrenamt")
    assert offers.live().count() == ROWS
    assert offers.filter(provider__name="").count() == 0
    assert 900 < Provider.objects.filter(source="hamburg-ehrenamt").count() < 1000
    words = OfferTranslation.objects.filter(offer__in=offers)
    assert not [row.pk for row in words if EVIL.search(row.description)]
    assert not [row.pk for row in words if re.search(r"</?\w", row.title + row.summary)]

    before = set(offers.values_list("pk", "updated_at"))
    assert import_file() == f"0 angelegt, 0 geändert, {ROWS} unverändert, 0 abgelehnt, 0 ausgelassen"
    assert set(offers.values_list("pk", "updated_at")) == before


def test_what_was_imported_is_found_and_shown(client: Client):
    mapping = read_mapping(MAPPING.read_text(encoding="utf-8"))
    rows = islice(read_rows(FILE, mapping.table), 150)
    assert {result.outcome.value for result in apply_rows(rows, mapping)} == {"created"}
    call_command("rebuild_search_index", verbosity=0)
    imported = list(Offer.objects.filter(source="hamburg-ehrenamt").order_by("pk")[:20])
    found = [offer.pk in {hit.pk for hit in find(SearchQuery(text=offer.title)).hits} for offer in imported]
    assert sum(found) >= 18, (
        "its own title finds nearly every offer on the first page; some titles come often"
    )
    for offer in imported:
        page = client.get(offer.get_absolute_url())
        assert page.status_code == 200
        assert offer.provider.name in unescape(page.content.decode())
        assert not re.search(r"alert\(|onerror=|javascript:", page.content.decode())
