"""Imports offers from a file. docs/import.md explains the mapping."""

from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from offers.exchange.apply import apply_rows
from offers.exchange.mapping import ImportMapping
from offers.exchange.mapping_reader import MappingError, read_mapping
from offers.exchange.records import without_twins
from offers.exchange.report import ENCODING, write_header, write_results
from offers.exchange.results import Outcome, RowResult, Tally
from offers.exchange.tables import FileError, read_rows

MOST_REASONS_SHOWN = 20


class Command(BaseCommand):
    help = "Import offers from a CSV, XLSX or NDJSON file; run again to go on after an interruption."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the table")
        parser.add_argument(
            "--mapping", type=Path, required=True, help="the TOML file that explains its columns"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--report", type=Path, help="write what became of each row into this CSV file")

    def handle(self, *, file: Path, mapping: Path, **options: Any) -> None:
        try:
            plan = read_mapping(mapping.read_text(encoding="utf-8"))
            # Read through to the end first: a file that breaks off must not be half imported.
            total = sum(1 for _row in read_rows(file, plan.table))
            tally = self._import(file, plan, total, options)
        except (MappingError, FileError) as error:
            raise CommandError(str(error)) from None
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(
                _("Die Datei kann nicht gelesen werden: %(error)s") % {"error": error}
            ) from None
        self.stdout.write(str(tally))
        if options["dry_run"]:
            self.stdout.write(_("Das war eine Probe: Es wurde nichts gespeichert."))

    def _import(self, file: Path, plan: ImportMapping, total: int, options: dict[str, Any]) -> Tally:
        tally = Tally()
        rows = without_twins(read_rows(file, plan.table), plan)
        with ExitStack() as stack:
            report = self._report(stack, options["report"])
            results = apply_rows(rows, plan, is_dry_run=options["dry_run"])
            for result in self._with_progress(results, total, options["verbosity"]):
                tally.add(result)
                if report:
                    write_results(report, [result])
                if result.outcome is Outcome.REFUSED and tally[Outcome.REFUSED] <= MOST_REASONS_SHOWN:
                    self.stderr.write(
                        _("Zeile %(row)d: %(reason)s") % {"row": result.row, "reason": result.reason}
                    )
        return tally

    def _with_progress(
        self, results: Iterator[RowResult], total: int, verbosity: int
    ) -> "Iterator[RowResult] | tqdm[RowResult]":
        return tqdm(results, total=total, unit=_(" Zeilen"), disable=verbosity == 0)

    def _report(self, stack: ExitStack, path: Path | None) -> TextIO | None:
        if path is None:
            return None
        report = stack.enter_context(path.open("w", encoding=ENCODING, newline=""))
        write_header(report)
        return report
