"""What every test can rely on; the parts lie in `tests/harness/`, one file for each promise."""

pytest_plugins = [
    "tests.harness.catalogues",
    "tests.harness.clock",
    "tests.harness.database",
    "tests.harness.isolation",
    "tests.harness.processes",
    "tests.harness.properties",
    "tests.harness.queries",
    "tests.harness.references",
    "tests.harness.skips",
    "tests.harness.slow",
    "tests.harness.template_variables",
]
