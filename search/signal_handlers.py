"""What changes the index: announced in the transaction of the change, written after it.

Every save and delete of a record that a document is made of, or of a row of an offer, is announced, whoever
does it. What sends no signals (`bulk_create`, raw SQL) announces itself with `offers_changed`.

Not announced, since it is looked up whenever a query runs: labels and synonyms of terms, synonyms kept by
editors, and whether an offer has ended (`valid_to`), which is asked of the clock.
"""

from collections.abc import Collection, Iterable
from typing import Any, Final

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.signals import published, unpublished

from offers.models import (
    CostOption,
    Location,
    Municipality,
    Offer,
    OfferLocation,
    OfferTerm,
    OfferTranslation,
    Provider,
    Schedule,
    ServiceArea,
    Taxonomy,
    Term,
    TermLabel,
)
from offers.signals import offers_changed
from offers.vocabulary import forget
from search.indexing import announce
from search.models import IndexChange, SynonymSet, VocabularyStamp

Subject = IndexChange.Subject

SUBJECTS: Final[dict[type[Model], IndexChange.Subject]] = {
    Provider: Subject.PROVIDER,
    Location: Subject.LOCATION,
    Municipality: Subject.MUNICIPALITY,
    Term: Subject.TERM,
}
ROWS: Final[tuple[type[Model], ...]] = (
    OfferTranslation,
    OfferTerm,
    OfferLocation,
    ServiceArea,
    CostOption,
    Schedule,
)

# What a query is understood by: read when it runs, no matter of the index.
UNDERSTOOD_BY: Final[tuple[type[Model], ...]] = (Municipality, SynonymSet, Taxonomy, Term, TermLabel)

# What Wagtail notes when a draft is kept, locked or scheduled: nothing of it is in the index.
UNSEEN: Final = frozenset(
    {
        "latest_revision",
        "live_revision",
        "has_unpublished_changes",
        "updated_at",
        "last_published_at",
        "go_live_at",
        "expire_at",
        "locked",
        "locked_at",
        "locked_by",
    }
)


def announce_offer(sender: type[Model], instance: Offer, **kwargs: Any) -> None:
    announce(Subject.OFFER, [instance.pk])


def announce_offers(sender: Any, pks: Iterable[int], **kwargs: Any) -> None:
    announce(Subject.OFFER, pks)


def announce_saved_offer(
    sender: type[Model],
    instance: Offer,
    created: bool,
    update_fields: Collection[str] | None = None,
    **kwargs: Any,
) -> None:
    """A new draft is nobody's business, nor is what the index does not show."""
    is_draft = created and not instance.live
    if not is_draft and is_seen(update_fields):
        announce(Subject.OFFER, [instance.pk])


def announce_row(sender: type[Model], instance: Any, **kwargs: Any) -> None:
    """The offer of a row; where its offer is at hand, one that is a draft is left out."""
    is_at_hand = sender._meta.get_field("offer").is_cached(instance)  # type: ignore[union-attr]
    if not is_at_hand or instance.offer.live:
        announce(Subject.OFFER, [instance.offer_id])


def announce_related(
    sender: type[Model],
    instance: Model,
    created: bool = False,
    update_fields: Collection[str] | None = None,
    **kwargs: Any,
) -> None:
    """Nothing refers to a record that was just created, save for a town: the whole county now has it too."""
    is_new = created and sender is not Municipality
    if not is_new and is_seen(update_fields):
        announce(SUBJECTS[sender], [instance.pk])


def renew_stamp(sender: type[Model], update_fields: Collection[str] | None = None, **kwargs: Any) -> None:
    """Every process reads the vocabulary anew; this one at once, and after the commit once more."""
    if is_seen(update_fields):
        VocabularyStamp.renew()
        forget()
        transaction.on_commit(forget, robust=True)


def is_seen(update_fields: Collection[str] | None) -> bool:
    return update_fields is None or not UNSEEN.issuperset(update_fields)


# Publishing saves an offer before its rows and may do so outside a transaction: this signal comes last.
published.connect(announce_offer, sender=Offer, dispatch_uid="search_offer_published")
unpublished.connect(announce_offer, sender=Offer, dispatch_uid="search_offer_unpublished")
post_save.connect(announce_saved_offer, sender=Offer, dispatch_uid="search_offer_saved")
post_delete.connect(announce_offer, sender=Offer, dispatch_uid="search_offer_deleted")
offers_changed.connect(announce_offers, dispatch_uid="search_offers_changed")

for _model in ROWS:
    post_save.connect(announce_row, sender=_model, dispatch_uid=f"search_{_model.__name__}_saved")
    post_delete.connect(announce_row, sender=_model, dispatch_uid=f"search_{_model.__name__}_deleted")

# Of what an offer refers to, nothing can be deleted (PROTECT) but a town that has no place and no service
# area: it leaves the counts of what is for the whole county.
for _model in SUBJECTS:
    post_save.connect(announce_related, sender=_model, dispatch_uid=f"search_{_model.__name__}_saved")
post_delete.connect(announce_related, sender=Municipality, dispatch_uid="search_Municipality_deleted")

for _model in UNDERSTOOD_BY:
    post_save.connect(renew_stamp, sender=_model, dispatch_uid=f"stamp_{_model.__name__}_saved")
    post_delete.connect(renew_stamp, sender=_model, dispatch_uid=f"stamp_{_model.__name__}_deleted")
