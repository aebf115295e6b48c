"""The public page of an offer, and its dates for a calendar."""

from http import HTTPStatus

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from offers.calendar_export import offer_calendar as write_calendar
from offers.detail.page import offer_context
from offers.detail.page import offer_detail as build_detail
from offers.enums import OfferLanguage
from offers.models import Offer, Provider
from offers.page_addresses import PageAddresses, addresses_of_view, languages_with_words
from offers.querysets import OfferQuerySet
from offers.view_counting import count_view

LARGEST_KEY = 2**63 - 1  # a larger number fits no key and would be an error of the database


def _live_offer(pk: int) -> Offer:
    return _offer_among(Offer.objects.live(), pk)


def _offer_among(offers: OfferQuerySet, pk: int) -> Offer:
    if pk > LARGEST_KEY:
        raise Http404
    is_claimable = Exists(Provider.objects.claimable().filter(pk=OuterRef("provider")))
    found = offers.with_facts().annotate(is_claimable=is_claimable)
    return get_object_or_404(found, pk=pk)


@require_safe
def offer_detail(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """An offer; `?worte=ar` shows its words in another of its languages. Old slugs lead to the present one.

    An offer that has ended keeps its page, which says so: links in mails and chats stay good. One that the
    clock has hidden says that, and where to look instead.
    """
    offer = _offer_among(Offer.objects.live() | Offer.objects.hidden(), pk)
    if not offer.live:
        return render(request, "offers/offer_hidden.html", _instead_of(offer), status=HTTPStatus.GONE)
    if slug != offer.slug:
        return redirect(_with_words(request, offer.get_absolute_url()), permanent=True)
    context = offer_context(offer, words_language=_words_language(request))
    context["addresses"] = _addresses(request, offer)
    if offer.is_claimable:
        context["claim_url"] = reverse("entries:claim", args=[offer.provider_id])
    count_view(request, offer)
    return render(request, "offers/offer_detail.html", context, status=200)


def _instead_of(offer: Offer) -> dict[str, object]:
    detail = build_detail(offer)
    return {"title": detail.title, "topics": detail.topics, "provider": offer.provider}


def _words_language(request: HttpRequest) -> str:
    wanted = request.GET.get("worte", "")
    return wanted if wanted in OfferLanguage.values else ""


def _addresses(request: HttpRequest, offer: Offer) -> PageAddresses:
    """Words that the page would show anyway stand at its plain address; others at their own, and alone."""
    language = get_language() or OfferLanguage.GERMAN
    usual, shown = offer.words_in(language), offer.words_in(_words_language(request) or language)
    if shown is None or shown == usual:
        return addresses_of_view(request, offer.get_absolute_url(), languages_with_words(offer))
    return addresses_of_view(request, f"{offer.get_absolute_url()}?worte={shown.language}", ())


def _with_words(request: HttpRequest, address: str) -> str:
    wanted = _words_language(request)
    return f"{address}?worte={wanted}" if wanted else address


@require_safe
def offer_calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """The offer's dates as an iCalendar file."""
    offer = _live_offer(pk)
    detail = build_detail(offer)
    if not detail.calendar_url:
        raise Http404(_("Dieses Angebot hat keine Termine."))
    place = next((", ".join(filter(None, (item.name, *item.lines))) for item in detail.places), "")
    content = write_calendar(
        offer,
        url=request.build_absolute_uri(offer.get_absolute_url()),
        title=detail.title,
        summary=detail.summary,
        place=place or next((item.municipality for item in detail.places), ""),
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{offer.slug}-{get_language()}.ics"'
    return response
