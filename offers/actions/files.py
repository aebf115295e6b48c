"""The picture or flyer of an offer: taken from its sender, put where its editors find it, deleted."""

from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection, ReferenceIndex

from offers.differences import FILES
from offers.models import Municipality, Offer, Picture


def put(*, offer: Offer, file: ContentFile) -> None:
    """Have the offer (not saved here) show this received file, and no other.

    Until it is known whether the address of its sender is right, the file lies where no municipality looks.
    """
    is_flyer = str(file.name).endswith(".pdf")
    model: Any = get_document_model() if is_flyer else Picture
    kept = model(title=offer.title[:200], file=file, collection=Collection.get_first_root_node())
    kept.save()
    kept.file.close()
    offer.picture, offer.flyer = (None, kept) if is_flyer else (kept, None)


def remove(*, offer: Offer) -> None:
    """Have the offer (not saved here) show no file."""
    offer.picture = offer.flyer = None
    offer.picture_text = ""


def shelve(*, offer: Offer, municipality: Municipality | None) -> None:
    """Into the collection of who is responsible; what lies in another collection was chosen there."""
    team = getattr(municipality, "municipality_group", None)
    root = Collection.get_first_root_node()
    for file in of(offer):
        if team is not None and team.collection is not None and file.collection_id == root.pk:
            file.collection = team.collection
            file.save(update_fields=["collection"])


def of(offer: Offer) -> list[Any]:
    """The files it shows."""
    return [file for name in FILES if (file := getattr(offer, name))]


def delete_unused(files: list[Any]) -> None:
    """Those that a stranger sent and nothing shows any more; what staff uploaded is the library's."""
    for file in dict.fromkeys(files):
        name = "picture" if isinstance(file, Picture) else "flyer"
        is_shown = (
            Offer.objects.filter(**{name: file.pk}).exists()
            or ReferenceIndex.get_references_to(file).exists()
        )
        if file.uploaded_by_user_id is None and not is_shown:
            file.delete()
