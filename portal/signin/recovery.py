"""When a telephone and the codes on paper are gone: the person begins anew, and is told."""

import uuid

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone

from offers.mail import queue_mail
from portal.signin.words import NEWS


@transaction.atomic
def reset_second_factor(user: AbstractUser) -> int:
    """Forget all but the password, end all sessions, tell the person; how many factors were forgotten."""
    forgotten, _by_model = Authenticator.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    if user.email:
        queue_mail(
            template="signin_news",
            to=user.email,
            language=settings.LANGUAGE_CODE,
            context={"news": NEWS["second_factor_reset"], "timestamp": timezone.now()},
            key=f"signin-{uuid.uuid4()}",
        )
    return forgotten
