"""What is otherwise in two texts, marked in both."""

import re
from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import SafeString

_PIECE = re.compile(r"\s+|\S+")


def marked(before: str, after: str) -> tuple[SafeString, SafeString]:
    """Both as HTML, with the words marked that only one of them has; lines stay lines."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    left, right = list[str](), list[str]()
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left.append(_part("" if kind == "equal" else "del", old[start:end]))
        right.append(_part("" if kind == "equal" else "ins", new[new_start:new_end]))
    return SafeString("".join(left)), SafeString("".join(right))


def _part(tag: str, pieces: list[str]) -> str:
    text = str(escape("".join(pieces))).replace("\n", "<br>")
    return f"<{tag}>{text}</{tag}>" if tag and text.strip() else text
