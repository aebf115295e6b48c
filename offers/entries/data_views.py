"""Take everything along, or have it deleted."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from offers.actions.erasure import erase as erase_all
from offers.entries import export
from offers.entries.session import for_members, sign_out
from offers.models import Offer, ProviderMember
from offers.page_or_form import page_or_form

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@for_members
def export_json(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    form = {"ensure_ascii": False, "indent": 2}
    response = JsonResponse(export.everything(member.provider), json_dumps_params=form)
    return _as_file(response, member, "json")


@require_safe
@for_members
def export_table(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    return _as_file(HttpResponse(export.table(member.provider), content_type=XLSX), member, "xlsx")


def _as_file(response: HttpResponse, member: ProviderMember, ending: str) -> HttpResponse:
    name = f"{member.provider.slug}-{timezone.localdate():%Y-%m-%d}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@page_or_form
@for_members
def erase(request: HttpRequest, member: ProviderMember) -> HttpResponse:
    """What goes and what stays, a tick, and a button."""
    is_sure = "sure" in request.POST
    if request.method == "POST" and is_sure:
        erase_all(provider=member.provider, by=member)
        sign_out(request)
        return redirect("entries:erased")
    context = {
        "member": member,
        "offers": Offer.objects.known_to(member.provider).count(),
        "people": member.provider.members.count(),
        "lacks_tick": request.method == "POST",
    }
    return render(request, "offers/entries/erase.html", context, status=422 if context["lacks_tick"] else 200)


@never_cache
@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "offers/entries/erased.html")
