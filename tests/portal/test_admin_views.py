"""Every address of the admin answers: Wagtail's own views and choosers among ours, none with an error."""

from collections.abc import Iterator

import pytest
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from home.models import ContentPage
from offers.models import Location, Municipality, Offer, Provider, Taxonomy, Term
from tests.factories import EditorFactory, LocationFactory, OfferFactory
from tests.factories.pages import add_page

pytestmark = pytest.mark.django_db

PAGE_VIEWS = ["copy", "move", "delete", "unpublish", "convert_alias", "history", "usage", "workflow_history"]
CHOOSERS_OF_PAGES = ["", "_external_link", "_email_link", "_phone_link", "_anchor_link"]
# It breaks on purpose, to show what that looks like.
LEFT_OUT = {"/admin/failwhale/"}


def names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    """The full names of everything below a resolver."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{prefix}{pattern.name}"


def admin_addresses() -> list[str]:
    """Every address of the admin that needs nothing but its name."""
    found = set()
    for name in names(get_resolver()):
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        if address.startswith("/admin/") and address not in LEFT_OUT:
            found.add(address)
    return sorted(found)


@pytest.fixture
def editor(client):
    client.force_login(EditorFactory())
    return client


# wagtail-localize lists translations in no order.
@pytest.mark.filterwarnings("ignore:Pagination may yield:django.core.paginator.UnorderedObjectListWarning")
@pytest.mark.parametrize("address", admin_addresses())
def test_answers(editor, address: str):
    assert editor.get(address).status_code < 500


@pytest.mark.parametrize("view", PAGE_VIEWS)
def test_a_page_can_be_managed(editor, view: str):
    page = add_page(ContentPage)
    response = editor.get(reverse(f"wagtailadmin_pages:{view}", args=[page.pk]))
    assert response.status_code in {200, 302}


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_pages_can_be_managed_together(editor, action: str):
    page = add_page(ContentPage)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    assert editor.get(address, {"id": page.pk}).status_code == 200


def test_a_page_can_be_sent_for_translation(editor):
    page = add_page(ContentPage)
    assert editor.get(reverse("wagtail_localize:submit_page_translation", args=[page.pk])).status_code == 200


@pytest.mark.parametrize("kind", CHOOSERS_OF_PAGES)
def test_a_link_can_be_chosen(editor, kind: str):
    response = editor.get(reverse(f"wagtailadmin_choose_page{kind}"))
    assert response.status_code == 200
    assert response.json()["html"]


@pytest.mark.parametrize("model", [Location, Municipality, Offer, Provider, Taxonomy, Term])
def test_a_record_can_be_chosen(editor, model: type):
    place = LocationFactory()
    OfferFactory(locations=[place])
    chooser = model.snippet_viewset.chooser_viewset
    page = editor.get(reverse(chooser.get_url_name("choose"))).json()["html"]
    assert str(model.objects.order_by(*model._meta.ordering or ["title"]).first()) in page
