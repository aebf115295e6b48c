"""Whether an organisation is in the directory already, under the same or nearly the same name."""

import difflib
import re
from typing import Final

from offers.models import Provider

MOST_SHOWN: Final = 4
FEWEST_LETTERS: Final = 3  # before anything is suggested
ALIKE: Final = 0.82  # share of letters in the same order; "VHS Rhein-Sieg" and "VHS Rheinsieg" have .93
_NO_LETTER: Final = re.compile(r"[^\w]+")
# What many names have and none is told by.
_LEGAL_FORMS: Final = frozenset({"e", "v", "ev", "ggmbh", "gmbh", "der", "die", "das", "des", "für", "und"})


def named(name: str) -> Provider | None:
    """The published organisation of exactly this name, if there is one and only one."""
    found = list(Provider.objects.live().filter(name__iexact=" ".join(name.split()))[:2])
    return found[0] if len(found) == 1 else None


def like(name: str, *, besides: Provider | None = None) -> list[Provider]:
    """Published organisations with nearly this name, the nearest first."""
    wanted = _essence(name)
    if not wanted:
        return []
    others = Provider.objects.live().exclude(pk=besides.pk if besides else None).order_by("pk")
    rated = [(_likeness(wanted, _essence(other)), pk) for pk, other in others.values_list("pk", "name")]
    best = sorted((pair for pair in rated if pair[0] >= ALIKE), key=lambda pair: (-pair[0], pair[1]))
    return _in_order([pk for _likeness, pk in best[:MOST_SHOWN]])


def beginning(typed: str) -> list[Provider]:
    """Published organisations whose name has these letters in it, those that begin with them first."""
    found = Provider.objects.live().filter(name__icontains=typed).order_by("name", "pk")
    names = [
        (not name.casefold().startswith(typed.casefold()), pk) for pk, name in found.values_list("pk", "name")
    ]
    kept = [pk for _is_inside, pk in sorted(names, key=lambda pair: pair[0])[:MOST_SHOWN]]
    return _in_order(kept) or like(typed)


def _in_order(keys: list[int]) -> list[Provider]:
    providers = Provider.objects.select_related("municipality").in_bulk(keys)
    return [providers[pk] for pk in keys]


def _essence(name: str) -> str:
    words = _NO_LETTER.sub(" ", name.casefold()).split()
    return " ".join(word for word in words if word not in _LEGAL_FORMS)


def _likeness(wanted: str, known: str) -> float:
    """1 where one name is the beginning of the other in whole words, else the share of common letters."""
    if not known:
        return 0.0
    if f"{known} ".startswith(f"{wanted} ") or f"{wanted} ".startswith(f"{known} "):
        return 1.0
    matcher = difflib.SequenceMatcher(None, wanted, known)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0
