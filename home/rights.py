"""Which pages and files a person may know of in the admin."""

from django.db.models import CharField, F, Model, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as picture_policy
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import get_snippet_models

from offers.permissions import READING, User, choosable

PAGE_ACTIONS = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
FILE_ACTIONS = ("add", "change", "delete", "choose")


def pages_of(user: User) -> QuerySet[Page]:
    """The pages on which `user` may do anything at all."""
    return PagePermissionPolicy().instances_user_has_any_permission_for(user, PAGE_ACTIONS)


def visible_pages(user: User) -> Q:
    """Those, and what is public: not a page whose new title waits, for the admin shows the new one."""
    public = Q(live=True, draft_title=F("title"))
    return public | Q(pk__in=pages_of(user).values("pk"))


def visible(model: type[Model], user: User) -> QuerySet:
    """The rows of any model whose titles `user` may read in the admin."""
    if issubclass(model, Page):
        return Page.objects.filter(visible_pages(user))
    if policy := _file_policies().get(model):
        return policy.instances_user_has_any_permission_for(user, FILE_ACTIONS)
    if model in get_snippet_models() and hasattr(model, "live"):
        return choosable(user, model.snippet_viewset.permission_policy)
    return model._default_manager.all()


def hidden_rows(user: User, models: list[type[Model]]) -> dict[type[Model], QuerySet]:
    """Per model the keys, as text, of the rows that `user` may work with: what lies outside is hidden."""
    found = {}
    for model in models:
        policy = _file_policies().get(model) or model.snippet_viewset.permission_policy
        actions = FILE_ACTIONS if model in _file_policies() else READING
        rows = policy.instances_user_has_any_permission_for(user, actions)
        found[model] = rows.order_by().values_list(Cast("pk", CharField()))
    return found


def _file_policies() -> dict:
    return {get_image_model(): picture_policy, get_document_model(): document_policy}
