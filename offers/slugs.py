"""The words in an address: German ones as Germans write them without their own letters."""

import unicodedata

from django.utils.text import slugify

# `slugify` alone would drop the "ß" and make an "u" of the "ü".
_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def slug_of(title: str, *, otherwise: str) -> str:
    """`title` as part of an address; `otherwise` where it has no Latin letter or number, as in Arabic."""
    whole = unicodedata.normalize("NFC", title).lower()
    return slugify(whole.translate(_WRITTEN_OUT)) or otherwise
