"""What the link of a reminder opens, without any account. Opening it changes nothing: its buttons do."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from offers.actions import links, reviews
from offers.actions.reviews import Answer
from offers.detail.page import offer_detail
from offers.enums import LinkPurpose, ReviewAnswer
from offers.models import MailedLink, Offer
from offers.page_or_form import page_or_form
from offers.review.forms import EntryForm


@never_cache
@page_or_form
def entries(request: HttpRequest, token: str) -> HttpResponse:
    """All that a provider is asked about: one button says that all of it is right."""
    link = _link(token)
    if link is None:
        return render(request, "offers/review/gone.html", status=HTTPStatus.GONE)
    if link.used_at:
        return _done(request, link)
    forms = [EntryForm(request.POST or None, offer=offer) for offer in _offers(link)]
    if request.method == "POST" and all(form.is_valid() for form in forms if form.is_asked):
        asked = [form for form in forms if form.is_asked]
        if reviews.answer(link=link, answers=_answers(asked, is_all_right="all" in request.POST)):
            return _done(request, link)
    rows = [(form, offer_detail(form.offer)) for form in forms]
    context = {"provider": reviews.provider_of(link), "rows": rows}
    return render(request, "offers/review/entries.html", context)


def _link(token: str) -> MailedLink | None:
    """The link that a person has in hand; one that was used still opens the thanks."""
    link = links.find(token=token, purpose=LinkPurpose.REVIEW)
    return link if link and (link.is_usable or link.used_at) else None


def _offers(link: MailedLink) -> list[Offer]:
    keys = [offer.pk for offer in reviews.entries_of(reviews.provider_of(link))]
    rows = {offer.pk: offer for offer in Offer.objects.filter(pk__in=keys).with_facts()}
    return [rows[key] for key in keys]


def _answers(forms: list[EntryForm], *, is_all_right: bool) -> dict[int, Answer]:
    right = Answer(ReviewAnswer.RIGHT)
    return {form.offer.pk: right if is_all_right else form.answer() for form in forms}


def _done(request: HttpRequest, link: MailedLink) -> HttpResponse:
    """Thanks, and when we ask again."""
    provider = reviews.provider_of(link)
    offers = Offer.objects.current().filter(provider=provider).select_related("kind")
    context = {"provider": provider, "next_on": min((offer.review_on for offer in offers), default=None)}
    return render(request, "offers/review/done.html", context)


@never_cache
@csrf_exempt  # programs for mail post here by themselves (RFC 8058); the token says who they are
@page_or_form
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """No reminders any more."""
    link = links.find(token=token, purpose=LinkPurpose.REVIEW)
    if link is None:
        return render(request, "offers/review/gone.html", status=HTTPStatus.GONE)
    if request.method == "POST":
        reviews.stop_mails(address=link.member.email if link.member else link.address)
    return render(request, "offers/review/stop.html", {"is_stopped": request.method == "POST"})
