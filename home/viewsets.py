"""Messages from the public in the admin: to be read and, when done with, deleted; never changed."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from home.models import AccessibilityFeedback
from offers.permissions import RefusingPolicy


class AccessibilityFeedbackViewSet(ModelViewSet):
    model = AccessibilityFeedback
    icon = "mail"
    menu_label = _("Meldungen von Barrieren")
    menu_order = 450
    add_to_admin_menu = True
    permission_policy = RefusingPolicy(AccessibilityFeedback, refused={"add", "change"})
    form_fields = ["message", "page_address", "name", "email"]
    list_display = ["__str__", "page_address", "email", DateColumn("created_at", label=_("eingegangen am"))]
    list_filter = ["language", "created_at"]
    search_fields = ["message", "page_address"]
    ordering = ["-created_at"]
    inspect_view_enabled = True
    inspect_view_fields = ["message", "page_address", "name", "email", "language", "created_at"]
    copy_view_enabled = False
