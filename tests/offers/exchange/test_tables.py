"""Whatever file is sent: its rows, or a sentence about what is wrong with it."""

import io
import json
import zipfile
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from offers.exchange.tables import FileError, Limits, TableFormat, read_rows

CELL = "<c r='{0}' t='inlineStr'><is><t>{1}</t></is></c>"


def rows(path: Path, limits: Limits | None = None, **table: object) -> list[dict[str, object]]:
    found = list(read_rows(path, TableFormat(**table), limits=limits or Limits()))
    assert not [row.problem for row in found if row.problem]
    return [dict(row.cells) for row in found]


def problem(path: Path, limits: Limits | None = None, **table: object) -> str:
    with pytest.raises(FileError) as caught:
        list(read_rows(path, TableFormat(**table), limits=limits or Limits()))
    return str(caught.value)


def written(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


class TestCsv:
    def test_rows_and_their_numbers(self, tmp_path):
        path = written(tmp_path / "a.csv", '\ufeffid;Text\r\n1;"zwei\nZeilen; eine Zelle"\r\n\r\n2;ü\r\n')
        found = list(read_rows(path, TableFormat()))
        assert [(row.number, dict(row.cells)) for row in found] == [
            (2, {"id": "1", "Text": "zwei\nZeilen; eine Zelle"}),
            (4, {"id": "2", "Text": "ü"}),
        ]

    def test_windows_encoding_and_another_delimiter(self, tmp_path):
        path = written(tmp_path / "a.csv", "id,Straße\n1,Königswinter – „€“".encode("cp1252"))
        assert rows(path, encoding="cp1252", delimiter=",") == [{"id": "1", "Straße": "Königswinter – „€“"}]

    def test_a_wrong_encoding_names_its_row(self, tmp_path):
        lines = [f"{number};gut" for number in range(1, 5000)]
        path = written(tmp_path / "a.csv", "\n".join(["id;Text", *lines, "5000;schlüpft"]).encode("cp1252"))
        assert "Zeile 5001 ist nicht in „utf-8“" in problem(path)
        assert "oft „cp1252“" in problem(path)

    def test_what_is_not_windows_is_not_advised_to_be_windows(self, tmp_path):
        path = written(tmp_path / "a.csv", b"id;Text\n1;schl\x81pft")
        said = problem(path, encoding="cp1252")
        assert "Zeile 2 ist nicht in „cp1252“" in said
        assert "oft „cp1252“" not in said
        assert "CSV UTF-8" in said

    def test_utf_8_that_is_said_to_be_windows_is_noticed(self, tmp_path):
        path = written(tmp_path / "a.csv", "id;Text\n1;gut\n2;schlüpft")
        assert "Zeile 3 ist UTF-8" in problem(path, encoding="cp1252")

    def test_a_row_with_too_many_fields_is_refused_alone(self, tmp_path):
        path = written(tmp_path / "a.csv", "id;Text\n1;a;b\n2;gut\n3")
        found = list(read_rows(path, TableFormat()))
        assert [row.problem for row in found] == [
            "Die Zeile hat 3 Felder, die Kopfzeile 2.",
            "",
            "Die Zeile hat 1 Felder, die Kopfzeile 2.",
        ]

    def test_a_quotation_mark_that_is_never_closed(self, tmp_path):
        path = written(tmp_path / "a.csv", 'id;Text\n1;"' + "offen;\n" * 100_000)
        assert "Fehlt ein Anführungszeichen?" in problem(path, limits=Limits(cell_characters=1000))

    def test_a_file_without_line_ends(self, tmp_path):
        path = written(tmp_path / "a.csv", "x" * 10_000)
        assert "Zeile 1 ist zu lang" in problem(path, limits=Limits(cell_characters=1000))

    def test_control_characters_are_taken_out(self, tmp_path):
        path = written(tmp_path / "a.csv", "id;Text\n1; a\x00b\x07c\td \n")
        assert rows(path) == [{"id": "1", "Text": "abc\td"}]

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            ("", "leer"),
            (";;\n1;2;3", "keine Namen"),
            ("id;id\n1;2", "mehrmals vor: id"),
            (";".join("abcdef"), "mehr als 5 Spalten"),
            ("id\n" + "1\n" * 12, "mehr als 10 Zeilen"),
        ],
    )
    def test_a_table_that_cannot_be_used(self, tmp_path, content, words):
        assert words in problem(written(tmp_path / "a.csv", content), Limits(columns=5, rows=10))

    def test_a_cell_that_is_too_long_is_refused_alone(self, tmp_path):
        path = written(tmp_path / "a.csv", f"id;Text\n1;{'x' * 200}\n2;gut")
        first, second = read_rows(path, TableFormat(), limits=Limits(cell_characters=100))
        assert "„Text“" in first.problem
        assert not second.problem

    def test_missing_columns_are_named_with_those_that_are_there(self, tmp_path):
        path = written(tmp_path / "a.csv", "id,Titel\n1,2")
        assert problem(path, columns=("id", "Titel")) == (
            "Diese Spalten fehlen: id, Titel. In der Datei stehen: id,Titel."
        )


