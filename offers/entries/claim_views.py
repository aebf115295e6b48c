"""An entry that nobody speaks for: "is that yours?" """

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from offers.actions.claims import claim as keep_claim
from offers.entries.access_views import too_many
from offers.entries.forms import ClaimForm
from offers.enums import OfferLanguage
from offers.guards.rate_limits import allow
from offers.models import Provider
from offers.page_or_form import page_or_form
from offers.views import LARGEST_KEY

MOST_AN_HOUR = 10


@never_cache
@page_or_form
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Who says so, and how it can be checked; the desk decides once the address is confirmed."""
    if pk > LARGEST_KEY:
        raise Http404
    provider = get_object_or_404(Provider.objects.claimable(), pk=pk)
    form = ClaimForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
        context = {"provider": provider, "form": form}
        return render(request, "offers/entries/claim.html", context, status=status)
    if not allow(request, "claim", MOST_AN_HOUR):
        return too_many(request)
    if not form.is_from_program:
        said = {name: form.cleaned_data[name] for name in ("name", "email", "phone", "evidence")}
        keep_claim(provider=provider, language=get_language() or OfferLanguage.GERMAN, **said)
    return redirect("entries:claimed")


@never_cache
@require_safe
def claimed(request: HttpRequest) -> HttpResponse:
    return render(request, "offers/entries/claimed.html")
