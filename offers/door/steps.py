"""The steps of the door, in their order."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from offers.door.forms.access import AccessForm
from offers.door.forms.audience import AudienceForm
from offers.door.forms.picture import PictureForm
from offers.door.forms.what import WhatForm
from offers.door.forms.when import WhenForm
from offers.door.forms.where import WhereForm
from offers.door.forms.who import WhoForm
from offers.models import Submission
from offers.publishing import Lack, facts_of, lacks


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the form. `form` takes `submission=` and writes into it with `write(submission)`."""

    slug: str
    title: str | Promise
    form: type[Any]
    lead: str | Promise = ""


STEPS: Final = (
    Step("wer", _("Wer sind Sie?"), WhoForm),
    Step("was", _("Was bieten Sie an?"), WhatForm),
    Step("fuer-wen", _("Für wen ist es?"), AudienceForm),
    Step("wo", _("Wo findet es statt?"), WhereForm),
    Step(
        "wann",
        _("Wann findet es statt?"),
        WhenForm,
        _("Nach Absprache, oder Sie wissen es noch nicht? Dann lassen Sie alles leer."),
    ),
    Step("kosten", _("Kosten und Kontakt"), AccessForm),
    Step(
        "bild",
        _("Bild oder Flyer"),
        PictureForm,
        _("Ein Bild macht Lust, zu kommen. Sie haben keins? Dann gehen Sie einfach weiter."),
    ),
)
CHECK: Final = "pruefen"

# Which step says what a published offer must say (`offers.publishing.Lack.field`).
STEP_OF_LACK: Final = {"title": "was", "topics": "was", "service_areas": "fuer-wen", "location": "wo"}


def step_of(slug: str) -> Step | None:
    return next((step for step in STEPS if step.slug == slug), None)


def steps_of(submission: Submission) -> tuple[Step, ...]:
    """The steps to go; a member of the provider need not say who she is."""
    return STEPS[1:] if submission.member_id else STEPS


def number_of(step: Step, among: tuple[Step, ...]) -> int:
    """Counted as people count: the first is 1."""
    return among.index(step) + 1


def after(step: Step, among: tuple[Step, ...]) -> str:
    """The slug of what comes next; the last step leads to the check."""
    following = number_of(step, among)
    return among[following].slug if following < len(among) else CHECK


def before(step: Step, among: tuple[Step, ...]) -> str:
    """The slug of the step before, "" for the first."""
    return among[among.index(step) - 1].slug if step is not among[0] else ""


def first_needed(submission: Submission, step: Step) -> Step:
    """`step`, or the one that has to be filled in before it."""
    if submission.member_id and step is STEPS[0]:
        return STEPS[1]
    if submission.provider_id is None:
        return STEPS[0]
    if submission.offer_id is None and step not in STEPS[:2]:
        return STEPS[1]
    return step


def open_points(submission: Submission) -> list[tuple[Step, str]]:
    """What is still missing before it can be sent: the step to go to, and a sentence."""
    if submission.offer is None:
        step = first_needed(submission, STEPS[1])
        return [(step, str(step.title))]
    unfinished = [(step, _unfinished(step)) for step in steps_of(submission) if step.slug in submission.typed]
    found = [*lacks(facts_of(submission.offer)), *_contact_lacking(submission)]
    return unfinished + [(_step_for(lack), lack.message) for lack in found]


def _unfinished(step: Step) -> str:
    return gettext("Hier ist noch etwas offen: {step}").format(step=step.title)


def _contact_lacking(submission: Submission) -> list[Lack]:
    """Editors may publish an offer without a contact, for they know whom to ask; the public does not."""
    if submission.offer.contacts.all():
        return []
    return [Lack("contact", str(_("Wen kann man fragen? Bitte nennen Sie einen Kontakt.")))]


def _step_for(lack: Lack) -> Step:
    return step_of(STEP_OF_LACK.get(lack.field, "kosten")) or STEPS[0]
