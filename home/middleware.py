"""A net below Wagtail's own checks: what a person may not know of is not there."""

from collections.abc import Callable

from django.apps import apps
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import ResolverMatch
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from home.rights import visible
from offers.permissions import ALL, municipalities_of

PAGE_KEYS = ("page_id", "parent_page_id", "page_to_move_id", "page_pk", "destination_id")
# Lists of all titles there are, which the admin itself does not use.
CLOSED = {
    "wagtailadmin_api:images:listing",
    "wagtailadmin_api:documents:listing",
    "wagtail_localize:snippets_api_listing",
}


class HiddenRowsMiddleware:
    """Some views of Wagtail name any page, picture or document whose key is in their address.

    They check what one may do with it only when it is done, or not at all. Here a key of something hidden
    leads to “not found”, and drops out of a list of keys (`?id=`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args: tuple, kwargs: dict) -> None:
        match = request.resolver_match
        if not match.route.startswith("admin/") or not request.user.is_authenticated:
            return
        if request.user.is_superuser:
            return
        if match.view_name in CLOSED and municipalities_of(request.user) is not ALL:
            raise Http404
        for model, key in _rows_in(match):
            rows = visible(model, request.user)
            if not str(key).isdecimal() or not rows.filter(pk=key).exists():
                raise Http404
        if model := _model_of_list(match):
            _drop_hidden(request, model)


def _rows_in(match: ResolverMatch) -> list[tuple[type[Model], str]]:
    """The models and keys of what the address names."""
    kwargs = match.kwargs
    found = [(Page, kwargs[name]) for name in PAGE_KEYS if name in kwargs]
    found += [(get_image_model(), kwargs[name]) for name in ("image_id",) if name in kwargs]
    found += [(get_document_model(), kwargs[name]) for name in ("document_id", "doc_id") if name in kwargs]
    if "pk" in kwargs and (model := _model_of_list(match)):
        found.append((model, unquote(str(kwargs["pk"]))))
    return found


def _model_of_list(match: ResolverMatch) -> type[Model] | None:
    """What the keys named `pk` or `id` are keys of."""
    if {"app_label", "model_name"} <= match.kwargs.keys():
        return _model(match.kwargs["app_label"], match.kwargs["model_name"])
    for start, model in (
        ("wagtailadmin_choose_page", Page),
        ("wagtailadmin_api:pages:", Page),
        ("wagtailadmin_api:images:", get_image_model()),
        ("wagtailadmin_api:documents:", get_document_model()),
        ("wagtailimages_chooser:", get_image_model()),
        ("wagtaildocs_chooser:", get_document_model()),
    ):
        if match.view_name.startswith(start):
            return model
    return None


def _model(app_label: str, model_name: str) -> type[Model] | None:
    try:
        return apps.get_model(app_label, model_name)
    except LookupError:
        return None


def _drop_hidden(request: HttpRequest, model: type[Model]) -> None:
    if "id" not in request.GET:
        return
    keys = [key for key in request.GET.getlist("id") if key.isdecimal()]
    seen = {str(pk) for pk in visible(model, request.user).filter(pk__in=keys).values_list("pk", flat=True)}
    request.GET = request.GET.copy()
    request.GET.setlist("id", [key for key in request.GET.getlist("id") if key in seen or key == "all"])
