"""The history of a record begins with what was public before anybody edited it."""

from django.db import models, transaction
from wagtail.log_actions import log
from wagtail.models import Revision, RevisionMixin

KEPT_ACTION = "offers.keep_published"

# What a record notes about its own publication, not what it says.
BOOKKEEPING = frozenset(
    {
        "created_at",
        "updated_at",
        "live",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "live_revision",
        "latest_revision",
        "go_live_at",
        "expire_at",
        "expired",
        "locked",
        "locked_at",
        "locked_by",
    }
)


class KeepsPublished(RevisionMixin):
    """Keeps what the database shows the public as a revision before the first other one is written.

    Imports and reference data are written without a revision: without this, the first draft would have
    nothing to be compared with and nobody could go back to the published words.
    """

    class Meta:
        abstract = True

    def save_revision(self, *args, **kwargs) -> Revision:
        with transaction.atomic():
            if self.pk and not self.latest_revision_id:
                self._keep_published()
            return super().save_revision(*args, **kwargs)

    def _keep_published(self) -> None:
        published = type(self)._base_manager.filter(pk=self.pk, live=True, latest_revision=None).first()
        if published is None or _said_by(published) == _said_by(self):
            return
        kept = Revision.objects.create(
            content_object=published,
            base_content_type=published.get_base_content_type(),
            content=published.serializable_data(),
            object_str=str(published),
        )
        type(self)._base_manager.filter(pk=self.pk).update(live_revision=kept, latest_revision=kept)
        self.live_revision = kept
        # Wagtail offers to go back only where something has changed.
        log(instance=published, action=KEPT_ACTION, revision=kept, content_changed=True)


def _said_by(record: models.Model) -> dict[str, object]:
    return {name: value for name, value in record.serializable_data().items() if name not in BOOKKEEPING}
