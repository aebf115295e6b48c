"""The words of an offer in other languages: a page of its own, for who wants to write them."""

from http import HTTPStatus

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from offers.door import drafts, unfinished
from offers.door.forms.words import WordsForm
from offers.enums import OfferLanguage, SubmissionState
from offers.models import Submission
from offers.page_or_form import page_or_form

OTHERS = tuple(language for language in OfferLanguage if language != OfferLanguage.GERMAN)


@never_cache
@require_safe
def languages(request: HttpRequest) -> HttpResponse:
    """Which languages there are, and in which of them it is described."""
    submission = _writable(request)
    if submission is None:
        return redirect("door:start")
    written = {row.language for row in submission.proposed.translations.all()}
    begun = {language for language in OTHERS if _place_of(language) in submission.typed}
    context = {"languages": OTHERS, "written": written, "begun": begun - written}
    return render(request, "offers/door/languages.html", context)


@never_cache
@page_or_form
@transaction.atomic
def words(request: HttpRequest, code: str) -> HttpResponse:
    """The words in one language: written, changed, or taken away."""
    if code not in OTHERS:
        raise Http404
    language = OfferLanguage(code)
    if request.method == "POST":  # written one after the other, as the steps are
        Submission.objects.select_for_update().filter(uuid=drafts.key_of(request)).first()
    submission = _writable(request)
    if submission is None:
        return redirect("door:start")
    if request.method == "POST":
        return _take(request, submission, language)
    form = WordsForm(unfinished.of(submission, _place_of(language)), submission=submission, language=language)
    return _show(request, submission, form)


def _take(request: HttpRequest, submission: Submission, language: OfferLanguage) -> HttpResponse:
    form = WordsForm(request.POST, submission=submission, language=language)
    if "remove" in request.POST:
        form.remove(submission)
    elif form.is_valid():
        form.write(submission)
    else:
        unfinished.note(submission, _place_of(language), request.POST)
        return _show(request, submission, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    unfinished.settle(submission, _place_of(language))
    submission.save()
    return redirect("door:languages")


def _show(
    request: HttpRequest, submission: Submission, form: WordsForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "language": form.language,
        "german": form.german,
        "is_written": form.known is not None,
        **drafts.hidden_field(submission),
    }
    return render(request, "offers/door/words.html", context, status=status)


def _writable(request: HttpRequest) -> Submission | None:
    """The visitor's draft, once there is something to describe."""
    submission = drafts.of_request(request)
    if submission is None or submission.state != SubmissionState.DRAFT or submission.offer is None:
        return None
    return submission


def _place_of(language: OfferLanguage) -> str:
    """Where what is not right yet is kept, beside the steps."""
    return f"sprachen/{language}"
