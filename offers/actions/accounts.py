"""Accounts of people who speak for a provider and would rather not wait for a mail (ADR 37).

An account has no rights: it opens the entries of those providers that its address speaks for. It goes when
that is none any more. Staff may sign in here with the account they have; it is never deleted here.
"""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, AbstractUser, AnonymousUser, Group
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Lower
from wagtail.log_actions import log

from offers.models import ProviderMember

GROUP: Final = "Anbieter mit Konto"
OPENED_ACTION: Final = "offers.open_account"
CLOSED_ACTION: Final = "offers.close_account"


def account_of(member: ProviderMember) -> AbstractUser | None:
    """The account of her address, be it one of ours or of staff."""
    return _accounts_of(member.email).order_by("pk").first()


def is_of_provider(account: AbstractUser) -> bool:
    """Whether it was opened here and nobody has given it rights since."""
    if account.is_staff or account.is_superuser:
        return False
    return list(account.groups.values_list("name", flat=True)) == [GROUP]


def memberships_of(account: AbstractBaseUser | AnonymousUser) -> "QuerySet[ProviderMember]":
    """For whom the person speaks who is signed in, in the order of their names."""
    email = getattr(account, "email", "")
    members = ProviderMember.objects.select_related("provider").order_by("provider__name", "pk")
    return members.filter(email__iexact=email) if email else members.none()


def opened_on(emails: Iterable[str]) -> dict[str, datetime]:
    """Since when those of these addresses have an account that have one; by the address in small letters."""
    accounts = get_user_model().objects.annotate(address=Lower("email"))
    lowered = {email.lower() for email in emails}
    return dict(accounts.filter(address__in=lowered).values_list("address", "date_joined"))


@transaction.atomic
def open_account(*, member: ProviderMember) -> tuple[AbstractUser, bool]:
    """The account of her address, and whether it is a new one: without a password and without rights."""
    # Whoever taps twice waits here, and finds what was made before.
    list(ProviderMember.objects.select_for_update().filter(email__iexact=member.email))
    if found := account_of(member):
        return found, False
    account = get_user_model()(
        username=f"anbieter-{secrets.token_hex(8)}", email=member.email, first_name=member.name
    )
    account.set_unusable_password()
    account.save()
    group, _is_new = Group.objects.get_or_create(name=GROUP)
    account.groups.add(group)
    log(instance=member.provider, action=OPENED_ACTION, data={"member": member.pk})
    return account, True


@transaction.atomic
def close_account(*, member: ProviderMember) -> bool:
    """Delete the account of her address and all she signs in with; False where it is not ours to delete."""
    if not _delete(member.email):
        return False
    log(instance=member.provider, action=CLOSED_ACTION, data={"member": member.pk})
    return True


def close_if_unused(email: str) -> None:
    """For when a person has left: whoever speaks for nobody any more needs no account."""
    if not ProviderMember.objects.filter(email__iexact=email).exists():
        _delete(email)


def _accounts_of(email: str) -> "QuerySet[AbstractUser]":
    return get_user_model().objects.filter(email__iexact=email) if email else get_user_model().objects.none()


def _delete(email: str) -> bool:
    ours = [account for account in _accounts_of(email) if is_of_provider(account)]
    for account in ours:
        account.delete()
    return bool(ours)