class TestNdjson:
    def test_rows(self, tmp_path):
        lines = [{"id": 7, "preis": 1.50, "ja": True, "leer": None, "a": {"b": "c"}, "l": ["x", 2]}]
        path = written(tmp_path / "a.ndjson", "\n".join(map(json.dumps, lines)) + "\n\n")
        assert rows(path) == [
            {"id": "7", "preis": "1.5", "ja": "true", "leer": "", "a.b": "c", "l": ("x", "2")}
        ]

    @pytest.mark.parametrize(
        "line", ["{", "[1]", "null", '"x"', "NaN", "[" * 100_000, '{"a":' * 5000, '{"a": 1' + "0" * 10_000]
    )
    def test_a_broken_line_is_refused_alone(self, tmp_path, line):
        path = written(tmp_path / "a.jsonl", line + '\n{"id": "1"}')
        first, second = read_rows(path, TableFormat())
        assert first.problem
        assert dict(second.cells) == {"id": "1"}

    def test_half_a_character_is_replaced(self, tmp_path):
        assert rows(written(tmp_path / "a.ndjson", r'{"id": "a\ud800b\u0000"}')) == [{"id": "a?b"}]

    def test_not_utf_8(self, tmp_path):
        assert problem(written(tmp_path / "a.ndjson", b'{"id": "\xff"}')) == "Zeile 1 ist kein UTF-8."

    def test_too_many_fields(self, tmp_path):
        path = written(tmp_path / "a.ndjson", json.dumps({str(number): 1 for number in range(50)}))
        (row,) = read_rows(path, TableFormat(), limits=Limits(columns=10))
        assert "mehr als 10 Felder" in row.problem


def workbook(path: Path, *lines: list[object], title: str = "Tabelle") -> Path:
    book = Workbook()
    book.active.title = title
    for line in lines:
        book.active.append(line)
    book.save(path)
    return path


def archive(path: Path, sheet: str, **parts: str) -> Path:
    """An XLSX file by hand, so that its parts can be as bad as they like."""
    base = workbook(path, ["id"])
    with zipfile.ZipFile(base) as old:
        contents = {name: old.read(name) for name in old.namelist()}
    contents["xl/worksheets/sheet1.xml"] = sheet.encode()
    contents |= {name: text.encode() for name, text in parts.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in contents.items():
            new.writestr(name, content)
    return path


def sheet_xml(rows_xml: str, dimension: str = "A1:A2", prolog: str = "") -> str:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<?xml version="1.0"?>{prolog}<worksheet xmlns="{namespace}"><dimension ref="{dimension}"/>'
        f"<sheetData>{rows_xml}</sheetData></worksheet>"
    )


