"""What is done when somebody looks at an offer again: it is confirmed, hidden, brought back, or noted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.actions.unpublish import UnpublishAction
from wagtail.log_actions import log
from wagtail.signals import published

from offers.actions import links
from offers.enums import ReviewAnswer
from offers.freshness import LISTED_BEFORE
from offers.models import MailedLink, MailStop, Offer, Provider, ReviewNote

CONFIRMED_ACTION = "offers.confirm_review"
HIDDEN_ACTION = "offers.hide"
ENDED_ACTION = "offers.end"
SHOWN_ACTION = "offers.bring_back"
LEFT_ACTION = "offers.leave_as_draft"
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Answer:
    """What a provider says about one entry; `words` where it has changed."""

    state: ReviewAnswer
    words: str = ""


def entries_of(provider: Provider) -> list[Offer]:
    """What its people are asked about: what is due, or soon, and what is hidden; the most urgent first."""
    own = Offer.objects.filter(provider=provider)
    rows = [*own.due(-LISTED_BEFORE).with_people(), *own.hidden().with_people()]
    return sorted(rows, key=lambda offer: (offer.review_on, offer.pk))


@transaction.atomic
def confirm(*, offers: Iterable[Offer], by: str, user: AbstractUser | None = None) -> None:
    """All of it is right today: for the public and for every draft there is (`Offer.with_content_json`)."""
    confirmed = list(offers)
    rows = Offer.objects.filter(pk__in=[offer.pk for offer in confirmed])
    rows.update(verified_on=timezone.localdate(), verified_by=by[:LONGEST_NAME])
    _settle(confirmed)
    for offer in confirmed:
        log(instance=offer, action=CONFIRMED_ACTION, user=user, data={"by": by})


@transaction.atomic
def hide(*, offer: Offer, user: AbstractUser | None = None) -> bool:
    """Show it to nobody until somebody brings it back; nothing is deleted. False where it was not shown."""
    return _take_back(offer, HIDDEN_ACTION, user=user, is_hidden=True)


@transaction.atomic
def end(*, offer: Offer, by: str) -> bool:
    """It does not take place any more, says its provider: it becomes a draft, and the desk is told."""
    with override("de"):
        _note(offer, by=by, words=_("Findet nicht mehr statt."))
    return _take_back(offer, ENDED_ACTION, user=None, is_hidden=False)


def _take_back(offer: Offer, action: str, *, user: AbstractUser | None, is_hidden: bool) -> bool:
    row = Offer.objects.select_for_update().filter(pk=offer.pk, live=True).first()
    if row is None:
        return False
    row.hidden_on = timezone.localdate() if is_hidden else None
    UnpublishAction(row, user=user, log_action=action).execute(skip_permission_checks=True)
    return True


@transaction.atomic
def bring_back(*, offer: Offer, by: str, user: AbstractUser | None = None) -> bool:
    """Show what the public saw last, confirmed today. A draft that somebody is writing stays a draft."""
    row = Offer.objects.select_for_update().filter(pk=offer.pk, live=False).first()
    if row is None or row.first_published_at is None:
        return False
    newest = row.latest_revision
    is_newer = newest is not None and (
        row.last_published_at is None or newest.created_at > row.last_published_at
    )
    row.live, row.hidden_on = True, None
    row.has_unpublished_changes, row.live_revision = is_newer, None if is_newer else newest
    row.verified_on, row.verified_by = timezone.localdate(), by[:LONGEST_NAME]
    row.save()
    _settle([row])
    log(instance=row, action=SHOWN_ACTION, user=user, data={"by": by})
    published.send(sender=Offer, instance=row, revision=row.live_revision)
    return True


@transaction.atomic
def leave_as_draft(*, offer: Offer, user: AbstractUser | None) -> None:
    """It is seen to: what is not shown stays a draft like any other, and the desk is rid of it."""
    Offer.objects.filter(pk=offer.pk, live=False).update(hidden_on=None)
    _settle([offer])
    log(instance=offer, action=LEFT_ACTION, user=user)


@transaction.atomic
def answer(*, link: MailedLink, answers: Mapping[int, Answer]) -> bool:
    """What the link's person says about entries, by their keys. False for a link that was used or expired."""
    provider = provider_of(link)
    if provider is None or not links.use_up(link):
        return False
    by = provider.name[:LONGEST_NAME]
    said = [(offer, answers[offer.pk]) for offer in entries_of(provider) if offer.pk in answers]
    right = [offer for offer, told in said if told.state == ReviewAnswer.RIGHT]
    confirm(offers=[offer for offer in right if offer.live], by=by)
    for offer in right:
        if not offer.live:
            bring_back(offer=offer, by=by)
    for offer, told in said:
        if told.state == ReviewAnswer.CHANGED:
            _note(offer, by=by, words=told.words)
        elif told.state == ReviewAnswer.ENDED:
            end(offer=offer, by=by)
    return True


def provider_of(link: MailedLink) -> Provider | None:
    """Whose entries a link is about."""
    return link.member.provider if link.member else link.provider


def stop_mails(*, address: str) -> None:
    """No reminders to this address any more."""
    if not MailStop.objects.filter(address__iexact=address).exists():
        MailStop.objects.create(address=address)


def _note(offer: Offer, *, by: str, words: str) -> None:
    with override("de"):
        said = words.strip() or _("Stimmt nicht mehr.")
    ReviewNote.objects.create(offer=offer, words=said, stated_by=by, stated_on=timezone.localdate())


def _settle(offers: Iterable[Offer]) -> None:
    notes = ReviewNote.objects.filter(offer__in=[offer.pk for offer in offers], settled_on=None)
    notes.update(settled_on=timezone.localdate())
