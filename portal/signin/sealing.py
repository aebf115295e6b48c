"""Secrets of second factors, sealed before they are kept (ADR 35)."""

import base64
import logging
import secrets
from typing import Final

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac

SEALED: Final = "gAAAA"  # how Fernet's texts begin; a secret in the clear never has a small g in it

logger = logging.getLogger(__name__)


def seal(text: str) -> str:
    return _seals().encrypt(text.encode()).decode()


def unseal(text: str) -> str:
    """What was sealed, or was kept in the clear before secrets were sealed.

    Where the key is lost it is a secret that nobody has: no code fits, and the log says why.
    """
    if not text.startswith(SEALED):
        return text
    try:
        return _seals().decrypt(text.encode()).decode()
    except InvalidToken:
        logger.error("A second factor was sealed with a key that is gone: PORTAL_SECOND_FACTOR_KEYS.")
        return base64.b32encode(secrets.token_bytes(20)).decode()


def seal_all() -> int:
    """Seal with the newest key what is kept in the clear or sealed with an older one; how many factors."""
    number = 0
    for row in Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN):
        data = {name: _anew(value) for name, value in row.data.items()}
        if data != row.data:
            # Not what was changed meanwhile: a code that was just used is noted in the same data.
            number += Authenticator.objects.filter(pk=row.pk, data=row.data).update(data=data)
    return number


def _anew(value: object) -> object:
    if isinstance(value, list):
        return [_anew(one) for one in value]
    if not isinstance(value, str) or _is_sealed_with_newest(value):
        return value
    if value.startswith(SEALED):
        return _rotated(value)
    return seal(value)


def _is_sealed_with_newest(text: str) -> bool:
    try:
        Fernet(_keys()[0]).decrypt(text.encode())
    except InvalidToken:
        return False
    return True


def _rotated(text: str) -> str:
    try:
        return _seals().rotate(text.encode()).decode()
    except InvalidToken:
        return text  # no key of ours: `unseal` says so when it is needed


def _seals() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in _keys()])


def _keys() -> list[bytes]:
    """The newest first. Those of the setting, else they follow from the secret of the portal."""
    texts: list[str] = settings.SECOND_FACTOR_KEYS
    texts = texts or [str(text) for text in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    salt = "portal.signin.sealing"
    digests = (
        salted_hmac(salt, "second factors", secret=text, algorithm="sha256").digest() for text in texts
    )
    return [base64.urlsafe_b64encode(digest) for digest in digests]
