"""Where somebody is signed in: the rows of allauth, which outlive their sessions."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone


def forget_ended() -> int:
    """Delete the rows of sessions that are over: they hold an address and a browser; how many."""
    lasting = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=timezone.now())
    return UserSession.objects.filter(~Exists(lasting)).delete()[0]
