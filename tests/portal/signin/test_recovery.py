"""`reset_second_factor`: for whoever has lost telephone and codes."""

import io

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.management import CommandError, call_command

from offers.models import OutgoingMail
from tests.factories import EditorFactory

pytestmark = pytest.mark.django_db


def reset(username: str) -> str:
    out = io.StringIO()
    call_command("reset_second_factor", username, stdout=out)
    return out.getvalue()


def test_forgets_all_of_one_person_and_ends_her_sessions(client, person, sign_in):
    other = EditorFactory()
    sign_in()
    for user in (person, other):
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)
    assert "2 factors" in reset(person.username)
    assert {factor.user for factor in Authenticator.objects.all()} == {other}
    assert client.get("/de/zugang/").status_code == 302


def test_the_person_is_told(person):
    reset(person.username)
    mail = OutgoingMail.objects.get()
    assert mail.recipient == person.email
    assert "zweiter Schritt ist gelöscht" in mail.text


def test_an_unknown_name_is_said():
    with pytest.raises(CommandError, match="no account niemand"):
        reset("niemand")
