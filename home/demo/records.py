"""Puts an example record into the database with its history, as an editor would have."""

from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from offers.models import Offer, Provider


def store(record: Offer | Provider, *, is_draft: bool = False) -> None:
    """Save, keep a revision and, unless it is a draft, publish it."""
    # Wagtail would index the references anew for each of the twenty child rows.
    with disable_reference_index_auto_update():
        record.live = not is_draft
        record.save()
        revision = record.save_revision(clean=False)
        if not is_draft:
            revision.publish()
    ReferenceIndex.create_or_update_for_object(record)
