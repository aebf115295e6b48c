"""Secrets of apps and backup codes are of no use to whoever reads the database."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.management import call_command

from portal.signin.sealing import SEALED, seal, seal_all, unseal

pytestmark = pytest.mark.django_db


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def kept() -> list[str]:
    return [
        text for row in Authenticator.objects.all() for text in row.data.values() if isinstance(text, str)
    ]


def app_of(person) -> TOTP:
    return Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP).wrap()


def test_the_database_holds_no_secret(person):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    assert len(kept()) == 2
    assert all(text.startswith(SEALED) for text in kept())
    assert secret not in str(kept())
    assert app_of(person).validate_code(code_of(secret))


def test_what_was_there_before_works_and_is_sealed(person):
    secret = generate_totp_secret()
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": secret})
    assert unseal(secret) == secret
    assert seal_all() == 1
    assert secret not in str(kept())
    assert app_of(person).validate_code(code_of(secret))
    assert seal_all() == 0


def test_a_key_is_changed(person, settings):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    before = kept()
    settings.SECOND_FACTOR_KEYS = ["a new one", settings.SECRET_KEY]
    assert app_of(person).validate_code(code_of(secret))
    call_command("seal_second_factors")
    settings.SECOND_FACTOR_KEYS = ["a new one"]
    assert kept() != before
    assert unseal(kept()[0]) == secret


def test_without_its_key_a_secret_lets_nobody_in(person, settings, caplog):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    settings.SECOND_FACTOR_KEYS = ["another"]
    assert not app_of(person).validate_code(code_of(secret))
    assert unseal(kept()[0]) != unseal(kept()[0])  # never twice the same that somebody could find out
    assert "PORTAL_SECOND_FACTOR_KEYS" in caplog.text
    assert seal_all() == 0


def test_the_same_secret_is_sealed_differently_each_time():
    assert seal("x") != seal("x")
