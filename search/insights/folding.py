"""What is forgotten, and when. Run by the nightly `tidy_search_log`; running it again changes nothing.

After three months days become months, and what fewer than three searches of a month share loses its words.
After two years no words are left, and of the filters only topics and places.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from urllib.parse import parse_qsl, urlencode

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models.functions import TruncMonth

from search.insights.secret import forget_keys
from search.insights.tally import Times
from search.insights.writing import Row
from search.models import SearchCount, SeenWords
from search.query import FACET_PARAMETERS
from search.wishes import forget_wishes

DAYS_ARE_KEPT: Final = relativedelta(months=3)
WORDS_ARE_KEPT: Final = relativedelta(months=24)
SMALL: Final = 3  # fewer could be one person
KEPT_FILTERS: Final = frozenset({FACET_PARAMETERS["topics"], FACET_PARAMETERS["municipalities"]})

Sums = dict[Row, Times]


@dataclass(frozen=True, slots=True)
class Tidied:
    """How many months were folded, and of how many words nothing is known any more."""

    months: int
    words: int


def tidy(today: date) -> Tidied:
    """Forget what has to be forgotten by this day."""
    this_month = today.replace(day=1)
    forget_keys(today)
    forget_wishes()
    gone, _by_model = SeenWords.objects.filter(seen_on__lt=this_month).delete()
    bare = this_month - WORDS_ARE_KEPT
    folded = [_fold(month, _without_rare_words) for month in _months(bare, this_month - DAYS_ARE_KEPT)]
    folded += [_fold(month, _without_words) for month in _months(date.min, bare)]
    return Tidied(sum(folded), gone)


def _months(first: date, end: date) -> Iterator[date]:
    rows = SearchCount.objects.filter(counted_on__gte=first, counted_on__lt=end).order_by()
    yield from rows.annotate(month_on=TruncMonth("counted_on")).values_list("month_on", flat=True).distinct()


def _without_rare_words(row: Row, times: Times) -> Row:
    return row._replace(words="") if times.searches < SMALL else row


def _without_words(row: Row, times: Times) -> Row:
    filters = [pair for pair in parse_qsl(row.filters) if pair[0] in KEPT_FILTERS]
    return row._replace(words="", filters=urlencode(filters))


@transaction.atomic
def _fold(month: date, simplify: Callable[[Row, Times], Row]) -> bool:
    """Put the rows of a month together in simpler ones; says whether that changed anything."""
    counts = SearchCount.objects.filter(
        counted_on__gte=month, counted_on__lt=month + relativedelta(months=1)
    ).order_by()
    before: Sums = {}
    for values in counts.values(*Row._fields, "searches", "wishes"):
        times = Times(values.pop("searches"), values.pop("wishes"))
        before[Row(**values)] = times
    whole = _added_up(before, lambda row, times: row._replace(counted_on=month))
    after = _added_up(whole, simplify)
    if after == before:
        return False
    counts.delete()
    SearchCount.objects.bulk_create(
        (
            SearchCount(**row._asdict(), searches=times.searches, wishes=times.wishes)
            for row, times in sorted(after.items(), key=lambda item: item[0])
        ),
        batch_size=500,
    )
    return True


def _added_up(rows: Sums, change: Callable[[Row, Times], Row]) -> Sums:
    sums: Sums = {}
    for row, times in rows.items():
        into = sums.setdefault(change(row, times), Times())
        into.searches += times.searches
        into.wishes += times.wishes
    return sums
