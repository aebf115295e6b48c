"""Puts an example record into the database with its history, as an editor would have."""

from django.db.models import Model
from wagtail.models import ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from offers.models import Offer, Provider


def store(record: Offer | Provider, *, is_draft: bool = False) -> None:
    """Save, keep a revision and, unless it is a draft, publish it."""
    # Wagtail would index the references anew for each of the twenty child rows.
    with disable_reference_index_auto_update():
        record.live = False
        if is_draft:
            record.save()
            record.save_revision(clean=False)
        else:
            # The row alone: publishing writes the child rows, so they need not be written before it.
            Model.save(record)
            record.save_revision(clean=False).publish()
    ReferenceIndex.create_or_update_for_object(type(record).objects.get(pk=record.pk))
