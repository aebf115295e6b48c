"""Tables and mappings for the tests of imports."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from offers.exchange.apply import apply_rows
from offers.exchange.mapping_reader import read_mapping
from offers.exchange.records import without_twins
from offers.exchange.results import RowResult
from offers.exchange.tables import read_rows

MAPPING = """
name = "Probe"
source = "test"
publish = true

[constants]
kind = "course"
responsible_municipality = "05382060"
serves_whole_county = "ja"
is_online = "ja"
"provider.kind" = "association"

[fields]
external_id = "id"
title = "Titel"
description = "Text"
"provider.name" = "Anbieter"
"contact.email" = "E-Mail"
level_from = "ab"
level_to = "bis"

[fields.topics]
column = "Themen"
split = ","
default = ["networks"]
"""
HEADER = "id;Titel;Text;Anbieter;E-Mail;ab;bis;Themen"


@pytest.fixture
def write_table(tmp_path: Path) -> Callable[..., Path]:
    """`write_table("1;Titel;…", …)` writes a CSV file with the columns of MAPPING."""

    def write(*lines: str, header: str = HEADER, name: str = "offers.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_text("\n".join((header, *lines)), encoding=encoding)
        return path

    return write


@pytest.fixture
def run_import(write_table: Callable[..., Path]) -> Callable[..., list[RowResult]]:
    """`run_import("1;Titel;…", …)` imports lines and gives what became of them."""

    def run(*lines: str, mapping: str = MAPPING, header: str = HEADER, dry: bool = False) -> list[RowResult]:
        plan = read_mapping(mapping)
        rows = without_twins(read_rows(write_table(*lines, header=header), plan.table), plan)
        return list(apply_rows(rows, plan, is_dry_run=dry))

    return run


def outcomes(results: Iterable[RowResult]) -> list[str]:
    return [result.outcome.value for result in results]
