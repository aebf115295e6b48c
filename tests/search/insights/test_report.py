import csv
import io
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import translation
from openpyxl import load_workbook

from offers.vocabulary import vocabulary
from search.insights import report
from search.insights.periods import periods
from search.models import SearchCount
from tests.factories.people import EditorFactory

ADDRESS = "/admin/reports/suchen/"
SIEGBURG, MECKENHEIM = "ort=05382060", "ort=05382032"
pytestmark = pytest.mark.django_db


def counted(searches: int, words: str = "", **fields: object) -> None:
    given = {"counted_on": date(2026, 11, 20), "language": "de", "words_language": "de", "results": "some"}
    SearchCount.objects.create(searches=searches, words=words, **(given | fields))


@pytest.fixture
def log(clock) -> None:
    counted(9, "deutschkurs", filters=SIEGBURG)
    counted(4, "deutschkurs", filters=f"{SIEGBURG}&kosten=free", results="none", wishes=3)
    counted(5, "دورة", words_language="ar")
    counted(2, "kaum", results="none", wishes=2)
    counted(7, words_language="", filters=MECKENHEIM, results="none")
    counted(6, "früher", counted_on=date(2024, 3, 1))
    counted(1, "gestört", is_degraded=True, results="none")


def rows(page: str, table: int = -1) -> list[list[str]]:
    """The cells of one of the tables of the report, the last by default."""
    found = BeautifulSoup(page, "html.parser").select("table.listing")[table]
    return [
        [" ".join(cell.text.split()) for cell in row.select("th, td")] for row in found.select("tbody tr")
    ]


class TestNumbers:
    def test_totals_leave_nothing_out(self, log) -> None:
        totals = report.totals_of(SearchCount.objects.all())

        assert (totals.searches, totals.empty, totals.degraded, totals.wishes) == (34, 13, 1, 5)
        assert [number for _label, number in totals.shown()] == ["34", "38 %", "5", "unter 3"]

    @pytest.mark.parametrize(
        ("part", "whole", "shown"),
        [(0, 0, "0 %"), (0, 9, "0 %"), (2, 5, "unter 3"), (3, 9, "33 %"), (3, 9000, "unter 1 Prozent")],
    )
    def test_a_share_tells_no_small_number_and_hides_none(self, part: int, whole: int, shown: str) -> None:
        assert report.shown_share(part, whole) == shown

    def test_languages_are_those_of_words(self, log) -> None:
        bars = report.by_language(SearchCount.objects.all())

        assert [(bar.label, bar.searches, bar.percent) for bar in bars] == [
            ("Deutsch", 22, 81),
            ("العربية", 5, 19),
        ]

    def test_places_are_those_of_filters(self, log) -> None:
        counted(3, filters=f"{SIEGBURG}&ort=05382032", language="en")
        bars = report.by_municipality(SearchCount.objects.all(), vocabulary())

        assert [(bar.label, bar.searches, bar.empty) for bar in bars] == [
            ("Siegburg", 16, 4),
            ("Meckenheim", 10, 7),
        ]

    def test_what_fewer_than_three_share_is_no_line(self, clock) -> None:
        counted(2, "xyz", words_language="fr", filters=SIEGBURG)

        assert report.by_language(SearchCount.objects.all()) == ()
        assert report.by_municipality(SearchCount.objects.all(), vocabulary()) == ()

    def test_filters_are_called_as_on_the_page(self) -> None:
        spelled = "thema=nonsense&ort=05382060&kosten=free"

        assert report.filters_label(spelled, vocabulary()) == "nonsense · Siegburg · kostenlos"
        with translation.override("en"):
            assert report.filters_label("kosten=free", vocabulary()) == "Free"

    def test_periods_end_today_or_with_their_month(self) -> None:
        spans = {code: span for code, (_label, span) in periods(date(2026, 3, 5)).items()}

        assert spans["last-month"] == (date(2026, 2, 1), date(2026, 2, 28))
        assert spans["months-12"] == (date(2025, 4, 1), date(2026, 3, 5))
        assert spans["2025"] == (date(2025, 1, 1), date(2025, 12, 31))


