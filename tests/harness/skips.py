"""Where everything is required (`PORTAL_REQUIRE_ALL=1`, as in CI), a skipped test has failed."""

import os
from collections.abc import Generator

import pytest

IS_REQUIRED = os.environ.get("PORTAL_REQUIRE_ALL", "") not in {"", "0"}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if not hasattr(report, "wasxfail"):
        refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    refuse_skip(report)
    return report


def refuse_skip(report: pytest.TestReport | pytest.CollectReport, is_required: bool = IS_REQUIRED) -> None:
    """Turn a skip into a failure that says what was missing."""
    if is_required and report.skipped:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"PORTAL_REQUIRE_ALL is set, yet this was skipped: {reason}"
