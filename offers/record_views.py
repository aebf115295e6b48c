"""Views of records that show and change no more than a person's rights reach.

Wagtail asks for permissions on the model, and most of its views fetch their record by its key from all there
are. Here every view of one record fetches it among those the person may read, else there is no such page, and
asks for permissions on that row.
"""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views import View
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.bulk_actions.delete import DeleteBulkAction
from wagtail.snippets.models import SnippetAdminURLFinder
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from offers.permissions import READING, RowPolicy, choosable


class RowMixin:
    """For any view with the key of a record in its address.

    What the database holds decides, not what a draft says: a draft may name another municipality already.
    """

    permission_policy = None

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        if "pk" in kwargs:
            rows = self.permission_policy.instances_user_has_any_permission_for(request.user, READING)
            row = get_object_or_404(rows, pk=unquote(str(kwargs["pk"])))
            self.permission_policy = RowPolicy(self.permission_policy, row)
        super().setup(request, *args, **kwargs)


class ChoosableMixin:
    """For the views of a chooser: what a person may read, and what everybody may."""

    def _choosable(self):
        return choosable(self.request.user, self.model_class.snippet_viewset.permission_policy)

    def get_object_list(self):
        return self._choosable()

    def get_object(self, pk):
        return get_object_or_404(self._choosable(), pk=pk)

    def get_objects(self, pks):
        return self._choosable().filter(pk__in=pks)


class MixedInViews(ViewSet):
    """Puts `view_mixin` in front of every view class of a view set, also those Wagtail makes by itself."""

    view_mixin: type

    def construct_view(self, view_class, **kwargs):
        guarded = type(view_class.__name__, (self.view_mixin, view_class), {})
        return super().construct_view(guarded, **kwargs)


class NothingMadeView(View):
    """Where Wagtail would take the form of something new: its choosers have the address without a form."""

    model = None

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        raise Http404


class ChooseOnlyViewSet(SnippetChooserViewSet):
    """What is chosen is there already; nothing is made on the way."""

    create_view_class = NothingMadeView


class RecordChooserViewSet(MixedInViews, ChooseOnlyViewSet):
    view_mixin = ChoosableMixin


class RecordURLFinder(SnippetAdminURLFinder):
    """The address of a record's form, for those who may change this very record.

    Where Wagtail lists what uses something, it names only what it finds an address for.
    """

    policy: ModelPermissionPolicy

    def __init__(self, user=None):
        self.user = user

    def get_edit_url(self, instance) -> str | None:
        self.user_can_edit = self.user is None or self.policy.user_has_permission_for_instance(
            self.user, "change", instance
        )
        return super().get_edit_url(instance)


class RecordViewSet(MixedInViews, SnippetViewSet):
    """The base of all records in the admin. A `permission_policy` of its own says how far rights reach."""

    view_mixin = RowMixin
    chooser_viewset_class = RecordChooserViewSet
    list_per_page = 50
    copy_view_enabled = True
    add_to_admin_menu = False

    def get_queryset(self, request: HttpRequest):
        """What the person may read: the list, its search, filters and exports show nothing else."""
        return self.permission_policy.instances_user_has_any_permission_for(request.user, READING)

    @property
    def url_finder_class(self):
        return type("_URLFinder", (RecordURLFinder,), {"model": self.model, "policy": self.permission_policy})


class DeleteRecords(DeleteBulkAction):
    """Deleting several records at once: those that the person may not read do not even appear."""

    def _rows(self):
        policy = self.model.snippet_viewset.permission_policy
        return policy.instances_user_has_any_permission_for(self.request.user, READING)

    def get_all_objects_in_listing_query(self, parent_id):
        return self._rows().values_list("pk", flat=True)

    def get_actionable_objects(self):
        found = super().get_actionable_objects()
        if not found[0]:
            raise PermissionDenied
        return found

    def get_queryset(self, model, object_ids):
        return list(self._rows().filter(pk__in=[key for key in object_ids if str(key).isdecimal()]))

    def check_perm(self, snippet) -> bool:
        policy = self.model.snippet_viewset.permission_policy
        return policy.user_has_permission_for_instance(self.request.user, "delete", snippet)
