"""Where allauth asks what the project wants: nobody signs up, mails are ours, a second factor is used."""

import time
import uuid
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context as request_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from offers.guards.client_address import UNKNOWN, client_network
from offers.mail import queue_mail
from portal.signin.sealing import seal, unseal
from portal.signin.second_factor import has_second_factor
from portal.signin.words import ERRORS, NEWS

NO_ADDRESS = "0.0.0.0"  # noqa: S104  # nothing listens there: it stands for a client without an address


class AccountAdapter(DefaultAccountAdapter):
    """Accounts of staff, made by a superuser, and of people of a provider, opened with a mailed code."""

    error_messages = DefaultAccountAdapter.error_messages | ERRORS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff to their work, others to the entries of their provider."""
        is_staff = request.user.has_perm("wagtailadmin.access_admin")
        return super().get_login_redirect_url(request) if is_staff else reverse("entries:start")

    def get_client_ip(self, request: HttpRequest) -> str:
        network = client_network(request)
        return NO_ADDRESS if network == UNKNOWN else network.partition("/")[0]

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """However she signs in, it holds as long."""
        super().login(request, user)
        request.session.set_expiry(app_settings.SESSION_COOKIE_AGE)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has just signed in need not show again who she is to set up her first second factor."""
        request = request_context.request
        if has_second_factor(request.user):
            return True
        records = get_authentication_records(request, request.user)
        return not records or time.time() - records[-1]["at"] > app_settings.REAUTHENTICATION_TIMEOUT

    def get_reauthentication_methods(self, user: Any) -> list[dict]:
        """Whoever has a second factor shows it: with the password alone nobody changes or removes it."""
        methods = super().get_reauthentication_methods(user)
        if not has_second_factor(user):
            return methods
        second = [method for method in methods if method["id"].startswith("mfa_reauthenticate")]
        return sorted(second, key=lambda method: "webauthn" not in method["id"])  # the first is offered

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        name = template_prefix.rpartition("/")[2]
        if name == "login_code":
            self._queue("signin_code", email, code=context["code"])
        elif name == "password_reset_key":
            self._queue("signin_password", email, url=context["password_reset_url"], user=context["user"])
        else:
            self._queue("signin_news", email, news=NEWS[name], timestamp=context["timestamp"])

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """To the address of the account, which is the only one there is."""
        if address := email or getattr(user, "email", ""):
            super().send_notification_mail(template_prefix, user, context, address)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """What has changed, in our words; what pages say by themselves (“signed in as …”) is left out."""
        name = (message_template or "").rpartition("/")[2].removesuffix(".txt")
        if text := message or NEWS.get(name, ""):
            messages.add_message(request, level, text, extra_tags=extra_tags)

    def _queue(self, template: str, email: str, **context: Any) -> None:
        language = get_language() or settings.LANGUAGE_CODE
        queue_mail(
            template=template, to=email, language=language, context=context, key=f"signin-{uuid.uuid4()}"
        )


class SecondFactorAdapter(DefaultMFAAdapter):
    """Names under which apps and devices keep what they have for the portal, and how the portal keeps it."""

    error_messages = DefaultMFAAdapter.error_messages | ERRORS

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def _get_site_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Any) -> str:
        return _("Mein Gerät")
