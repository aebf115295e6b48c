"""Writes the example synonyms, where nobody keeps any yet."""

from home.demo.files import read_toml
from search.models import SynonymSet


def load_synonyms() -> int:
    """Returns how many sets of words were created."""
    if SynonymSet.objects.exists():
        return 0
    rows = read_toml("synonyms.toml")["synonyms"]
    for row in rows:
        kept = SynonymSet(words="\n".join(row["words"]), note=row.get("note", ""))
        kept.full_clean()
        kept.save()
    return len(rows)
