"""A note on the editors' first screen: what waits for a decision, the oldest first."""

from typing import Any, Final

from wagtail.admin.ui.components import Component

from offers.desk.views import on_desk_of
from offers.permissions import may_decide

SHOWN: Final = 5


class DeskPanel(Component):
    """Says it to those who decide; silent where there is nothing."""

    order = 55
    template_name = "admin/offers/desk_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        waiting = []
        if may_decide(user):
            rows = on_desk_of(user).waiting().select_related("offer", "municipality")
            waiting = list(rows.order_by("updated_at"))
        shown, more = waiting[:SHOWN], len(waiting[SHOWN:])
        return super().get_context_data(parent_context) | {"submissions": shown, "more": more}
