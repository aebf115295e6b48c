"""From the tally into the database: rows that count, and words only once several days had them."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final, NamedTuple

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Least

from offers.models import Postcode
from search.engines import current_engine
from search.engines.base import EngineUnavailable
from search.insights.secret import digest_of
from search.insights.tally import Search, Times
from search.insights.wording import words_to_keep
from search.models import SearchCount, SeenWords
from search.text.compounds import Lexicon
from search.text.language import detect

DAYS_TO_BE_READABLE: Final = 3  # different days of one month
STAYS_READABLE: Final = timedelta(days=90)  # since it was last counted
MOST_SEEN: Final = 20_000  # different words of a month; more come from a program
MOST_ROWS: Final = 5_000  # of a day; after them, filters are no longer told apart
MOST_WISHES: Final = 50  # of a day for the same; more come from one person or a program
UNKNOWN_LANGUAGE: Final = "und"


class Row(NamedTuple):
    """What makes a row of SearchCount one of its own, by the names of its fields."""

    counted_on: date
    language: str
    words_language: str
    words: str
    filters: str
    results: str
    is_degraded: bool


def write(taken: Mapping[Search, Times]) -> None:
    """Add what was counted to the rows of its day, all or nothing."""
    postcodes = frozenset(Postcode.objects.values_list("code", flat=True))
    lexicon = _lexicon()
    kept = {search: words_to_keep(search.text, postcodes) for search in taken}
    languages = {search: detect(search.text, lexicon) or UNKNOWN_LANGUAGE for search in taken if search.text}
    with transaction.atomic():
        readable = _readable({(words, search.on) for search, words in kept.items() if words})
        crowded = _crowded_days({search.on for search in taken})
        rows: dict[Row, Times] = {}
        for search, times in taken.items():
            row = _row(search, kept[search] if kept[search] in readable else "", languages.get(search, ""))
            if search.on in crowded:
                row = row._replace(filters="")
            sums = rows.setdefault(row, Times())
            sums.searches += times.searches
            sums.wishes += times.wishes
        # In an order that says nothing about who came first.
        for row in sorted(rows):
            _add(row, rows[row])


def _row(search: Search, words: str, words_language: str) -> Row:
    return Row(
        search.on, search.language, words_language, words, search.filters, search.results, search.is_degraded
    )


def _lexicon() -> Lexicon | frozenset[str]:
    try:
        return current_engine().lexicon()
    except EngineUnavailable:
        return frozenset()


def _readable(found: Iterable[tuple[str, date]]) -> set[str]:
    """Those of these words, searched for on these days, that were or are now seen often enough."""
    on_days: dict[str, list[date]] = {}
    for words, day in sorted(found):
        on_days.setdefault(words, []).append(day)
    if not on_days:
        return set()
    since = max(days[-1] for days in on_days.values()) - STAYS_READABLE
    known = SearchCount.objects.filter(words__in=on_days, counted_on__gte=since)
    readable = set(known.values_list("words", flat=True))
    new = {words: days for words, days in on_days.items() if words not in readable}
    # One after the other and in the order of digests: words that came together do not stand together.
    seen = sorted((digest_of(words, day), day, words) for words, days in new.items() for day in days)
    has_room = SeenWords.objects.count() < MOST_SEEN if seen else False
    readable |= {words for digest, day, words in seen if _see(digest, day, has_room) >= DAYS_TO_BE_READABLE}
    return readable


def _see(digest: str, day: date, has_room: bool) -> int:
    """Note that these words were searched for on a day; says on how many they were."""
    if not has_room:
        row = SeenWords.objects.filter(pk=digest).first()
    else:
        row, _is_new = SeenWords.objects.get_or_create(pk=digest, defaults={"seen_on": day})
    if row is None:
        return 0
    if row.seen_on < day:
        row.seen_on, row.days = day, row.days + 1
        row.save(update_fields=["seen_on", "days"])
    return row.days


def _crowded_days(days: Iterable[date]) -> set[date]:
    return {day for day in days if SearchCount.objects.filter(counted_on=day).count() >= MOST_ROWS}


def _add(row: Row, times: Times) -> None:
    count, _is_new = SearchCount.objects.get_or_create(**row._asdict())
    SearchCount.objects.filter(pk=count.pk).update(
        searches=F("searches") + times.searches,
        wishes=Least(F("wishes") + times.wishes, MOST_WISHES) if times.wishes else F("wishes"),
    )
