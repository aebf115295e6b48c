"""What changes the index: announced in the transaction of the change, written after it."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.signals import published, unpublished

from offers.models import Location, Municipality, Offer, Provider, Term
from offers.signals import offers_changed
from search.indexing import announce
from search.models import IndexChange

Subject = IndexChange.Subject

# Publishing and unpublishing save a record too.
# Labels of terms are looked up when a query runs, so a new label is no change of the index.
SUBJECTS: dict[type[Model], IndexChange.Subject] = {
    Provider: Subject.PROVIDER,
    Location: Subject.LOCATION,
    Municipality: Subject.MUNICIPALITY,
    Term: Subject.TERM,
}


def announce_offer(sender: type[Model], instance: Offer, **kwargs: Any) -> None:
    announce(Subject.OFFER, [instance.pk])


def announce_offers(sender: Any, pks: Iterable[int], **kwargs: Any) -> None:
    announce(Subject.OFFER, pks)


def announce_related(sender: type[Model], instance: Model, created: bool = False, **kwargs: Any) -> None:
    """Nothing refers to a record that was just created."""
    if not created:
        announce(SUBJECTS[sender], [instance.pk])


# Not on `post_save` of an offer: its child rows are saved after it, and a draft is nobody's business.
published.connect(announce_offer, sender=Offer, dispatch_uid="search_offer_published")
unpublished.connect(announce_offer, sender=Offer, dispatch_uid="search_offer_unpublished")
post_delete.connect(announce_offer, sender=Offer, dispatch_uid="search_offer_deleted")
offers_changed.connect(announce_offers, dispatch_uid="search_offers_changed")

for _model in SUBJECTS:
    post_save.connect(announce_related, sender=_model, dispatch_uid=f"search_{_model.__name__}_saved")
