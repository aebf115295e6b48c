"""Whether a person has a second factor to sign in with, and whether this session has seen it."""

from typing import Final

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest

FACTORS: Final = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # codes on paper stand in for these


def has_second_factor(user: AbstractBaseUser | AnonymousUser) -> bool:
    return is_mfa_enabled(user, FACTORS)


def has_given_second_factor(request: HttpRequest) -> bool:
    """In this session, when signing in or since."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)


def note_added(sender: type, request: HttpRequest, user: AbstractBaseUser, authenticator, **kwargs) -> None:
    """Setting it up showed that she has it. Sessions from before her first one end: they came easier."""
    if authenticator.type not in FACTORS:
        return
    others = Authenticator.objects.filter(user=user, type__in=FACTORS).exclude(pk=authenticator.pk)
    shown = {"id": authenticator.pk, "type": authenticator.type, "reauthenticated": True}
    record_authentication(request, user, "mfa", **shown)
    if not others.exists():
        end_other_sessions(request, user)
