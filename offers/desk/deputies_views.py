"""Who stands in for whom, in Wagtail's admin."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, ListView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from offers.actions.deputies import name_deputies
from offers.desk.views import DeskPermissionMixin, DeskView
from offers.models import MunicipalityGroup
from offers.permissions import ALL, DECIDE, municipalities_of


def teams_of(user) -> QuerySet:
    """The teams whose deputies `user` may name: her own, the county all. Who only stands in names nobody."""
    teams = MunicipalityGroup.objects.select_related("municipality").order_by("municipality__name")
    return teams if municipalities_of(user, DECIDE) is ALL else teams.filter(group__user=user)


class DeputiesForm(forms.Form):
    deputies = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Wer entscheidet mit?"),
        help_text=gettext_lazy(
            "Diese Redaktionen sehen, was bei Ihnen wartet, und dürfen darüber entscheiden, bis Sie sie "
            "wieder abwählen."
        ),
        queryset=MunicipalityGroup.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, team: MunicipalityGroup, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["deputies"]
        field.queryset = MunicipalityGroup.objects.exclude(pk=team.pk).order_by("municipality__name")
        field.label_from_instance = lambda other: str(other.municipality)
        field.initial = team.deputies.all()


class TeamsView(DeskPermissionMixin, WagtailAdminTemplateMixin, ListView):
    """Each team with its deputies."""

    template_name = "admin/offers/teams.html"
    page_title = gettext_lazy("Vertretung")
    header_icon = "group"
    context_object_name = "teams"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("offers_desk:list"), "label": DeskView.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_queryset(self) -> QuerySet:
        return teams_of(self.request.user).prefetch_related("deputies__municipality")


class DeputiesView(DeskPermissionMixin, WagtailAdminTemplateMixin, FormView):
    """The deputies of one team."""

    template_name = "admin/offers/deputies.html"
    form_class = DeputiesForm
    header_icon = "group"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.team = get_object_or_404(teams_of(request.user), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        return _("Vertretung für %(place)s") % {"place": self.team.municipality}

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("offers_desk:teams"), "label": TeamsView.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_title()}]

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"team": self.team}

    def form_valid(self, form: DeputiesForm) -> HttpResponse:
        name_deputies(team=self.team, deputies=form.cleaned_data["deputies"], by=self.request.user)
        messages.success(self.request, _("Die Vertretung ist gespeichert."))
        return redirect("offers_desk:teams")
