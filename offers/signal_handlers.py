"""What the domain does by itself when its records change."""

from django.db.models.signals import post_delete, post_save

from offers.models import Municipality, Postcode, Taxonomy, Term, TermLabel
from offers.vocabulary import forget


def _forget_vocabulary(sender, **kwargs) -> None:
    forget()


for _model in (Municipality, Postcode, Taxonomy, Term, TermLabel):
    post_save.connect(_forget_vocabulary, sender=_model, dispatch_uid=f"forget_{_model.__name__}_save")
    post_delete.connect(_forget_vocabulary, sender=_model, dispatch_uid=f"forget_{_model.__name__}_delete")
