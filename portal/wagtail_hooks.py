"""What the sign-in adds to Wagtail's admin."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail import hooks


@hooks.register("register_account_menu_item")
def lead_to_access(request: HttpRequest) -> dict[str, str]:
    return {
        "url": reverse("mfa_index"),
        "label": _("Ihr Zugang"),
        "help_text": _("Passwort, zweiter Schritt, und wo Sie angemeldet sind."),
    }
