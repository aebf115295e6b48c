"""The list of entries to look at in Wagtail's admin, with one click for each thing to do."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import ListView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from offers.actions import reviews
from offers.desk.views import DeskPermissionMixin
from offers.models import Offer
from offers.permissions import DECIDE, of_user
from offers.review.on_desk import DeskEntry, entries_on_desk


def offers_of(user) -> QuerySet:
    """The offers that `user` decides about: those of her municipalities."""
    return of_user(Offer.objects.received(), user, "responsible_municipality", DECIDE)


class ReviewDeskView(DeskPermissionMixin, WagtailAdminTemplateMixin, ListView):
    """What has to be looked at: notes of providers first, then the longest overdue."""

    template_name = "admin/offers/review_desk.html"
    page_title = gettext_lazy("Zu prüfen")
    header_icon = "history"
    paginate_by = 50
    context_object_name = "entries"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_queryset(self) -> list[DeskEntry]:
        return entries_on_desk(offers_of(self.request.user))


class ReviewActionView(DeskPermissionMixin, View):
    """One click on the list. What was done already is done once."""

    http_method_names: Final = ["post"]

    def post(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        if action not in ACTIONS:
            raise Http404
        offer = get_object_or_404(offers_of(request.user).select_related("responsible_municipality"), pk=pk)
        messages.success(request, ACTIONS[action](offer, request.user))
        return redirect("offers_review:list")


def _confirm(offer: Offer, user) -> str:
    reviews.confirm(offers=[offer], by=str(offer.responsible_municipality), user=user)
    return _("„%(title)s“ ist geprüft.") % {"title": offer}


def _hide(offer: Offer, user) -> str:
    reviews.hide(offer=offer, user=user)
    return _("„%(title)s“ wird nicht mehr gezeigt.") % {"title": offer}


def _show(offer: Offer, user) -> str:
    reviews.bring_back(offer=offer, by=str(offer.responsible_municipality), user=user)
    return _("„%(title)s“ wird wieder gezeigt.") % {"title": offer}


def _leave(offer: Offer, user) -> str:
    reviews.leave_as_draft(offer=offer, user=user)
    return _("„%(title)s“ bleibt ein Entwurf.") % {"title": offer}


ACTIONS: Final[dict[str, Callable[[Offer, Any], str]]] = {
    "geprueft": _confirm,
    "verbergen": _hide,
    "zeigen": _show,
    "entwurf": _leave,
}
