"""The editors' first screen: the ways they take most often."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.ui.components import Component

from home.models import MunicipalityPage
from offers.models import Offer
from offers.permissions import User

ANY_PAGE = "pages"  # no permission, but one of those on any page


@dataclass(frozen=True, slots=True)
class Way:
    label: str
    url: str
    icon: str


class WaysPanel(Component):
    """Links to what editors do daily, as far as the person may."""

    order = 50
    template_name = "admin/home/ways_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context = super().get_context_data(parent_context)
        user = parent_context["request"].user
        context["ways"] = [
            *_ways_to_own_pages(user),
            *(way for permission, way in _ways() if _may(user, permission)),
        ]
        return context


def _ways_to_own_pages(user: User) -> list[Way]:
    """The tree of pages is long, and hers is one of nineteen in it."""
    pages = MunicipalityPage.objects.filter(
        municipality__municipality_group__group__user=user, locale__language_code=settings.LANGUAGE_CODE
    )
    return [
        Way(
            _("Seite „%(title)s“ bearbeiten") % {"title": page.title},
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            "edit",
        )
        for page in pages.order_by("title")
    ]


def _may(user: User, permission: str) -> bool:
    if permission == ANY_PAGE:
        return user_has_any_page_permission(user)
    return not permission or user.has_perm(permission)


def _ways() -> list[tuple[str, Way]]:
    """Each way with the permission it needs."""
    return [
        (ANY_PAGE, Way(_("Seiten bearbeiten"), reverse("wagtailadmin_explore_root"), "folder-open-inverse")),
        ("offers.add_offer", Way(_("Angebot anlegen"), _admin_url(Offer, "add"), "plus")),
        ("offers.view_offer", Way(_("Angebote im Verzeichnis"), _admin_url(Offer, "list"), "list-ul")),
        (
            "home.view_accessibilityfeedback",
            Way(_("Meldungen von Barrieren"), reverse("accessibility_feedback:index"), "mail"),
        ),
        (
            "home.change_centresettings",
            Way(
                _("Integrationszentrum: Stand und Kontakt"),
                reverse("wagtailsettings:edit", args=["home", "centresettings"]),
                "cog",
            ),
        ),
        ("", Way(_("Öffentliche Seite ansehen"), "/", "view")),
    ]


def _admin_url(model: Any, view: str) -> str:
    return reverse(model.snippet_viewset.get_url_name(view))
