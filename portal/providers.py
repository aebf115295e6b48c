"""The public page of a provider: its words from `offers`, its offers from `search`."""

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from offers.models import Provider
from offers.provider_detail import provider_context
from offers.views import LARGEST_KEY
from search import service
from search.query import SearchQuery


@require_safe
def provider_page(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """A provider and the first page of its offers; the rest stands in the directory, filtered by it."""
    if pk > LARGEST_KEY:
        raise Http404
    is_claimable = Exists(Provider.objects.claimable().filter(pk=OuterRef("pk")))
    found = Provider.objects.live().with_words().annotate(is_claimable=is_claimable)
    provider = get_object_or_404(found, pk=pk)
    if slug != provider.slug:
        return redirect(provider, permanent=True)
    query = SearchQuery(provider=provider.pk)
    context = provider_context(provider) | {"results": service.find(query), "query": query}
    if provider.is_claimable:
        context["claim_url"] = reverse("entries:claim", args=[provider.pk])
    return render(request, "offers/provider_detail.html", context)
