"""Wagtail's index of what is used where, for records that were written in bulk.

Wagtail notes the references of a record when it is saved, with three queries each. New records have none yet,
so one statement for all of them says the same; a test holds the two against each other.
"""

from collections.abc import Iterable, Iterator

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import ReferenceIndex


def note_references(records: Iterable[Model]) -> None:
    """Note what new records refer to; their rows must be held in memory, or each costs queries of its own."""
    ReferenceIndex.objects.bulk_create(row for record in records for row in _references(record))


def _references(record: Model) -> Iterator[ReferenceIndex]:
    own_type = ContentType.objects.get_for_model(record)
    for to_type_id, to_object_id, model_path, content_path in set(
        ReferenceIndex._extract_references_from_object(record)
    ):
        yield ReferenceIndex(
            content_type=own_type,
            base_content_type=own_type,
            object_id=record.pk,
            to_content_type_id=to_type_id,
            to_object_id=to_object_id,
            model_path=model_path,
            content_path=content_path,
            content_path_hash=ReferenceIndex._get_content_path_hash(content_path),
        )
