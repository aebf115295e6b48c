"""What the domain does by itself when its records change."""

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.signals import published, task_submitted

from offers.actions import accounts, decisions
from offers.models import Municipality, Offer, Postcode, ProviderMember, Taxonomy, Term, TermLabel
from offers.moderation_mail import ModerationNotifier
from offers.signals import mail_bounced
from offers.vocabulary import forget


def _forget_vocabulary(sender, **kwargs) -> None:
    forget()


for _model in (Municipality, Postcode, Taxonomy, Term, TermLabel):
    post_save.connect(_forget_vocabulary, sender=_model, dispatch_uid=f"forget_{_model.__name__}_save")
    post_delete.connect(_forget_vocabulary, sender=_model, dispatch_uid=f"forget_{_model.__name__}_delete")


def _mark_unreachable(sender, address: str, **kwargs) -> None:
    members = ProviderMember.objects.filter(email__iexact=address, bounced_at=None)
    members.update(bounced_at=timezone.now())


def _close_account(sender, instance: ProviderMember, **kwargs) -> None:
    accounts.close_if_unused(instance.email)


def _show_again(sender, instance: Offer, **kwargs) -> None:
    """Whoever publishes an offer that the clock has hidden brings it back."""
    if instance.live and instance.hidden_on:
        instance.hidden_on = None
        Offer.objects.filter(pk=instance.pk).update(hidden_on=None)


def _accept_what_is_published(sender, instance: Offer, revision=None, **kwargs) -> None:
    if instance.live:
        decisions.accept_published(instance, revision.user if revision else None)


_tell_moderators = ModerationNotifier()  # kept: a signal holds its receivers by weak references

task_submitted.connect(_tell_moderators, dispatch_uid="offers_moderators_told")
mail_bounced.connect(_mark_unreachable, dispatch_uid="offers_member_bounced")
post_delete.connect(_close_account, sender=ProviderMember, dispatch_uid="offers_account_closed")
published.connect(_accept_what_is_published, sender=Offer, dispatch_uid="offers_accepted_by_publishing")
published.connect(_show_again, sender=Offer, dispatch_uid="offers_shown_again")
