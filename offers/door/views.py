"""The pages of the door: a start, seven steps, a check, a receipt. None needs JavaScript."""

import uuid
from http import HTTPStatus
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from offers.actions import submissions
from offers.detail.page import offer_context
from offers.door import drafts, steps, unfinished
from offers.door.consent import CONSENT_VERSION, consent_text
from offers.door.forms.picture import Received, receive
from offers.door.similar_offers import hints_of
from offers.entries.session import member_of
from offers.enums import OfferLanguage, SubmissionState
from offers.guards.proof_of_work import ProofOfWorkForm
from offers.guards.rate_limits import allow
from offers.models import Submission
from offers.page_or_form import page_or_form

NOT_ACCEPTED = HTTPStatus.UNPROCESSABLE_ENTITY
# A town hall in which many enter their offers may share one address.
MOST_AN_HOUR = 30


@never_cache
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What it is about, what one needs, what happens with it; a draft that waits is offered first."""
    submission = drafts.of_request(request)
    waiting = submission if submission and submission.state == SubmissionState.DRAFT else None
    return render(request, "offers/door/start.html", {"draft": waiting, "first": steps.STEPS[0]})


@never_cache
@page_or_form
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """One step. What is right is kept on the server; what is not comes back as it was typed."""
    found = steps.step_of(slug)
    if found is None:
        raise Http404
    if request.method == "POST":
        if drafts.of_request(request) is None and not _may_begin(request):
            return _ask_for_work(request, found)
        if request.FILES and not allow(request, "send_file", MOST_AN_HOUR):
            return _too_many(request)
        received = receive(request.FILES) if "file" in found.form.base_fields else {}
        return _take(request, found, received)
    key = drafts.key_of(request) or uuid.uuid4()
    submission = drafts.of_request(request) or Submission(uuid=key)
    if not _is_writable(submission):
        key, submission = _fresh(request)
    needed = steps.first_needed(submission, found)
    if needed is not found:
        return redirect("door:step", needed.slug)
    form = found.form(unfinished.of(submission, found.slug), submission=submission)
    return _show(request, found, submission, form)


def _may_begin(request: HttpRequest) -> bool:
    """From an address from which many came, who has let her device work may come all the same."""
    if allow(request, "begin_submission", MOST_AN_HOUR):
        return True
    work = ProofOfWorkForm(request.POST)
    return work.is_valid() and work.has_worked() and allow(request, "begin_with_work", MOST_AN_HOUR)


def _ask_for_work(request: HttpRequest, found: steps.Step) -> HttpResponse:
    """Everything typed comes back. Who has no script waits: that is the other way."""
    if found is not steps.STEPS[0]:
        return _too_many(request)
    form = found.form(request.POST, submission=Submission())
    return _show(
        request, found, Submission(), form, status=HTTPStatus.TOO_MANY_REQUESTS, work=ProofOfWorkForm()
    )


def _fresh(request: HttpRequest) -> tuple[uuid.UUID, Submission]:
    """What was sent stays as it is; the next offer begins anew."""
    drafts.forget(request)
    key = uuid.uuid4()
    return key, Submission(uuid=key)


def _is_writable(submission: Submission) -> bool:
    return submission.state == SubmissionState.DRAFT


@transaction.atomic
def _take(request: HttpRequest, found: steps.Step, received: Received) -> HttpResponse:
    key = drafts.key_of(request) or uuid.uuid4()
    submissions.begin(key=key, language=get_language() or OfferLanguage.GERMAN)
    drafts.remember(request, key)
    # Locked: the same step sent twice, or from two devices, is written one after the other.
    Submission.objects.select_for_update().get(uuid=key)
    submission = drafts.of_request(request)
    if not _is_writable(submission):
        return redirect("door:sent")
    needed = steps.first_needed(submission, found)
    if needed is not found:
        return redirect("door:step", needed.slug)
    form = found.form(request.POST, received, submission=submission)
    if not form.is_valid() or "more" in request.POST:
        return _keep(request, found, submission, form)
    if getattr(form, "is_from_program", False):
        # Sent away kindly; what it began goes with the other drafts that nobody sends.
        return redirect("door:start")
    form.write(submission)
    unfinished.settle(submission, found.slug)
    submission.save()
    return redirect(*_where_to(request, found, submission))


def _keep(request: HttpRequest, found: steps.Step, submission: Submission, form: Any) -> HttpResponse:
    """What is not right yet is kept as it was typed, and shown again or left for another day."""
    if keep_valid := getattr(form, "keep_valid", None):
        keep_valid(submission)
    unfinished.note(submission, found.slug, request.POST)
    if "later" in request.POST:
        return redirect("door:later")
    return _show(request, found, submission, form, status=200 if "more" in request.POST else NOT_ACCEPTED)


def _where_to(request: HttpRequest, found: steps.Step, submission: Submission) -> tuple[str, ...]:
    if "later" in request.POST:
        return ("door:later",)
    following = steps.CHECK if "check" in request.POST else steps.after(found, steps.steps_of(submission))
    return ("door:check",) if following == steps.CHECK else ("door:step", following)


def _show(
    request: HttpRequest,
    found: steps.Step,
    submission: Submission,
    form: Any,
    *,
    status: int = 200,
    work: ProofOfWorkForm | None = None,
) -> HttpResponse:
    rows = getattr(form, "rows", None)
    among = steps.steps_of(submission)
    context = {
        "step": found,
        "steps": among,
        "number": steps.number_of(found, among),
        "before": steps.before(found, among),
        "form": form,
        "rows": rows,
        "work": work,
        "kept_file": getattr(form, "kept_file", None),
        "has_mistakes": bool(form.errors or (rows is not None and rows.total_error_count())),
        **drafts.hidden_field(submission),
        "has_all": submission.offer_id is not None and not steps.open_points(submission),
    }
    return render(request, "offers/door/step.html", context, status=status)


@never_cache
@page_or_form
def check(request: HttpRequest) -> HttpResponse:
    """Everything once more, and the button that sends it. Sent twice, it is sent once."""
    submission = drafts.with_facts(drafts.of_request(request))
    if submission is None:
        return redirect("door:start")
    if not _is_writable(submission):
        return redirect("door:sent")
    missing = steps.open_points(submission)
    consent = consent_text(is_known=submission.member_id is not None)
    agrees = "consent" in request.POST
    if request.method == "POST" and agrees and not missing:
        if not allow(request, "send_submission", MOST_AN_HOUR):
            return _too_many(request)
        if submission.member_id and member_of(request) != submission.member:
            return redirect("entries:start")  # a link to the draft is enough to write, not to send
        submissions.send(submission=submission, consent_version=CONSENT_VERSION, consent_text=consent)
        return redirect("door:sent")
    context = {
        "submission": submission,
        "steps": steps.steps_of(submission),
        "missing": missing,
        "hints": hints_of(submission.offer) if submission.offer else [],
        "consent_text": consent,
        "lacks_consent": request.method == "POST" and not agrees,
        **drafts.hidden_field(submission),
    }
    if submission.offer:
        context |= offer_context(submission.offer)
    status = NOT_ACCEPTED if request.method == "POST" else 200
    return render(request, "offers/door/check.html", context, status=status)


def _too_many(request: HttpRequest) -> HttpResponse:
    """For an address from which far too much comes; a draft that was begun is kept."""
    return render(request, "offers/door/too_many.html", status=HTTPStatus.TOO_MANY_REQUESTS)


@never_cache
@page_or_form
def sent(request: HttpRequest) -> HttpResponse:
    """The receipt; the mail can be asked for once more."""
    submission = drafts.of_request(request)
    if submission is None or submission.state == SubmissionState.DRAFT:
        return redirect("door:start")
    is_resent = request.method == "POST" and submission.state == SubmissionState.UNCONFIRMED
    if is_resent:
        if not allow(request, "resend_confirmation", MOST_AN_HOUR):
            return _too_many(request)
        is_resent = submissions.ask_to_confirm(submission=submission)
    return render(request, "offers/door/sent.html", {"submission": submission, "is_resent": is_resent})


@never_cache
@require_safe
def later(request: HttpRequest) -> HttpResponse:
    """The link with which the draft is opened again, here or on another device."""
    submission = drafts.of_request(request)
    if submission is None or not _is_writable(submission):
        return redirect("door:start")
    return render(request, "offers/door/later.html", {"signed": drafts.sign(submission.uuid)})


@never_cache
@page_or_form
def discard(request: HttpRequest) -> HttpResponse:
    """Delete the draft, after asking once."""
    submission = drafts.of_request(request)
    if submission is None or not _is_writable(submission):
        return redirect("door:start")
    if request.method != "POST":
        return render(request, "offers/door/discard.html", {"submission": submission})
    submissions.discard(submission=submission)
    drafts.forget(request)
    return redirect("entries:list" if submission.member_id else "door:start")
