"""How fast, how heavy, how many queries: `python -m tests.benchmarks`."""
