"""What frames every page, its header and footer: here it is only known whether it is still the same.

`home` makes the frame and may import `search`, not the other way round; so it says how to ask.
"""

from collections.abc import Callable, Hashable
from typing import Final

_states: Final[list[Callable[[], Hashable]]] = []


def framed_by(state: Callable[[], Hashable]) -> None:
    """Markup with the frame in it is drawn anew when what this gives is not equal any more."""
    _states.append(state)


def frame_state() -> Hashable:
    """Equal for as long as the frame, in the active language, is the same."""
    return tuple([state() for state in _states])
