"""Texts with blanks and dashes at which no line breaks, written so that they can be told apart."""

NO_BREAK_SPACE = "\u00a0"
WORD_JOINER = "\u2060"


def tied(text: str) -> str:
    """`text` with `~` for a blank that holds together, and dashes that hold on both sides."""
    return text.replace("~", NO_BREAK_SPACE).replace("–", f"{WORD_JOINER}–{WORD_JOINER}")
