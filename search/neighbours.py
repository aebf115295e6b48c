"""Which towns and municipalities are near each other, by their centres."""

from collections.abc import Iterable

from offers.geo import distance_km
from offers.vocabulary import Vocabulary


def neighbours_of(chosen: Iterable[str], known: Vocabulary) -> tuple[str, ...]:
    """The others, nearest first, by their AGS keys; none where it is not known where these are."""
    centres = known.centres
    here = [centres[ags] for ags in chosen if ags in centres]
    if not here:
        return ()
    others = centres.keys() - frozenset(chosen)
    return tuple(
        sorted(others, key=lambda ags: (min(distance_km(centres[ags], place) for place in here), ags))
    )
