"""Choosing a provider or a place among many: by words anywhere in the name."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView

from offers.record_views import RecordChooserViewSet


class WordsFilterForm(BaseFilterForm):
    """Every word must stand in one of `search_fields`; nothing reaches the query syntax of an engine."""

    search_fields: tuple[str, ...] = ("name",)

    q = forms.CharField(
        label=_("Suchbegriff"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"placeholder": _("Suchen")}),
    )

    def filter(self, objects):
        objects = super().filter(objects)
        words = self.cleaned_data["q"].split()
        for word in words:
            anywhere = [Q(**{f"{field}__icontains": word}) for field in self.search_fields]
            objects = objects.filter(Q.create(anywhere, connector=Q.OR))
        self.is_searching = bool(words)
        self.search_query = self.cleaned_data["q"]
        return objects


class PlaceFilterForm(WordsFilterForm):
    search_fields = ("name", "street", "city", "municipality__name")


class ProviderChooseView(ChooseView):
    filter_form_class = WordsFilterForm


class ProviderChooseResultsView(ChooseResultsView):
    filter_form_class = WordsFilterForm


class PlaceChooseView(ChooseView):
    filter_form_class = PlaceFilterForm


class PlaceChooseResultsView(ChooseResultsView):
    filter_form_class = PlaceFilterForm


class ProviderChooserViewSet(RecordChooserViewSet):
    choose_view_class = ProviderChooseView
    choose_results_view_class = ProviderChooseResultsView


class PlaceChooserViewSet(RecordChooserViewSet):
    choose_view_class = PlaceChooseView
    choose_results_view_class = PlaceChooseResultsView
