"""From a request to a page of hits: two rankings in one call, fused here, then the cards of the page."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from math import ceil
from typing import Any, Final

import numpy as np

from search.card_facts import CardFacts
from search.engines.base import EngineAnswer, EngineHit, EngineRequest, EngineUnavailable
from search.engines.elastic.compiling import (
    Body,
    compile_best_words,
    compile_checks,
    compile_nearest,
    compile_request,
    compile_rest,
    compile_tally,
)
from search.engines.elastic.completing import compile_beginning, compile_mistyped
from search.engines.elastic.filters import filters_of, read_counts, without
from search.engines.elastic.matching import Candidate, Found
from search.engines.elastic.pages import WINDOW, read_page
from search.engines.elastic.server import Server
from search.engines.elastic.words import Unknown
from search.ranking import how_near
from search.text.title_beginning import TitleBeginning

PARTS: Final = ("title", "piece")


def answer(server: Server, request: EngineRequest) -> EngineAnswer:
    with oddity_makes_unavailable():
        return _for_text(server, request) if request.is_for_text else _for_everything(server, request)


def complete(server: Server, beginning: TitleBeginning, request: EngineRequest) -> tuple[EngineHit, ...]:
    """Asks for both spellings at once: two calls would take longer than one that is asked for nothing."""
    compiled = (compile_beginning, compile_mistyped)
    with oddity_makes_unavailable():
        answers = server.search_all([compile_body(beginning, request) for compile_body in compiled])
        found = (answer["hits"]["hits"] for answer in answers)
        return tuple(_hit(hit) for hit in next(filter(None, found), ()))


@contextmanager
def oddity_makes_unavailable() -> Iterator[None]:
    """An answer of another shape than ours is that of another server, or of another index."""
    try:
        yield
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise EngineUnavailable("Elasticsearch gave an answer that is none.") from error


def _for_everything(server: Server, request: EngineRequest) -> EngineAnswer:
    body = compile_request(request)
    offset = (request.query.page - 1) * request.size
    is_near = offset + request.size <= WINDOW
    first = {**body, "from": offset if is_near else 0, "size": request.size if is_near else 0}
    tally = [compile_tally(request)] if request.with_counts else []
    shown, *counted = server.search_all([first, *tally])
    total = (counted or [shown])[0]["hits"]["total"]["value"]
    page, pages = _pages(request, total)
    hits = shown["hits"]["hits"]
    if not is_near or page != request.query.page:
        hits = read_page(server, body, (page - 1) * request.size, request.size)
    return EngineAnswer(
        hits=tuple(_hit(hit) for hit in hits),
        total=total,
        page=page,
        pages=pages,
        counts=read_counts(counted[0]["aggregations"]) if counted else {},
    )


def _for_text(server: Server, request: EngineRequest) -> EngineAnswer:
    found, unknown = _find(server, request)
    total = found.total(request)
    page, pages = _pages(request, total)
    offset = (page - 1) * request.size
    if request.query.effective_sort == "relevance":
        hits = _best_hits(server, request, found, unknown, offset)
    else:
        meant = [candidate.pk for candidate in found.meant(request)]
        body = compile_request(request, unknown, meant)
        hits = [_hit(hit) for hit in read_page(server, body, offset, request.size)]
    counts = found.all_counts(request) if request.with_counts else {}
    return EngineAnswer(tuple(hits), total, page, pages, counts)


def _find(server: Server, request: EngineRequest) -> tuple[Found, Unknown]:
    """Most searches are spelled as offers are: whether this one is, is asked with it, not before it."""
    searches, checks = _searches(request), compile_checks(request)
    answers = server.search_all([*searches.values(), *checks.values()])
    checked = zip(checks, answers[len(searches) :], strict=True)
    unknown = [position for position, check in checked if not check["hits"]["total"]["value"]]
    if unknown:
        answers = server.search_all(list(_searches(request, unknown).values()))
    return _read(request, dict(zip(searches, answers, strict=False))), unknown


def _searches(request: EngineRequest, unknown: Unknown = ()) -> dict[str, Body]:
    """The searches of a request by name; `without <facet>` is the meaning without the filter of a facet."""
    searches = {"words": compile_best_words(request, unknown)}
    if request.with_counts:
        searches["tally"] = compile_tally(request, unknown)
    if request.meaning is None:
        return searches
    filters = filters_of(request)
    searches["meaning"] = compile_nearest(request, filters.values(), unknown)
    if filters:
        searches["nearest of all"] = compile_nearest(request, (), unknown)
    if request.with_counts:
        for facet in request.query.filters:
            searches[f"without {facet}"] = compile_nearest(request, without(filters, facet), unknown)
    return searches


def _read(request: EngineRequest, answers: Mapping[str, Any]) -> Found:
    words, tally = answers["words"], answers.get("tally") or answers["words"]
    near = {
        name: _nearest(found, request) for name, found in answers.items() if name not in {"words", "tally"}
    }
    of_all = near.get("nearest of all", near.get("meaning", ()))
    narrowing = [facet for facet in request.query.filters if f"without {facet}" in near]
    aggregations = tally.get("aggregations", {})
    return Found(
        total_by_words=tally["hits"]["total"]["value"],
        best=[
            Candidate(
                _pk(hit),
                words=hit["_score"],
                grams=hit.get("matched_queries", {}).get("grams", 0.0),
                has_words=True,
                facts=hit["fields"],
            )
            for hit in words["hits"]["hits"]
        ],
        nearest=near.get("meaning", ()),
        nearest_of_all=max((one.nearness for one in of_all), default=0.0),
        counts=read_counts(aggregations) if request.with_counts else {},
        nearest_without={facet: near[f"without {facet}"] for facet in narrowing},
        total_without={facet: aggregations[f"own_{facet}"]["doc_count"] for facet in narrowing},
    )


def _nearest(found: Mapping[str, Any], request: EngineRequest) -> list[Candidate]:
    """Nearest first. What is among the nearest by one part only has as little of the other as any has.

    The server gives (1 + cosine) / 2, the portal goes by products: only a search may be longer than 1.
    """
    length = 0.0 if request.meaning is None else float(np.linalg.norm(request.meaning))
    named = [(hit, hit.get("matched_queries", {})) for hit in found["hits"]["hits"]]
    given = {part: [names[part] for _hit, names in named if part in names] for part in PARTS}
    least = {part: min(scores, default=0.0) for part, scores in given.items()}
    near = [
        Candidate(
            _pk(hit),
            words=names.get("any", 0.0),
            grams=names.get("grams", 0.0),
            has_words="required" in names,
            nearness=length * how_near(*(2 * names.get(part, least[part]) - 1 for part in PARTS)),
            facts=hit["fields"],
        )
        for hit, names in named
    ]
    return sorted(near, key=lambda candidate: -candidate.nearness)


def _best_hits(
    server: Server, request: EngineRequest, found: Found, unknown: Unknown, offset: int
) -> list[EngineHit]:
    places = found.in_order(request)
    shown = list(places)[offset : offset + request.size]
    hits = [EngineHit(pk, places[pk].score, card, places[pk]) for pk, card in _cards(server, shown)]
    if len(shown) < request.size and found.total(request) > len(places):
        rest = compile_rest(request, unknown, places)
        start = max(0, offset - len(places))
        hits += [_hit(hit) for hit in read_page(server, rest, start, request.size - len(shown))]
    return hits


def _cards(server: Server, pks: list[int]) -> Iterator[tuple[int, CardFacts]]:
    """Without those that were deleted between the two calls."""
    for pk, found in zip(pks, server.documents(pks) if pks else (), strict=True):
        if found["found"]:
            yield pk, CardFacts.from_json(found["_source"]["card"])


def _hit(hit: Mapping[str, Any]) -> EngineHit:
    return EngineHit(hit["_source"]["pk"], 0.0, CardFacts.from_json(hit["_source"]["card"]))


def _pk(hit: Mapping[str, Any]) -> int:
    return int(hit["_id"])


def _pages(request: EngineRequest, total: int) -> tuple[int, int]:
    pages = max(1, ceil(total / request.size))
    return min(request.query.page, pages), pages