class TestPage:
    @pytest.fixture
    def editor(self, client: Client) -> Client:
        client.force_login(EditorFactory())
        return client

    def page(self, editor: Client, **chosen: str) -> str:
        response = editor.get(ADDRESS, chosen)
        assert response.status_code == 200
        return response.content.decode()

    def test_shows_what_is_searched_most(self, editor, log) -> None:
        assert rows(self.page(editor)) == [["deutschkurs", "13", "4", "3"], ["دورة", "5", "0", "0"]]

    def test_shows_what_finds_nothing_with_its_filters(self, editor, log) -> None:
        assert rows(self.page(editor, table="empty")) == [
            ["nur Filter oder seltene Worte", "Meckenheim", "7", "7", "0"],
            ["deutschkurs", "Siegburg · kostenlos", "4", "4", "3"],
        ]

    def test_words_that_are_kept_back_are_called_rare(self, editor, clock) -> None:
        counted(3, results="none")

        assert rows(self.page(editor, table="empty")) == [["seltene Worte", "", "3", "3", "0"]]

    def test_shows_what_people_miss(self, editor, log) -> None:
        assert rows(self.page(editor, table="missing")) == [
            ["deutschkurs", "Siegburg · kostenlos", "4", "4", "3"]
        ]

    def test_small_numbers_are_not_told(self, editor, clock) -> None:
        counted(3, "chor", wishes=1)
        counted(2, "chor", results="none")

        assert rows(self.page(editor)) == [["chor", "5", "unter 3", "unter 3"]]

    @pytest.mark.parametrize(
        ("chosen", "words"),
        [
            ({"words_language": "ar"}, ["دورة"]),
            ({"town": "05382060"}, ["deutschkurs"]),
            ({"period": "2024"}, ["früher"]),
            ({"language": "en"}, []),
            ({"period": "nonsense"}, ["deutschkurs", "دورة"]),
        ],
    )
    def test_can_be_narrowed_down(self, editor, log, chosen: dict[str, str], words: list[str]) -> None:
        page = self.page(editor, **chosen)
        if words:
            assert [row[0] for row in rows(page)] == words
        else:
            assert "Für diese Auswahl gibt es noch nichts zu zeigen." in page

    def test_says_which_days_it_is_about(self, editor, log) -> None:
        assert "Vom 01.12.2025 bis zum 24.11.2026" in " ".join(self.page(editor).split())

    def test_its_tables_keep_the_selection(self, editor, log) -> None:
        found = BeautifulSoup(self.page(editor, town="05382060", table="empty"), "html.parser")
        links = found.select(".search-report__tables a")

        assert [link["href"].split("#")[0] for link in links] == [
            f"{ADDRESS}?town=05382060",
            f"{ADDRESS}?town=05382060&table=empty",
            f"{ADDRESS}?town=05382060&table=missing",
        ]
        assert [link.get("aria-current") for link in links] == [None, "true", None]

    def test_goes_into_a_spreadsheet(self, editor, log) -> None:
        text = b"".join(editor.get(ADDRESS, {"export": "csv", "table": "missing"}).streaming_content).decode()
        assert list(csv.reader(io.StringIO(text))) == [
            ["Worte", "Filter", "Suchen", "davon ohne Treffer", "„Das fehlt hier“"],
            ["deutschkurs", "Siegburg · kostenlos", "4", "4", "3"],
        ]

        book = b"".join(editor.get(ADDRESS, {"export": "xlsx"}).streaming_content)
        sheet = load_workbook(io.BytesIO(book)).active
        assert [row[0].value for row in sheet.iter_rows()] == ["Worte", "deutschkurs", "دورة"]

    def test_is_empty_without_an_error(self, editor) -> None:
        assert "Noch zu wenige Suchen, um etwas zu zeigen." in self.page(editor)

    def test_an_empty_table_can_be_refreshed_in_place(self, editor, log) -> None:
        response = editor.get(reverse("search_report:results"), {"table": "empty", "_w_filter_fragment": 1})
        assert "Meckenheim" in response.content.decode()


class TestAccess:
    @pytest.mark.parametrize(("permissions", "status"), [([], 302), (["view_searchcount"], 200)])
    def test_it_is_for_those_who_may_see_it(self, client, permissions: list[str], status: int) -> None:
        editor = EditorFactory(is_superuser=False)
        for codename in ["access_admin", *permissions]:
            editor.user_permissions.add(Permission.objects.get(codename=codename))
        client.force_login(editor)

        assert client.get(ADDRESS).status_code == status
        menu = client.get(reverse("wagtailadmin_home")).content.decode()
        assert (ADDRESS in menu) == (status == 200)