class TestXlsx:
    def test_values_as_a_person_would_type_them(self, tmp_path):
        path = workbook(
            tmp_path / "a.xlsx",
            ["id", "Zahl", "Tag", "Zeit", "ja", None, "leer"],
            [1, 2.5, date(2026, 12, 3), time(9, 30), True, "ohne Namen", None],
            [],
            [53721.0, 3, datetime(2026, 12, 3, 10, 0), None, False, None, ""],
        )
        first, second = read_rows(path, TableFormat())
        assert dict(first.cells) == {
            "id": "1",
            "Zahl": "2.5",
            "Tag": "2026-12-03",
            "Zeit": "09:30:00",
            "ja": "true",
            "leer": "",
        }
        assert (second.number, second.cells["id"]) == (4, "53721")
        assert second.cells["Tag"] == "2026-12-03T10:00:00"

    def test_a_sheet_by_name(self, tmp_path):
        path = workbook(tmp_path / "a.xlsx", ["id"], ["1"], title="Angebote")
        assert rows(path, sheet="Angebote") == [{"id": "1"}]
        assert "Es gibt: Angebote" in problem(path, sheet="Kurse")

    @pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"id;Text\n1;2", b"\x00" * 5000])
    def test_not_a_workbook(self, tmp_path, content):
        assert "keine lesbare XLSX-Datei" in problem(written(tmp_path / "a.xlsx", content))

    def test_another_archive(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as other:
            other.writestr("readme.txt", "no workbook")
        assert "keine lesbare XLSX-Datei" in problem(tmp_path / "a.xlsx")

    def test_every_cut_of_a_workbook_is_a_clear_problem(self, tmp_path):
        whole = workbook(
            tmp_path / "whole.xlsx", ["id"], *([str(number)] for number in range(200))
        ).read_bytes()
        for length in range(1, len(whole) - 1, 97):
            assert problem(written(tmp_path / "cut.xlsx", whole[:length]))

    def test_a_bomb_is_not_unpacked(self, tmp_path):
        path = archive(
            tmp_path / "a.xlsx", sheet_xml(f"<row r='1'>{CELL.format('A1', 'x' * 30_000_000)}</row>")
        )
        assert path.stat().st_size < 100_000
        assert "beim Entpacken zu groß" in problem(path)

    def test_a_directory_that_lies_about_sizes_is_not_believed(self, tmp_path):
        path = archive(
            tmp_path / "a.xlsx", sheet_xml(f"<row r='1'>{CELL.format('A1', 'x' * 30_000_000)}</row>")
        )
        with zipfile.ZipFile(path) as whole:
            size = whole.getinfo("xl/worksheets/sheet1.xml").file_size
        content = path.read_bytes()
        assert content.count(size.to_bytes(4, "little")) == 2, "once beside the part, once in the directory"
        written(path, content.replace(size.to_bytes(4, "little"), (50_000).to_bytes(4, "little")))
        assert "keine lesbare XLSX-Datei" in problem(path)

    def test_entities_are_not_expanded(self, tmp_path):
        bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
        path = archive(
            tmp_path / "a.xlsx", sheet_xml(f"<row r='1'>{CELL.format('A1', '&b;')}</row>", prolog=bomb)
        )
        assert "keine lesbare XLSX-Datei" in problem(path)

    def test_a_sheet_that_claims_to_be_huge_is_not_filled_up(self, tmp_path):
        cells = f"<row r='1'>{CELL.format('A1', 'id')}</row><row r='2'>{CELL.format('A2', '7')}</row>"
        path = archive(tmp_path / "a.xlsx", sheet_xml(cells, dimension="A1:XFD1048576"))
        assert rows(path) == [{"id": "7"}]

    def test_a_row_far_away_is_too_many_rows(self, tmp_path):
        cells = f"<row r='1'>{CELL.format('A1', 'id')}</row><row r='999999999'>{CELL.format('A2', '7')}</row>"
        assert "mehr als 1000 Zeilen" in problem(
            archive(tmp_path / "a.xlsx", sheet_xml(cells)), Limits(rows=1000)
        )

    def test_a_column_far_away_is_too_many_columns(self, tmp_path):
        cells = f"<row r='1'>{CELL.format('XFD1', 'id')}</row>"
        assert "mehr als 300 Spalten" in problem(archive(tmp_path / "a.xlsx", sheet_xml(cells)))


def test_too_large_a_file_is_refused_by_its_size(tmp_path):
    path = tmp_path / "a.xlsx"
    with path.open("wb") as file:
        file.truncate(200_000_000)  # sparse: takes no room on the disk
    assert "mit 200 MB zu groß" in problem(path)


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.xls", "a.xlsm"])
def test_another_kind_of_file(tmp_path, name):
    assert "kann das Portal nicht lesen" in problem(written(tmp_path / name, "x"))


def test_a_file_that_is_not_there(tmp_path):
    assert "nicht gefunden" in problem(tmp_path / "a.csv")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["csv", "ndjson", "xlsx"]), st.sampled_from(["utf-8", "cp1252"]), st.binary(max_size=400)
)
def test_any_bytes_give_rows_or_a_sentence(tmp_path, kind, encoding, content):
    path = written(tmp_path / f"a.{kind}", content)
    found = []
    with suppress(FileError):
        found = list(read_rows(path, TableFormat(encoding=encoding)))
    for row in found:
        json.dumps(dict(row.cells)).encode("utf-8")
        assert "\x00" not in str(row.cells)


def test_reading_is_lazy(tmp_path):
    path = written(tmp_path / "a.csv", "id\n" + "1\n" * 10)
    reader = read_rows(path, TableFormat(), limits=Limits(rows=3))
    assert next(iter(reader)).number == 2


def test_json_lines_of_a_stream_are_not_read_at_once(tmp_path):
    path = written(tmp_path / "a.ndjson", io.BytesIO(b'{"id": 1}\n\xff').getvalue())
    reader = iter(read_rows(path, TableFormat()))
    assert next(reader).cells["id"] == "1"
    with pytest.raises(FileError):
        next(reader)
