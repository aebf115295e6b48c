"""What a form takes from a person depends on how far her rights reach.

Choosers are filtered, but what arrives is what somebody sent: every reference is looked up again among those
the person may refer to.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as picture_policy

from offers.permissions import ALL, choosable, municipalities_of


class ReachForm(WagtailAdminModelForm):
    """A form whose record belongs to a municipality: `municipality_field` says by which field."""

    municipality_field = "municipality"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.for_user is not None:
            self._limit_municipalities()
            self._limit_references()

    def _limit_municipalities(self) -> None:
        """She may give the record to no municipality in which she could not have changed it."""
        meta = self._meta.model._meta
        reach = municipalities_of(self.for_user, f"{meta.app_label}.change_{meta.model_name}")
        field = self.fields.get(self.municipality_field)
        if field is None or reach is ALL:
            return
        field.queryset = field.queryset.filter(pk__in=reach)
        field.required = True
        if len(reach) == 1 and self.instance.pk is None:
            self.initial[self.municipality_field] = next(iter(reach))

    def _limit_references(self) -> None:
        """Overridden by forms that refer to other records."""

    def limit_to_choosable(self, form: forms.ModelForm, name: str, policy) -> None:
        """Let `form` (this one or one of its rows) refer in field `name` to what she may choose."""
        _limit(form, name, choosable(self.for_user, policy))

    def limit_to_pictures(self, name: str) -> None:
        _limit(self, name, picture_policy.instances_user_has_permission_for(self.for_user, "choose"))

    def limit_to_documents(self, name: str) -> None:
        _limit(self, name, document_policy.instances_user_has_permission_for(self.for_user, "choose"))


def _limit(form: forms.ModelForm, name: str, allowed: QuerySet) -> None:
    """Refuse anything else, and forget it: a chooser names what was sent even where it is refused.

    What the record refers to already stays.
    """
    field = form.fields.get(name)
    if field is None:
        return
    kept = form.initial.get(name) or getattr(form.instance, f"{name}_id")
    field.queryset = form.instance._meta.get_field(name).related_model._default_manager.filter(
        Q(pk__in=allowed.values("pk")) | Q(pk=kept)
    )
    key = form.add_prefix(name)
    if form.is_bound and not _is_in(field, form.data.get(key)):
        form.data = form.data.copy()
        form.data[key] = ""


def _is_in(field: forms.ModelChoiceField, value: object) -> bool:
    try:
        field.to_python(value)
    except ValidationError:
        return False
    return True
