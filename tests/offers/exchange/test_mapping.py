"""A mapping that is right does what it says; one that is wrong says all that is wrong about it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offers.exchange.catalogue import CHILD_FIELDS, FACTS, LOCATION, PROVIDER, target_of
from offers.exchange.drafts import RELATIONS
from offers.exchange.labels import label_of
from offers.exchange.mapping_reader import MappingError, read_mapping
from offers.exchange.records import LeftOut, Record, record_of, without_twins
from offers.exchange.tables import Row
from offers.exchange.transforms import CellError, step_of
from offers.models import Location, Offer, Provider
from tests.offers.exchange.conftest import MAPPING

MINIMAL = """
name = "Probe"
source = "test"
[constants]
title = "Kurs"
kind = "course"
responsible_municipality = "05382"
"provider.name" = "Verein"
[fields]
external_id = "id"
"""


def problems(text: str) -> str:
    with pytest.raises(MappingError) as caught:
        read_mapping(text)
    return "\n".join(caught.value.problems)


def value(field: str, toml: str, cells: dict[str, object]) -> object:
    """What a field gets from a row."""
    record = read_row(MINIMAL + f"\n[fields.{field}]\n{toml}", cells)
    assert isinstance(record, Record), record
    (found,) = [cell for target, cell in record.values.items() if target.field == field.replace('"', "")]
    return found


def read_row(mapping: str, cells: dict[str, object]) -> Record | LeftOut:
    return record_of(Row(2, {"id": "7"} | cells), read_mapping(mapping))


class TestReading:
    def test_the_shortest(self):
        mapping = read_mapping(MINIMAL)
        assert (mapping.name, mapping.source, mapping.publish) == ("Probe", "test", False)
        assert mapping.table.columns == ("id",)

    def test_names_with_a_dot_may_be_written_either_way(self):
        quoted = '[fields]\n"contact.email" = "Mail"\n"title.en" = "Title"'
        nested = '[fields.contact]\nemail = "Mail"\n[fields.title.en]\ncolumn = "Title"'
        targets = [
            {source.target for source in read_mapping(_with_fields(fields)).sources}
            for fields in (quoted, nested)
        ]
        assert targets[0] == targets[1]

    def test_a_field_and_the_same_in_another_language(self):
        fields = '[fields.summary]\ncolumn = "Kurz"\n[fields.summary.en]\ncolumn = "Short"'
        named = {source.target.field for source in read_mapping(MINIMAL + fields).sources}
        assert {"summary", "summary.en"} <= named

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("name = ", "kein gültiges TOML"),
            ("x" * 300_000, "zu lang"),
            ("", "external_id: Dieses Feld braucht eine Spalte"),
            ("", "name: Diese Angabe fehlt."),
            (MINIMAL + "titel = 'x'", "fields.titel: Dieses Feld gibt es nicht."),
            (MINIMAL + "[fields.summary]\nspalte = 'x'", "fields.summary.spalte: Dieses Feld gibt es nicht."),
            (
                MINIMAL + "[fields.summary]\ncolumn = 'x'\nx = 1",
                "fields.summary.x: Diesen Schlüssel gibt es nicht",
            ),
            (MINIMAL + "summary = 7", "fields.summary: Hier wird der Name einer Spalte erwartet."),
            (MINIMAL + "title = 'x'", "title: Dieses Feld steht zweimal"),
            ("color = 'red'\n" + MINIMAL, "color: Diesen Schlüssel gibt es nicht."),
            ("publish = 'ja'\n" + MINIMAL, "publish: Hier wird true oder false erwartet."),
            ("language = 'xx'\n" + MINIMAL, "language: Möglich sind: de, de-ls"),
            ("file = 7\n" + MINIMAL, "file: Dieser Abschnitt wird als [file] geschrieben."),
            ("skip = 7\n" + MINIMAL, "skip: Dieser Abschnitt wird als [[skip]] geschrieben."),
            (
                MINIMAL + "[file]\nencoding = 'latin-9'",
                "file.encoding: Möglich sind: utf-8, utf-8-sig, cp1252.",
            ),
            (MINIMAL + "[file]\ndelimiter = ';;'", "file.delimiter: Das Trennzeichen ist ein einzelnes"),
            (MINIMAL + "[file]\nkind = 'pdf'", "file.kind: Möglich sind: csv, xlsx, ndjson."),
            (MINIMAL + "[fields.summary]\ncolumn='x'\ntransforms=['rot13']", "„rot13“ gibt es nicht"),
            (MINIMAL + "[fields.summary]\ncolumn='x'\nunknown='maybe'", "Möglich sind: keep, drop, refuse."),
            (
                MINIMAL + "[fields.summary]\ncolumn='x'\nvalues={a=1}",
                "values.a: Hier wird eine Liste von Texten",
            ),
            (
                MINIMAL.replace('"Kurs"', '["Kurs"]'),
                "constants.title: Hier wird ein einzelner Wert erwartet.",
            ),
        ],
    )
    def test_what_is_wrong(self, text, message):
        assert message in problems(text)

    def test_everything_wrong_is_said_at_once(self):
        assert len(problems('[fields]\na = "x"\nb = "y"').splitlines()) >= 6

    @given(st.text(max_size=200))
    def test_any_text_is_a_mapping_or_a_list_of_problems(self, text):
        assert problems(text + "\n=")


def _with_fields(fields: str) -> str:
    return MINIMAL.replace('"Kurs"', '"Kurs"\nverified_by = "x"') + fields.replace("[fields]", "")


class TestValues:
    @pytest.mark.parametrize(
        ("written", "text", "expected"),
        [
            ("strip_html", "<p>Tee &amp; <b>Kaffee</b></p><script>x</script>", "Tee & Kaffee"),
            ("paragraphs", "eins\nzwei\n\ndrei <", "<p>eins<br>zwei</p><p>drei &lt;</p>"),
            ("decimal_comma", "1.234,50 €", "1234.50"),
            ("decimal_comma", "53.5", "53.5"),
            ("epoch_seconds", "1518703985", "2018-02-15"),
            ("epoch_seconds", "1514761200", "2018-01-01"),
            ("postcode", "53721", "53721"),
            ("postcode", "D-5372", ""),
            ("web_address", "www.example.org", "https://www.example.org"),
            ("web_address", "http://example.org", "http://example.org"),
            ("upper", "a1", "A1"),
            ("lower", "A1", "a1"),
            ("first_letter_upper", "öffnen und Machen", "Öffnen und Machen"),
            ({"truncate": 12}, "Deutsch, jeden Montag", "Deutsch…"),
            ({"truncate": 5}, "Donaudampfschiff", "Dona…"),
            ({"truncate": 5}, "kurz", "kurz"),
            ({"date": ["%d.%m.%y"]}, "03.12.26", "2026-12-03"),
            ({"date": ["%d.%m.%y"]}, "2026-12-03", "2026-12-03"),
            ({"replace": {"Str.": "Straße"}}, "Neue Str. 1", "Neue Straße 1"),
        ],
    )
    def test_transforms(self, written, text, expected):
        assert step_of(written)(text) == expected

    @pytest.mark.parametrize(
        ("written", "text"),
        [("epoch_seconds", "gestern"), ("epoch_seconds", "9" * 30), ({"date": []}, "31.02.2026")],
    )
    def test_what_a_transform_cannot_read(self, written, text):
        with pytest.raises(CellError):
            step_of(written)(text)

    @pytest.mark.parametrize(
        "written", ["x", 7, {"truncate": "a"}, {"truncate": 9, "date": []}, {"date": "x"}, []]
    )
    def test_transforms_that_do_not_exist(self, written):
        with pytest.raises(ValueError, match="gibt es nicht"):
            step_of(written)

    def test_several_columns(self):
        toml = 'columns = ["a", "b", "c"]\njoin = " – "'
        assert value("summary", toml, {"a": "Kurs", "b": "", "c": "A1"}) == "Kurs – A1"

    def test_a_list_is_split_and_looked_up(self):
        toml = (
            'column = "t"\nsplit = ","\nvalues = { "Frauen" = "women", "Familie" = ["parents", "children"] }'
        )
        assert value("target_groups", toml, {"t": "familie, Frauen,Kinder,frauen"}) == (
            "parents",
            "children",
            "women",
            "Kinder",
        )

    def test_unknown_values_are_dropped_or_refused(self):
        toml = 'column = "t"\nvalues = { a = "women" }\nunknown = '
        assert value("target_groups", toml + '"drop"', {"t": "b"}) == ""
        refused = read_row(MINIMAL + "[fields.target_groups]\n" + toml + '"refuse"', {"t": "b"})
        assert [str(problem) for problem in refused.problems] == [
            "target_groups: „b“ steht nicht in der Liste der Werte."
        ]

    def test_a_list_of_a_json_file_stays_a_list(self):
        assert value("languages", 'column = "l"', {"l": ("de", "tr")}) == ("de", "tr")

    def test_a_default_stands_in_for_nothing(self):
        assert value("languages", 'column = "l"\ndefault = ["de"]', {"l": ""}) == ("de",)
        assert value("summary", 'column = "s"\ndefault = "–"', {}) == "–"

    def test_a_part_of_which_the_row_says_nothing_is_left_out(self):
        mapping = MINIMAL.replace('title = "Kurs"', 'title = "Kurs"\n"schedule.freq" = "weekly"') + (
            '"schedule.byday" = "Tag"\n"contact.email" = "Mail"\n"contact_2.email" = "Mail 2"'
        )
        record = read_row(mapping, {"Tag": "", "Mail": "", "Mail 2": "a@example.org"})
        assert record.parts("schedule") == []
        assert record.parts("contact") == ["contact_2"]


class TestRows:
    def test_conditions_leave_rows_out(self):
        skip = '[[skip]]\ncolumn = "s"\nequals = ["alt"]\nreason = "Veraltet."\n'
        skip += '[[skip]]\ncolumn = "t"\ncontains = "TEST"'
        for cells, reason in (({"s": "alt"}, "Veraltet."), ({"t": "ein Test"}, "lässt diese Zeile aus")):
            left_out = read_row(MINIMAL + skip, cells)
            assert not left_out.is_refused
            assert reason in left_out.problems[0].message
        assert isinstance(read_row(MINIMAL + skip, {"s": "neu"}), Record)

    def test_an_empty_cell_can_be_a_condition(self):
        skip = '[[skip]]\ncolumn = "s"\nis_empty = true'
        assert isinstance(read_row(MINIMAL + skip, {"s": ""}), LeftOut)

    def test_a_row_without_a_name_in_its_source_is_refused(self):
        assert read_row(MINIMAL, {"id": ""}).problems[0].field == "external_id"

    def test_a_second_row_of_the_same_record_is_refused(self):
        rows = [Row(number, {"id": external_id}) for number, external_id in enumerate("aba", start=2)]
        found = list(without_twins(rows, read_mapping(MINIMAL)))
        assert [row.problem for row in found] == ["", "", "Die Kennung „a“ steht schon in Zeile 2."]

    def test_what_changed_is_seen_part_by_part(self):
        first = read_row(MAPPING, {"Titel": "A", "Text": "x", "Themen": "german-courses"})
        second = read_row(MAPPING, {"Titel": "B", "Text": "x", "Themen": "german-courses"})
        assert {key for key, digest in first.digests.items() if second.digests[key] != digest} == {"title.de"}

    def test_a_part_that_is_gone_has_changed(self):
        first = read_row(MAPPING, {"Titel": "A", "E-Mail": "a@example.org"})
        second = read_row(MAPPING, {"Titel": "A", "E-Mail": ""})
        assert first.digests["contact"] != second.digests["contact"]


class TestCatalogue:
    """Every name of the catalogue is a field of a model."""

    @pytest.mark.parametrize(
        ("model", "names"),
        [(Offer, FACTS), (Provider, PROVIDER), (Location, set(LOCATION) - {"note"})]
        + [
            (RELATIONS[relation], CHILD_FIELDS[kind])
            for kind, relation in {
                "cost": "cost_options",
                "contact": "contacts",
                "schedule": "schedules",
            }.items()
        ],
    )
    def test_names_are_fields(self, model, names):
        assert set(names) <= {field.name for field in model._meta.fields}

    @pytest.mark.parametrize(
        "name", ["", ".", "title.xx", "contact_10.email", "provider.uuid", "pk", "location.id"]
    )
    def test_other_names_are_none(self, name):
        assert target_of(name) is None


def test_every_mapping_in_the_project_is_right():
    root = Path(__file__).resolve().parents[3]
    paths = [
        *(root / "offers/exchange/mappings").glob("*.toml"),
        *(root / "tests/offers/mappings").glob("*.toml"),
    ]
    assert len(paths) >= 2
    for path in paths:
        assert read_mapping(path.read_text(encoding="utf-8")).name


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("title", "Titel"),
        ("title.en", "Titel (English)"),
        ("is_women_only", "nur für Frauen"),
        ("topics", "Themen"),
        ("responsible_municipality", "zuständig"),
        ("provider.name", "Anbieter: Name"),
        ("contact_2.email", "Kontakt: E-Mail"),
        ("location.note", "Ort: Raum oder Hinweis"),
        ("schedule.starts_at", "Zeit: von"),
        ("external_id", "Kennung in der Quelle"),
    ],
)
def test_a_field_is_called_as_in_the_admin(name, label):
    assert label_of(target_of(name)) == label
