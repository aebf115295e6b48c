"""What editors keep for the search, in Wagtail's admin."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.snippets.views.snippets import CreateView, EditView, SnippetViewSet, SnippetViewSetGroup

from offers.record_views import ChooseOnlyViewSet
from search.models import SynonymSet
from search.panels import synonym_edit_handler


class SynonymCreateView(CreateView):
    """Goes on to the form: there it says what the search finds now."""

    def get_success_url(self) -> str:
        return reverse(self.edit_url_name, args=[self.object.pk])


class SynonymEditView(EditView):
    """Stays at the form, for the same reason."""

    def get_success_url(self) -> str:
        return reverse(self.edit_url_name, args=[self.object.pk])


class SynonymViewSet(SnippetViewSet):
    model = SynonymSet
    chooser_viewset_class = ChooseOnlyViewSet
    icon = "link"
    menu_label = _("Synonyme")
    list_display = [
        Column("__str__", label=_("Wörter"), sort_key="words"),
        Column("term", label=_("Begriff")),
        "note",
        BooleanColumn("is_active", label=_("Wird benutzt"), sort_key="is_active"),
        DateColumn("updated_at", label=_("Aktualisiert"), sort_key="updated_at"),
    ]
    list_filter = ["is_active"]
    list_per_page = 50
    search_fields = ["words", "note"]
    ordering = ["words", "pk"]
    add_to_admin_menu = False
    add_view_class = SynonymCreateView
    edit_view_class = SynonymEditView
    edit_handler = synonym_edit_handler

    def get_queryset(self, request):
        return SynonymSet.objects.select_related("term").prefetch_related("term__labels")


class SearchViewSetGroup(SnippetViewSetGroup):
    menu_label = _("Suche")
    menu_icon = "search"
    menu_order = 152
    items = (SynonymViewSet,)
