"""Documents for tests of engines: no database, everything said in one line."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from offers.geo import Circle, Point
from search.card_facts import CardFacts, Moment
from search.documents import OfferDocument, Words
from search.embeddings import Vector
from search.engines.base import Engine, EngineAnswer, EngineRequest
from search.query import SearchQuery
from search.text.analysis import Analyser
from search.text.synonyms import Thesaurus

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=ZoneInfo("Europe/Berlin"))


def make_document(
    pk: int,
    title: str = "Sprachcafé",
    *,
    text: str = "",
    words: Mapping[str, str] | None = None,
    names: str = "",
    codes: tuple[str, ...] = (),
    in_days: tuple[float, ...] = (),
    age_in_days: int = 0,
    ends_on: date | None = None,
    provider: int = 1,
    points: tuple[tuple[float, float], ...] = (),
    **facets: tuple[str, ...],
) -> OfferDocument:
    """A document; `words` are titles by language, `in_days` says when it takes place, `facets` its values."""
    titles = {"de": title, **(words or {})}
    return OfferDocument(
        pk=pk,
        words=tuple(
            Words(language, said, "", text if language == "de" else "") for language, said in titles.items()
        ),
        names=names,
        codes=codes,
        facets={**facets, "provider": (str(provider),)},
        created_at=int((NOW - timedelta(days=age_in_days)).timestamp()),
        towns=(),
        ends_on=ends_on,
        card=CardFacts(
            slug="x",
            words={language: (said, "") for language, said in titles.items()},
            provider_name="Verein",
            kind="course",
            moments=tuple(_moment(days) for days in in_days),
            points=tuple(Point(*point) for point in points),
        ),
    )


def _moment(days: float) -> Moment:
    starts_at = int((NOW + timedelta(days=days)).timestamp())
    return Moment(starts_at, starts_at + 3600)


def ask(
    engine: Engine,
    text: str = "",
    *,
    thesaurus: Thesaurus | None = None,
    now: datetime = NOW,
    language: str = "de",
    size: int = 20,
    with_counts: bool = True,
    near: Circle | None = None,
    meaning: Vector | None = None,
    **query: Any,
) -> EngineAnswer:
    """What an engine answers to a query."""
    plan = Analyser(engine.lexicon()).plan(text, thesaurus or Thesaurus())
    request = EngineRequest(
        query=SearchQuery(text=text, near="53721" if near else "", **query),
        plan=plan,
        meaning=meaning,
        language=language,
        now=now,
        size=size,
        with_counts=with_counts,
        near=near,
        explains=True,
    )
    return engine.search(request)


def found(engine: Engine, text: str = "", **query: Any) -> list[int]:
    """The primary keys found, in order."""
    return [hit.pk for hit in ask(engine, text, **query).hits]
