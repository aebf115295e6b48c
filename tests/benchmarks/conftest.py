"""The figures of a run, in one table at its end; a figure out of its bounds has failed its test."""

from dataclasses import dataclass, field

import pytest

TABLE = pytest.StashKey["Table"]()


@dataclass
class Table:
    """Rows of what was measured, how much, and how much there may be."""

    rows: list[tuple[str, str, str]] = field(default_factory=list)

    def note(self, what: str, measured: str) -> None:
        """A figure without bounds, to compare with."""
        self.rows.append((what, measured, ""))

    def at_most(self, what: str, measured: float, limit: float, unit: str = "") -> None:
        self._add(what, measured, unit, f"at most {limit:g}{unit}", measured <= limit)

    def at_least(self, what: str, measured: float, limit: float, unit: str = "") -> None:
        self._add(what, measured, unit, f"at least {limit:g}{unit}", measured >= limit)

    def _add(self, what: str, measured: float, unit: str, bounds: str, is_good: bool) -> None:
        said = f"{measured:.4g}{unit}"
        self.rows.append((what, said, bounds if is_good else f"{bounds}  <-- FAILED"))
        assert is_good, f"{what}: {said}, {bounds}"


def pytest_configure(config: pytest.Config) -> None:
    config.stash[TABLE] = Table()


@pytest.fixture(scope="session")
def figures(request: pytest.FixtureRequest) -> Table:
    """`figures.at_most("queries", 5, 6)` notes a figure and asserts its bounds."""
    return request.config.stash[TABLE]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    rows = config.stash[TABLE].rows
    if not rows:
        return
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    terminalreporter.section("figures")
    for what, measured, bounds in rows:
        terminalreporter.line(f"{what:<{widths[0]}}  {measured:>{widths[1]}}  {bounds}".rstrip())
