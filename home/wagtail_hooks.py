"""What the pages add to Wagtail: an answer to the feedback form, the editors' first screen, who sees what."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page
from wagtail.rich_text.feature_registry import FeatureRegistry

from home.models import AccessibilityPage
from home.panels import WaysPanel
from home.rich_text_links import CachedPageLinkHandler
from home.rights import visible_pages
from home.views import receive_feedback
from home.viewsets import AccessibilityFeedbackViewSet


@hooks.register("before_serve_page")
def answer_feedback_form(
    page: Page, request: HttpRequest, serve_args: list, serve_kwargs: dict
) -> HttpResponse | None:
    """A page model must not know forms, so what is posted to the statement is answered by a view."""
    if request.method == "POST" and isinstance(page, AccessibilityPage):
        return receive_feedback(request, page)
    return None


@hooks.register("register_rich_text_features", order=10)  # after Wagtail's own
def link_pages_from_the_cache(features: FeatureRegistry) -> None:
    features.register_link_type(CachedPageLinkHandler)


@hooks.register("register_admin_viewset")
def register_feedback_messages() -> AccessibilityFeedbackViewSet:
    return AccessibilityFeedbackViewSet("accessibility_feedback", url_prefix="barriers")


@hooks.register("construct_homepage_panels")
def add_ways(request: HttpRequest, panels: list) -> None:
    panels.insert(0, WaysPanel())


@hooks.register("construct_page_chooser_queryset")
def choose_among_visible_pages(pages: QuerySet, request: HttpRequest) -> QuerySet:
    return pages.filter(visible_pages(request.user))
