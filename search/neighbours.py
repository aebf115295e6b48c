"""Which towns and municipalities are near each other, by their centres."""

from collections.abc import Iterable
from math import cos, hypot, radians
from typing import Final

from offers.models import Municipality
from offers.vocabulary import Vocabulary
from search.per_vocabulary import per_vocabulary

Centre = tuple[float, float]  # degrees north and east

MEAN_LATITUDE: Final = 50.7


def neighbours_of(chosen: Iterable[str], known: Vocabulary) -> tuple[str, ...]:
    """The others, nearest first, by their AGS keys; none where it is not known where these are."""
    centres = centres_of(known)
    here = [centres[ags] for ags in chosen if ags in centres]
    if not here:
        return ()
    others = centres.keys() - frozenset(chosen)
    return tuple(sorted(others, key=lambda ags: (min(_distance(centres[ags], place) for place in here), ags)))


@per_vocabulary
def centres_of(known: Vocabulary) -> dict[str, Centre]:
    """Asked of the database once for each state of the vocabulary."""
    rows = Municipality.objects.filter(ags__in=known.municipalities, latitude__isnull=False)
    return {ags: (north, east) for ags, north, east in rows.values_list("ags", "latitude", "longitude")}


def _distance(one: Centre, other: Centre) -> float:
    """In degrees of latitude; flat, for a county is small."""
    return hypot(one[0] - other[0], (one[1] - other[1]) * cos(radians(MEAN_LATITUDE)))
