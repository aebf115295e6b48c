from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from offers.viewsets import OffersViewSetGroup

register_snippet(OffersViewSetGroup)


@hooks.register("insert_global_admin_css")
def link_admin_css() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("portal/admin.css"))


@hooks.register("register_admin_urls")
def imports_urls() -> list:
    return [path("importe/", include("offers.imports.urls"))]


@hooks.register("register_admin_menu_item")
def imports_menu_item() -> MenuItem:
    return ImportsMenuItem(_("Importe"), reverse("offers_imports:list"), icon_name="upload", order=155)


class ImportsMenuItem(MenuItem):
    def is_shown(self, request) -> bool:
        return request.user.has_perms(["offers.add_offer", "offers.change_offer"])
