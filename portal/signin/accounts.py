"""Accounts of staff have one address, and it stands in the account."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import AbstractUser


def drop_other_addresses(sender: type, instance: AbstractUser, **kwargs) -> None:
    """allauth keeps addresses of its own and signs in by any of them: an old one must not open anything."""
    EmailAddress.objects.filter(user=instance).exclude(email__iexact=instance.email).delete()
