"""The form of every page: what it shows must be files that the person may choose.

Choosers offer no others, but what arrives is what somebody sent.
"""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as picture_policy

File = tuple[type, str]


class PageForm(WagtailAdminPageForm):
    """Refuses pictures and documents of others in a page's fields; what stood there may stay."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        message = _(
            "Ein Bild oder eine Datei darin gehört anderen. Bitte wählen Sie eines, das Sie benutzen dürfen."
        )
        for name, value in list(cleaned.items()) if self.for_user is not None else ():
            added = set(self._files_in(name, value)) - set(self._files_in(name, self.initial.get(name)))
            if any(not self._may_choose(*file) for file in added):
                self.add_error(name, ValidationError(message))
        return cleaned

    def _files_in(self, name: str, value: Any) -> Iterator[File]:
        """Named in blocks, in rich text, or by the field itself."""
        field = next((it for it in self.instance._meta.fields if it.name == name), None)
        if value and hasattr(field, "extract_references"):
            for model, key, _path, _content_path in field.extract_references(value):
                yield model, str(key)

    def _may_choose(self, model: type, key: str) -> bool:
        policy = {get_image_model(): picture_policy, get_document_model(): document_policy}.get(model)
        if policy is None:
            return True
        return policy.instances_user_has_permission_for(self.for_user, "choose").filter(pk=key).exists()
