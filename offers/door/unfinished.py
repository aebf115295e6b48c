"""What somebody typed in a step that is not right yet: kept until it is, so that nothing is lost."""

from typing import Final

from django.http import QueryDict

from offers.door import drafts
from offers.models import Submission

LONGEST: Final = 50_000  # characters of one step; the longest text it takes has 5,000
NOT_TYPED: Final = frozenset({drafts.FIELD, "csrfmiddlewaretoken", "more", "later", "check"})


def note(submission: Submission, slug: str, sent: QueryDict) -> None:
    """Keep it as it was sent; not what no person types."""
    typed = {name: values for name, values in sent.lists() if name not in NOT_TYPED}
    words = [word for name, values in typed.items() for word in (name, *values)]
    if sum(map(len, words)) > LONGEST or any("\0" in word for word in words):
        return
    submission.typed = submission.typed | {slug: typed}
    submission.save(update_fields=["typed", "updated_at"])


def settle(submission: Submission, slug: str) -> None:
    """The step is right, and what it says stands where it belongs; not saved here."""
    submission.typed = {name: typed for name, typed in submission.typed.items() if name != slug}


def of(submission: Submission, slug: str) -> QueryDict | None:
    """What was typed in this step, as a form takes it."""
    if slug not in submission.typed:
        return None
    data = QueryDict(mutable=True)
    for name, values in submission.typed[slug].items():
        data.setlist(name, values)
    return data
