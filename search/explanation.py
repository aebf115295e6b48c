"""What a hit won by, to be shown to who asks why it stands where it stands."""

from collections.abc import Mapping
from typing import NamedTuple

from search.ranking import Boost, Fused, factor_of


class Explanation(NamedTuple):
    """What a hit won by: its share of each ranking, and its boosts where somebody asks for them."""

    fused: Fused
    boosts: tuple[Boost, ...] = ()

    @property
    def parts(self) -> Mapping[str, float]:
        """The share of each ranking by its name, whatever rankings there are."""
        return self.fused._asdict()

    @property
    def score(self) -> float:
        return self.fused.score * factor_of(self.boosts)
