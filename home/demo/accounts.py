"""An account to look around in the admin with; never made unless somebody asks for it."""

import secrets
from dataclasses import dataclass

from django.contrib.auth import get_user_model

USERNAME = "admin"


@dataclass(frozen=True, slots=True)
class Account:
    username: str
    password: str


def create_administrator(password: str = "") -> Account | None:
    """Create the account with the given or a random password; None if there is one of that name."""
    users = get_user_model()
    if users.objects.filter(username=USERNAME).exists():
        return None
    password = password or secrets.token_urlsafe(12)
    users.objects.create_superuser(USERNAME, f"{USERNAME}@example.org", password)
    return Account(USERNAME, password)
