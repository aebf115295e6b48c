"""What a provider says about its own published offers, at once: places, a pause, an end."""

import datetime
import json
from collections.abc import Mapping
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState

from offers.enums import Places, SubmissionState
from offers.models import Offer, ProviderMember, Submission
from offers.querysets import UNDECIDED

PLACES_ACTION: Final = "offers.state_places"
PAUSE_ACTION: Final = "offers.pause"
RESUME_ACTION: Final = "offers.resume"
END_ACTION: Final = "offers.end"
UNDO_ACTION: Final = "offers.undo"

OPEN_STATES: Final = (SubmissionState.DRAFT, *UNDECIDED)
Facts = dict[str, Any]


def state_places(*, offer: Offer, places: Places, by: ProviderMember) -> Facts | None:
    """Whether there are places, as of today. This and the others return what they replaced, for `put_back`.

    They return None, and change nothing, where the offer is not in the directory (any more).
    """
    stated_on = timezone.localdate() if places else None
    return _say(offer, PLACES_ACTION, by, {"places": places.value, "places_stated_on": stated_on})


def pause(*, offer: Offer, until: datetime.date | None, by: ProviderMember) -> Facts | None:
    """It does not take place for a while, up to and with the day `until` where that is known."""
    return _say(offer, PAUSE_ACTION, by, {"is_temporarily_closed": True, "closed_until": until})


def resume(*, offer: Offer, by: ProviderMember) -> Facts | None:
    return _say(offer, RESUME_ACTION, by, {"is_temporarily_closed": False, "closed_until": None})


def end(*, offer: Offer, by: ProviderMember) -> Facts | None:
    """Today is its last day. Its page stays and says so, and can be copied for a new term."""
    today = timezone.localdate()
    begins = min(offer.valid_from, today) if offer.valid_from else None
    return _say(offer, END_ACTION, by, {"valid_from": begins, "valid_to": today})


def put_back(*, offer: Offer, facts: Mapping[str, Any], by: ProviderMember) -> Facts | None:
    """Undo: `facts` are what one of the others returned."""
    fields = Offer._meta
    said = {name: fields.get_field(name).to_python(value) for name, value in facts.items()}
    return _say(offer, UNDO_ACTION, by, said)


@transaction.atomic
def _say(offer: Offer, action: str, by: ProviderMember, facts: Facts) -> Facts | None:
    live = Offer.objects.select_for_update().current().filter(pk=offer.pk).first()
    if live is None:
        return None
    before = _as_json({name: getattr(live, name) for name in facts})
    for name, value in facts.items():
        setattr(live, name, value)
    said = _as_json(facts)
    pending = pending_drafts(live)
    revision = _write_below(live, facts) if pending else _publish(live)
    for draft in Revision.objects.filter(pk__in=pending | _of_open_changes(live)):
        # They say the rest as they did; published later, they must not take this back.
        draft.content = draft.content | said
        draft.save(update_fields=["content"])
    noted = {"member": by.pk, "facts": said}
    log(instance=live, action=action, data=noted, revision=revision, content_changed=True)
    return before


def _as_json(facts: Facts) -> Facts:
    """As revisions and sessions keep them: days as ISO 8601 writes them."""
    plain: Facts = json.loads(DjangoJSONEncoder().encode(facts))
    return plain


def pending_drafts(offer: Offer) -> set[int]:
    """Drafts of editors that may be published yet: in work, in a workflow, or scheduled."""
    drafts = set(offer.revisions.filter(approved_go_live_at__isnull=False).values_list("pk", flat=True))
    if offer.has_unpublished_changes and offer.latest_revision_id:
        drafts.add(offer.latest_revision_id)
    task = offer.current_workflow_task_state
    if isinstance(task, TaskState) and task.revision_id:
        drafts.add(task.revision_id)
    return drafts


def _of_open_changes(offer: Offer) -> set[int]:
    changes = Submission.objects.filter(offer=offer, state__in=OPEN_STATES, revision__isnull=False)
    return set(changes.values_list("revision", flat=True))


def _publish(offer: Offer) -> Revision:
    # What was published before the rules of today must not keep anybody from saying that it is full.
    revision = offer.save_revision(clean=False)
    revision.publish(log_action=False)
    return revision


def _write_below(offer: Offer, facts: Facts) -> Revision:
    """Publish without touching the drafts above it: publishing would end a workflow and a schedule."""
    Offer.objects.filter(pk=offer.pk).update(**facts, updated_at=timezone.now())
    latest = offer.latest_revision
    revision = Revision.objects.create(
        content_object=offer,
        base_content_type=offer.get_base_content_type(),
        content=offer.serializable_data(),
        object_str=str(offer),
        # The draft stays the latest, which Wagtail tells by the moment.
        created_at=latest.created_at - datetime.timedelta(microseconds=1) if latest else None,
    )
    Offer.objects.filter(pk=offer.pk).update(live_revision=revision)
    return revision
