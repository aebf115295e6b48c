"""The report of an import as a CSV file that a spreadsheet opens."""

import csv
from collections.abc import Iterable
from typing import TextIO

from offers.exchange.results import REPORT_HEADER, RowResult

# German spreadsheets expect semicolons and, for UTF-8, the mark at the beginning.
ENCODING = "utf-8-sig"


def write_header(file: TextIO) -> None:
    """Write the names of the columns."""
    csv.writer(file, delimiter=";").writerow([str(name) for name in REPORT_HEADER])


def write_results(file: TextIO, results: Iterable[RowResult]) -> None:
    """Write a line for each row."""
    csv.writer(file, delimiter=";").writerows(result.as_cells() for result in results)
