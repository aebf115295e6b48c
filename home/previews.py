"""Drafts of municipalities, vocabularies and terms, drawn on the pages on which residents meet them."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from home.models import HomePage, MunicipalityPage
from offers.detail.page import offer_context
from offers.labels import listed
from offers.models import Municipality, Offer, Provider, Taxonomy, Term
from offers.previews import Fact, draw_alone, draws
from offers.provider_detail import provider_context
from offers.vocabulary import vocabulary, vocabulary_with
from search import service
from search.query import FACET_OF, FACET_PARAMETERS, SearchQuery
from search.results import Facet
from search.views import draw_results

NO_CODE_YET = "x"


@draws(Municipality)
def draw_municipality(town: Municipality, request: HttpRequest, scene: str) -> HttpResponse:
    """Its page with the facts of the draft; for the county, which has none, the facts alone."""
    page = _page_of(town)
    if page is None:
        note = _("Zu diesem Eintrag gibt es noch keine Seite. Hier stehen nur seine Fakten.")
        kind = town.get_kind_display() if town.kind else ""
        facts = _facts_of(town)
        return draw_alone(request, title=town.name, note=note, kind=kind, icon_name="place", facts=facts)
    page.municipality = town
    with override(page.locale.language_code), vocabulary_with(town=town):
        return page.serve_preview(request, "").render()


def _page_of(town: Municipality) -> MunicipalityPage | None:
    """In the language of the preview, else in German."""
    if not town.pk:
        return None
    pages = MunicipalityPage.objects.filter(municipality_id=town.pk).select_related("locale").order_by("live")
    by_language = {page.locale.language_code: page for page in pages}
    return by_language.get(get_language() or "") or by_language.get(settings.LANGUAGE_CODE)


def _facts_of(town: Municipality) -> Iterator[Fact]:
    if town.population:
        day = town.population_on and date_format(town.population_on, "DATE_FORMAT")
        counted = _("Stand: %(day)s") % {"day": day} if day else ""
        yield Fact("people", _("Einwohner"), number_format(town.population, use_l10n=True), counted)
    if town.area_km2:
        yield Fact("globe", _("Fläche in km²"), number_format(town.area_km2))
    if town.website:
        yield Fact("link", _("Internetseite"), town.website)


@draws(Term)
def draw_term(term: Term, request: HttpRequest, scene: str) -> HttpResponse:
    """The directory filtered by it, or an offer or a provider that has it; the first page, if asked for."""
    term.code = term.code or NO_CODE_YET
    with vocabulary_with(term=term):
        if scene == "home" and (
            page := HomePage.objects.filter(locale__language_code=get_language()).first()
        ):
            return page.serve_preview(request, "").render()
        if facet := FACET_OF.get(term.taxonomy.code):
            return _draw_directory(request, facet, term.code)
        return _draw_bearer(term, request)


def _draw_directory(request: HttpRequest, facet: str, code: str) -> HttpResponse:
    request.path = request.path_info = reverse("search:results")
    request.GET = QueryDict(f"{FACET_PARAMETERS[facet]}={code}")
    page, _results = draw_results(request)
    return HttpResponse(page)


def _draw_bearer(term: Term, request: HttpRequest) -> HttpResponse:
    """What no filter asks for stands on the page of an offer or, a network, of a provider."""
    if term.pk:
        chosen = Q(terms__term=term.pk)
        offers = Offer.objects.filter(chosen | Q(course_type=term.pk)).with_facts()
        if offer := offers.order_by("-live", "pk").first():
            return render(request, "offers/offer_detail.html", offer_context(offer))
        providers = Provider.objects.filter(chosen).with_words()
        if provider := providers.order_by("-live", "pk").first():
            context = provider_context(provider) | {"results": None}
            return render(request, "offers/provider_detail.html", context)
    label = vocabulary().label(term.taxonomy.code, term.code)
    fact = Fact(term.icon, term.taxonomy.get_code_display(), label)
    note = _("Dieser Begriff ist noch nirgends gewählt. So heißt er, sobald ihn jemand wählt.")
    return draw_alone(request, title=label, note=note, kind=_("Begriff"), icon_name="info", facts=[fact])


@draws(Taxonomy)
def draw_taxonomy(taxonomy: Taxonomy, request: HttpRequest, scene: str) -> HttpResponse:
    """Its terms as the filter that residents see; as a list where they filter by something else."""
    facet = _facet_of(taxonomy)
    labels = listed(entry.label() for entry in vocabulary().entries(taxonomy.code))
    facts = [] if facet else [Fact("info", taxonomy.get_code_display(), labels)]
    note = _(
        "Name und Beschreibung sehen nur Sie in der Redaktion. Draußen stehen die Begriffe, so wie hier."
    )
    return draw_alone(
        request,
        title=taxonomy.name,
        note=note,
        intro=taxonomy.description,
        kind=_("Vokabular"),
        icon_name="filter",
        facts=facts,
        facet=facet,
    )


def _facet_of(taxonomy: Taxonomy) -> Facet | None:
    """The filter as it is now; none while there are no offers to filter."""
    wanted = FACET_OF.get(taxonomy.code)
    found = service.find(SearchQuery(), size=1).facets if wanted else ()
    return next((facet for facet in found if facet.name == wanted and any(facet.counts.values())), None)
