"""What the links in mails open. Opening one changes nothing: its button does."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from offers.actions import links, submissions
from offers.door import drafts, steps
from offers.door.reply_form import ReplyForm
from offers.enums import LinkPurpose, SubmissionState
from offers.models import Submission
from offers.page_or_form import page_or_form

PAGES = {"confirm": "offers/door/confirm.html", "confirmed": "offers/door/confirmed.html"}
CLAIM_PAGES = {
    "confirm": "offers/entries/claim_confirm.html",
    "confirmed": "offers/entries/claim_confirmed.html",
}


@never_cache
@require_safe
def resume(request: HttpRequest, signed: str) -> HttpResponse:
    """Go on with a draft on this device."""
    key = drafts.key_in(signed)
    if key is None:
        return _no_such_link(request)
    drafts.remember(request, key)
    submission = drafts.of_request(request)
    if submission is None:
        drafts.forget(request)
        return _no_such_link(request)
    if submission.state != SubmissionState.DRAFT:
        return redirect("door:sent")
    if submission.offer_id:
        return redirect("door:check")
    return redirect("door:step", steps.first_needed(submission, steps.STEPS[1]).slug)


@never_cache
@page_or_form
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A page with a button; only the button confirms."""
    link = links.find(token=token, purpose=LinkPurpose.CONFIRM)
    if link is None:
        return _no_such_link(request)
    if request.method == "POST" and submissions.confirm(link=link):
        return render(request, _page_of(link.submission, "confirmed"), {"submission": link.submission})
    if link.is_usable:
        return render(request, _page_of(link.submission, "confirm"), {"submission": link.submission})
    return _no_such_link(request)


def _page_of(submission: Submission, name: str) -> str:
    return CLAIM_PAGES[name] if submission.is_claim else PAGES[name]


@never_cache
@page_or_form
def state(request: HttpRequest, token: str) -> HttpResponse:
    """Where a submission stands; its sender may answer a question, or take it back until it is decided."""
    link = links.find(token=token, purpose=LinkPurpose.WATCH)
    if link is None or not link.is_usable:
        return _no_such_link(request)
    submission, form = link.submission, ReplyForm()
    if request.method == "POST" and "withdraw" in request.POST:
        submissions.withdraw(submission=submission)
        return redirect("door:state", token)
    if request.method == "POST":
        form = ReplyForm(request.POST)
        if form.is_valid():
            submissions.reply(submission=submission, text=form.cleaned_data["text"])
            return redirect("door:state", token)
    asks = submission.state == SubmissionState.QUESTION
    written = submission.messages.all()
    context = {"submission": submission, "form": form if asks else None, "written": written}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "offers/door/state.html", context, status=status)


def _no_such_link(request: HttpRequest) -> HttpResponse:
    """The same words for a link that never was, was used, or is too old: nobody learns which."""
    return render(request, "offers/door/link_gone.html", status=HTTPStatus.GONE)
