"""How synonyms are laid out for editing, and the place to try them."""

from typing import Any

from django.forms import Select, Textarea
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList, Panel

from offers.forms import TermForm
from search.trying import try_all


class TrialPanel(Panel):
    """What a search for each of the words finds now, with the way to the real page."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "admin/search/trial_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context = super().get_context_data(parent_context)
            is_used = bool(self.instance.pk and self.instance.is_active)
            return context | {"is_used": is_used, "trials": list(try_all(self.instance)) if is_used else []}


synonym_edit_handler = ObjectList(
    [
        FieldPanel("words", widget=Textarea(attrs={"rows": 6, "dir": "auto"})),
        TrialPanel(heading=_("Probieren: Was findet diese Suche jetzt?")),
        FieldPanel("term", widget=Select),
        FieldPanel("note"),
        FieldPanel("is_active"),
    ],
    base_form_class=TermForm,
)
