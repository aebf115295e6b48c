"""Messages from the public in the admin: to be read and, when done with, deleted; never changed."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from home.models import AccessibilityFeedback


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Who may view may view; nobody adds or changes what somebody else has written."""

    REFUSED = frozenset({"add", "change"})

    def user_has_permission(self, user, action) -> bool:
        return action not in self.REFUSED and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


class AccessibilityFeedbackViewSet(ModelViewSet):
    model = AccessibilityFeedback
    icon = "mail"
    menu_label = _("Meldungen von Barrieren")
    menu_order = 450
    add_to_admin_menu = True
    permission_policy = ReadOnlyPolicy(AccessibilityFeedback)
    form_fields = ["message", "page_address", "name", "email"]
    list_display = ["__str__", "page_address", "email", DateColumn("created_at", label=_("eingegangen am"))]
    list_filter = ["language", "created_at"]
    search_fields = ["message", "page_address"]
    ordering = ["-created_at"]
    inspect_view_enabled = True
    inspect_view_fields = ["message", "page_address", "name", "email", "language", "created_at"]
    copy_view_enabled = False
