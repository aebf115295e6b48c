"""A note on the editors' first screen: how much there is to look at."""

from typing import Any

from wagtail.admin.ui.components import Component

from offers.permissions import may_decide
from offers.review.desk_views import offers_of
from offers.review.on_desk import entries_on_desk


class ReviewPanel(Component):
    """Says it to those who decide; silent where there is nothing."""

    order = 60
    template_name = "admin/offers/review_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        entries = entries_on_desk(offers_of(user)) if may_decide(user) else []
        return super().get_context_data(parent_context) | {"number": len(entries)}
