"""What scripts ask while somebody fills in a step. Nothing here is needed: the forms do without."""

from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from offers.door import drafts
from offers.door.hints import RECOMMENDED, Hint
from offers.door.same_provider import FEWEST_LETTERS, beginning
from offers.door.similar_offers import all_hints
from offers.guards.rate_limits import allow

MOST_AN_HOUR: Final = 600  # a pause while typing asks once
LONGEST: Final = 6000  # characters that are looked at


@never_cache
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """A list for the field of the organisation's name: names and towns of published ones, nothing else."""
    typed = " ".join(request.GET.get("provider_name", "").split())[:200]
    if len(typed) < FEWEST_LETTERS or "\0" in typed:
        return render(request, "offers/door/organisations.html", {"providers": []})
    if not allow(request, "find_provider", MOST_AN_HOUR):
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    return render(request, "offers/door/organisations.html", {"providers": beginning(typed)})


@never_cache
@require_POST
def hints(request: HttpRequest) -> HttpResponse:
    """Hints by field about the words that were sent; nothing of them is kept."""
    if not allow(request, "give_hints", MOST_AN_HOUR):
        return JsonResponse({}, status=HTTPStatus.TOO_MANY_REQUESTS)
    submission = drafts.of_request(request)
    texts = {name: request.POST.get(name, "")[:LONGEST].replace("\0", "") for name in RECOMMENDED}
    found = all_hints(texts, besides=submission.offer_id if submission else None)
    return JsonResponse({name: [_said(hint) for hint in found if hint.field == name] for name in RECOMMENDED})


def _said(hint: Hint) -> dict[str, object]:
    links = [{"title": title, "address": address} for title, address in hint.links]
    return {"text": hint.text, "links": links}
