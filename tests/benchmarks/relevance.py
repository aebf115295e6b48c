"""Questions, pages and judgements from a folder, and the measures of a ranking."""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CUT = 10


@dataclass(frozen=True)
class Question:
    id: str
    language: str
    variant: str
    text: str
    region: str


@dataclass(frozen=True)
class Bench:
    """One set: pages as (id, region, title, text), questions, and the pages that answer each question."""

    name: str
    pages: list[dict[str, Any]]
    questions: list[Question]
    relevant: Mapping[str, frozenset[str]]


def load(folder: Path) -> Bench:
    """Read `corpus.jsonl`, `queries.jsonl` and `qrels.tsv` (TREC), but no question without an answer."""
    relevant: dict[str, set[str]] = defaultdict(set)
    for line in (folder / "qrels.tsv").read_text().splitlines():
        question, _, page, degree = line.split()
        if int(degree) > 0:
            relevant[question].add(page)
    questions = [
        Question(row["id"], row["language"], row.get("variant", "original"), row["text"], row["region"])
        for row in _rows(folder / "queries.jsonl")
        if row["id"] in relevant
    ]
    frozen = {question: frozenset(pages) for question, pages in relevant.items()}
    return Bench(folder.name, list(_rows(folder / "corpus.jsonl")), questions, frozen)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def recall(found: Sequence[str], relevant: frozenset[str]) -> float:
    """The share of relevant pages among the first ten, of as many as could be there."""
    return len(relevant.intersection(found[:CUT])) / min(CUT, len(relevant))


def ndcg(found: Sequence[str], relevant: frozenset[str]) -> float:
    """Normalised discounted cumulative gain at ten (Järvelin and Kekäläinen 2002), with gains of 0 or 1."""
    gain = sum(1 / math.log2(rank + 1) for rank, page in enumerate(found[:CUT], 1) if page in relevant)
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(CUT, len(relevant)) + 1))
    return gain / ideal


def table(bench: Bench, run: Mapping[str, Sequence[str]]) -> Iterable[str]:
    """A line for each language and variant: number of questions, R@10, nDCG@10, share without any result."""
    region_of = {page["id"]: page["region"] for page in bench.pages}
    groups: dict[tuple[str, str], list[tuple[float, float, bool]]] = defaultdict(list)
    for question in bench.questions:
        found, relevant = run[question.id], bench.relevant[question.id]
        near = frozenset(page for page in relevant if region_of.get(page) == question.region) or relevant
        scores = (recall(found, near), ndcg(found, near), not found)
        groups[question.language, question.variant].append(scores)
    yield f"{bench.name:8} {'language':14} {'n':>5} {'R@10':>6} {'nDCG@10':>8} {'none':>5}"
    for (language, variant), rows in groups.items():
        means = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
        label = language if variant == "original" else f"{language} {variant}"
        yield f"{'':8} {label:14} {len(rows):5} {means[0]:6.3f} {means[1]:8.3f} {means[2]:5.0%}"
