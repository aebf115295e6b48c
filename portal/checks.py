"""System checks: what would lose data or lie is said before the portal starts."""

from django.core.checks import Tags, Warning, register
from django.db import connections

WANTED = {"journal_mode": "wal", "synchronous": 2}


@register(Tags.database)
def check_sqlite_is_safe(app_configs, databases=None, **kwargs):
    """SQLite must write ahead (WAL), sync fully, wait for locks and begin IMMEDIATE."""
    found = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor != "sqlite" or connection.is_in_memory_db():
            continue
        found += [_warning(alias, problem) for problem in _problems(connection)]
    return found


def _problems(connection) -> list[str]:
    problems = []
    with connection.cursor() as cursor:
        for pragma, wanted in WANTED.items():
            value = cursor.execute(f"PRAGMA {pragma}").fetchone()[0]
            if value != wanted:
                problems.append(f"{pragma} is {value}, not {wanted}")
    options = connection.settings_dict.get("OPTIONS", {})
    if options.get("transaction_mode") != "IMMEDIATE":
        problems.append("transactions do not begin IMMEDIATE")
    if options.get("timeout", 0) < 20:
        problems.append("the lock timeout is under 20 seconds")
    return problems


def _warning(alias: str, problem: str) -> Warning:
    return Warning(
        f"SQLite database {alias!r}: {problem}.",
        hint="Use the options in portal/env.py; several writers would fail or lose data without them.",
        id="portal.W001",
    )
