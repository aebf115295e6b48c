"""The mails of the portal in the admin: whom they were for and what became of them, never what they say.

Their words hold links that open something, so nobody but the recipient reads them.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from offers.models import OutgoingMail
from offers.permissions import RefusingPolicy

SHOWN = [
    "recipient",
    "subject",
    "state",
    "attempts",
    "last_error",
    "created_at",
    "next_attempt_at",
    "sent_at",
]


class OutgoingMailViewSet(ModelViewSet):
    """To be read, by those who work for the county."""

    model = OutgoingMail
    icon = "mail"
    menu_label = _("Ausgehende Mails")
    menu_order = 460
    add_to_admin_menu = True
    permission_policy = RefusingPolicy(OutgoingMail, refused={"add", "change", "delete"})
    form_fields = ["recipient"]
    list_display = [
        "__str__",
        "recipient",
        Column("get_state_display", label=_("Stand"), sort_key="state"),
        Column("last_error", label=_("letzter Fehler")),
        DateColumn("created_at", label=_("angelegt am")),
    ]
    list_filter = ["state", "created_at"]
    search_fields = ["recipient", "subject"]
    ordering = ["-created_at", "-pk"]
    inspect_view_enabled = True
    inspect_view_fields = SHOWN
    copy_view_enabled = False
