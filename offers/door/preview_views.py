"""The draft on the page that residents will see, in each of its languages."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from offers.detail.page import offer_context
from offers.detail.values import OfferDetail
from offers.door import drafts
from offers.enums import OfferLanguage
from offers.models import Offer
from offers.words_links import WordsLink, words_links


@never_cache
@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    """The draft on the page that residents will see."""
    submission = drafts.with_facts(drafts.of_request(request))
    if submission is None or submission.offer is None:
        return redirect("door:start")
    wanted = request.GET.get("worte", "")
    context = offer_context(submission.offer, words_language=wanted if wanted in OfferLanguage.values else "")
    context["detail"] = replace(
        context["detail"], translations=_preview_links(submission.offer, context["detail"])
    )
    return render(request, "offers/door/preview.html", context)


def _preview_links(offer: Offer, detail: OfferDetail) -> tuple[WordsLink, ...]:
    """The draft has no page of its own yet: its other languages are previews too."""
    languages = [row.language for row in offer.translations.all()]
    shown = next((language for language in OfferLanguage if language.html_code == detail.language), "")
    return words_links(languages, address=reverse("door:preview"), shown=shown) if len(languages) > 1 else ()
