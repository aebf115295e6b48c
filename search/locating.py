"""Where a browser is: sent in the body of a request, made a place of the county, forgotten (ADR 16)."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from offers.vocabulary import vocabulary
from search.forms import SearchForm
from search.near import place_called
from search.query import NEAR_PARAMETER, RADIUS_PARAMETER
from search.recognised import OUTSIDE


@require_POST
@never_cache
@csrf_exempt  # it changes nothing, and a token would be a cookie for everybody who looks at the directory
def locate(request: HttpRequest) -> HttpResponse:
    """To the search in the address, near the place of the county that is nearest to the position."""
    asked = request.GET.copy()
    place = place_called(request.POST.get("position", ""), vocabulary())
    asked[NEAR_PARAMETER] = place or OUTSIDE
    asked[RADIUS_PARAMETER] = request.POST.get(RADIUS_PARAMETER, "")
    query = SearchForm(asked).query().to_querystring()
    outside = "" if place else urlencode({NEAR_PARAMETER: OUTSIDE})
    return HttpResponseRedirect(f"{reverse('search:results')}?{'&'.join(filter(None, (query, outside)))}")
