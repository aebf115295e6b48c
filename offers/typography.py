"""What must not be torn apart at the end of a line: a time, a date, an amount."""

from typing import Final

NO_BREAK_SPACE: Final = "\u00a0"
# A line may break after a dash, whatever kind of blank follows; this forbids it and takes no room.
WORD_JOINER: Final = "\u2060"
EN_DASH: Final = "\u2013"


def unbroken(text: str) -> str:
    """`text` as something that stays on one line; for short pieces only, or narrow screens overflow."""
    return text.replace(" ", NO_BREAK_SPACE).replace(EN_DASH, f"{WORD_JOINER}{EN_DASH}{WORD_JOINER}")
