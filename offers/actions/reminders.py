"""What the clock does once a day: it reminds providers, hides what nobody confirms, and tells the desks.

Run it twice, or after a week in which it did not run: every mail goes out once.
"""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import groupby

from django.contrib.auth.models import AbstractUser
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from offers.actions import links, reviews
from offers.addressees import Addressee, Silence, addressees_of
from offers.deciders import deciders_of
from offers.enums import LinkPurpose
from offers.freshness import ALSO_LISTED, DESK_AFTER, HIDE_AFTER, LISTED_BEFORE, stage_on
from offers.models import Municipality, Offer, Provider, ReviewReminder
from offers.notifications import mail_hidden, mail_review, mail_review_desk
from offers.review.on_desk import entries_on_desk


def remind() -> int:
    """Mail every provider about what is due, all of it in one mail; how many mails were queued."""
    silence = Silence()
    due = Offer.objects.due(-LISTED_BEFORE).with_people().prefetch_related("review_reminders")
    today = timezone.localdate()
    asked = [offer for offer in due if (today - offer.review_on).days < DESK_AFTER]
    return sum(_remind(provider, offers, silence) for provider, offers in _by_provider(asked))


def _by_provider(offers: Iterable[Offer]) -> list[tuple[Provider, list[Offer]]]:
    rows = sorted(offers, key=lambda offer: (offer.provider_id, offer.review_on, offer.pk))
    groups = (list(group) for _pk, group in groupby(rows, lambda offer: offer.provider_id))
    return [(group[0].provider, group) for group in groups]


@transaction.atomic
def _remind(provider: Provider, offers: Sequence[Offer], silence: Silence) -> int:
    today = timezone.localdate()
    new = [offer for offer in offers if not _is_done(offer, stage_on(offer.review_on, today))]
    addressees = addressees_of(provider, offers, silence) if new else []
    if not addressees:
        return 0
    ReviewReminder.objects.bulk_create(
        [_reminder(offer, is_new=offer in new) for offer in offers], ignore_conflicts=True
    )
    first = new[0]
    stage = stage_on(first.review_on, today)
    for addressee in addressees:
        token = _link(addressee, provider)
        mail_review(addressee, provider, offers, token, key=f"{stage}-{first.review_on:%Y%m%d}-{first.pk}")
    return len(addressees)


def _is_done(offer: Offer, stage: int | None) -> bool:
    done = {(row.due_on, row.days_before) for row in offer.review_reminders.all()}
    return stage is None or (offer.review_on, stage) in done


def _reminder(offer: Offer, *, is_new: bool) -> ReviewReminder:
    """What is asked along is spared the reminder that it would get within the week."""
    today = timezone.localdate()
    stage = stage_on(offer.review_on, today if is_new else today + timedelta(days=ALSO_LISTED))
    return ReviewReminder(offer=offer, due_on=offer.review_on, days_before=stage or 0, reminded_on=today)


def _link(addressee: Addressee, provider: Provider) -> str:
    if addressee.member:
        return links.issue(purpose=LinkPurpose.REVIEW, member=addressee.member)
    return links.issue(purpose=LinkPurpose.REVIEW, provider=provider, address=addressee.email)


def hide_unconfirmed() -> int:
    """Hide what nobody confirmed for too long, and tell its people how to bring it back; how many."""
    silence, hidden = Silence(), 0
    # What an editor has scheduled goes online on its day: that is somebody who looks after it.
    due = Offer.objects.due(HIDE_AFTER).exclude(pk__in=_scheduled())
    for provider, offers in _by_provider(due.with_people()):
        with transaction.atomic():
            taken_back = [offer for offer in offers if reviews.hide(offer=offer)]
            for addressee in addressees_of(provider, offers, silence) if taken_back else ():
                mail_hidden(addressee, provider, taken_back, _link(addressee, provider))
            hidden += len(taken_back)
    return hidden


def _scheduled() -> list[int]:
    """Offers of which a version is scheduled. Revisions keep keys as text, which is no number."""
    kind = ContentType.objects.get_for_model(Offer)
    scheduled = Revision.objects.filter(base_content_type=kind, approved_go_live_at__isnull=False)
    return [int(key) for key in scheduled.values_list("object_id", flat=True)]


def tell_desks() -> int:
    """One mail a week to everybody who has something to look at; how many were queued."""
    entries = entries_on_desk(Offer.objects.all())
    people: dict[int, AbstractUser] = {}
    numbers: dict[int, int] = {}
    for place in Municipality.objects.all():
        here = [entry for entry in entries if entry.offer.responsible_municipality_id == place.pk]
        for person in deciders_of(place) if here else ():
            people[person.pk] = person
            numbers[person.pk] = numbers.get(person.pk, 0) + len(here)
    return sum(mail_review_desk(person, numbers[pk]) for pk, person in people.items())
