"""An import in the admin, step by step: the file is read once into rows of the portal's own, then every step
works on as many as fit into a request.
"""

import json
import shutil
import time
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final

from django.db import transaction
from django.utils import timezone

from offers.exchange.apply import Importer
from offers.exchange.mapping import ImportMapping
from offers.exchange.mapping_reader import read_mapping
from offers.exchange.records import Problem, without_twins
from offers.exchange.results import Outcome, RowResult
from offers.exchange.tables import Row, read_rows
from offers.models import ImportRun

BATCH_ROWS: Final = 100
FORGOTTEN_AFTER: Final = timedelta(days=30)
ROWS_FILE: Final = "rows.ndjson"
REPORT_FILE: Final = "report.ndjson"


def stage(run: ImportRun, file: Path, mapping: ImportMapping) -> None:
    """Read the whole file into the run's folder; raises FileError before anything is kept."""
    run.folder.mkdir(parents=True)
    try:
        with (run.folder / ROWS_FILE).open("wb") as rows:
            for row in without_twins(read_rows(file, mapping.table, name=run.file_name), mapping):
                rows.write(_dump([row.number, dict(row.cells), row.problem]))
                run.total += 1
        run.save()
    except BaseException:
        shutil.rmtree(run.folder, ignore_errors=True)
        raise


def work(run: ImportRun, *, seconds: float) -> ImportRun:
    """Work on batches until the time is over or there is nothing left to do."""
    ends_at = time.monotonic() + seconds
    importer = Importer(read_mapping(run.mapping_text))
    while run.is_working:
        run = _work_on_a_batch(run, importer)
        if time.monotonic() > ends_at:
            break
    return run


def begin_to_apply(run: ImportRun) -> None:
    """From the check to the real thing; does nothing when somebody else has begun."""
    ImportRun.objects.filter(pk=run.pk, state=ImportRun.State.CHECKED).update(
        state=ImportRun.State.APPLYING, position=0, report_bytes=0, **dict.fromkeys(Outcome, 0)
    )


def first_rows(run: ImportRun, count: int) -> list[Row]:
    """The first rows of the file, for a person to look at."""
    with (run.folder / ROWS_FILE).open("rb") as file:
        return [_row(line) for line in islice(file, count)]


def results(run: ImportRun) -> Iterator[RowResult]:
    """What became of each row so far."""
    if not run.report_bytes:
        return
    with (run.folder / REPORT_FILE).open("rb") as file:
        while file.tell() < run.report_bytes:
            yield _result(file.readline())


def discard_forgotten() -> None:
    """Discard runs that nobody has finished: their rows may hold names and addresses of people."""
    begun_before = timezone.now() - FORGOTTEN_AFTER
    for run in ImportRun.objects.exclude(state=ImportRun.State.DONE).filter(started_at__lt=begun_before):
        discard(run)


def discard(run: ImportRun) -> None:
    """Forget a run and its files; what it imported stays."""
    shutil.rmtree(run.folder, ignore_errors=True)
    run.delete()


@transaction.atomic
def _work_on_a_batch(given: ImportRun, importer: Importer) -> ImportRun:
    # Two windows may press the button at once: the second waits here and goes on where the first ended.
    run = ImportRun.objects.select_for_update().get(pk=given.pk)
    if not run.is_working:
        return run
    with (run.folder / ROWS_FILE).open("rb") as file:
        file.seek(run.position)
        rows = [_row(line) for line in _lines(file)]
        run.position = file.tell()
    found = importer.apply(rows, is_dry_run=run.state == ImportRun.State.CHECKING)
    for result in found:
        setattr(run, result.outcome, getattr(run, result.outcome) + 1)
    run.report_bytes = _append(run, found)
    if run.processed >= run.total:
        _finish(run)
    run.save()
    return run


def _lines(file: BinaryIO) -> Iterator[bytes]:
    # Not by iterating: that reads ahead, and the position would no longer be that of the next line.
    for _number in range(BATCH_ROWS):
        if line := file.readline():
            yield line


def _append(run: ImportRun, found: Iterable[RowResult]) -> int:
    """Write behind what is valid; what an interrupted step wrote is cut off."""
    path = run.folder / REPORT_FILE
    with path.open("r+b" if path.exists() else "w+b") as report:
        report.truncate(run.report_bytes)
        report.seek(run.report_bytes)
        report.writelines(_dump(_as_list(result)) for result in found)
        return report.tell()


def _finish(run: ImportRun) -> None:
    if run.state == ImportRun.State.CHECKING:
        run.state = ImportRun.State.CHECKED
        return
    run.state = ImportRun.State.DONE
    run.finished_at = timezone.now()
    # What it held of names and addresses of people is not kept longer than it is needed.
    transaction.on_commit(lambda: (run.folder / ROWS_FILE).unlink(missing_ok=True))


def _dump(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def _row(line: bytes) -> Row:
    number, cells, problem = json.loads(line)
    parts: dict[str, Any] = {
        name: tuple(cell) if isinstance(cell, list) else cell for name, cell in cells.items()
    }
    return Row(number, parts, problem)


def _as_list(result: RowResult) -> list[object]:
    problems = [[problem.field, problem.message, problem.column] for problem in result.problems]
    return [result.row, result.external_id, result.outcome, result.title, problems, result.pk]


def _result(line: bytes) -> RowResult:
    row, external_id, outcome, title, problems, pk = json.loads(line)
    return RowResult(
        row, external_id, Outcome(outcome), title, tuple(Problem(*said) for said in problems), pk
    )
