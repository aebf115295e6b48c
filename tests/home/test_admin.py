"""What editors meet in the admin."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from home.models import AccessibilityFeedback, CentreSettings, FocusAreaPage, HomePage
from tests.factories import EditorFactory, member_of, term
from tests.factories.pages import add_page, centre, home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor_client(client):
    client.force_login(EditorFactory())
    return client


@pytest.fixture
def message() -> AccessibilityFeedback:
    return AccessibilityFeedback.objects.create(message="Der Film hat keine Untertitel.", language="de")


class TestFirstScreen:
    def test_leads_to_what_editors_do_daily(self, editor_client):
        text = editor_client.get(reverse("wagtailadmin_home")).content.decode()
        for way in ("Seiten bearbeiten", "Angebot anlegen", "Integrationszentrum: Stand und Kontakt"):
            assert way in text

    def test_shows_nobody_a_way_that_is_closed_to_them(self, client):
        client.force_login(member_of("Übersetzung"))
        text = client.get(reverse("wagtailadmin_home")).content.decode()
        assert "Seiten bearbeiten" in text
        assert "Angebot anlegen" not in text


class TestMessages:
    def test_can_be_read(self, editor_client, message):
        listing = editor_client.get(reverse("accessibility_feedback:index")).content.decode()
        assert "Der Film hat keine Untertitel." in listing
        inspect = reverse("accessibility_feedback:inspect", args=[message.pk])
        assert editor_client.get(inspect).status_code == 200

    @pytest.mark.parametrize("view", ["add", "edit"])
    def test_can_be_changed_by_nobody(self, editor_client, message, view: str):
        arguments = [message.pk] if view == "edit" else []
        editor_client.post(reverse(f"accessibility_feedback:{view}", args=arguments), {"message": "anders"})
        assert list(AccessibilityFeedback.objects.values_list("message", flat=True)) == [message.message]

    def test_can_be_deleted_when_done_with(self, editor_client, message):
        editor_client.post(reverse("accessibility_feedback:delete", args=[message.pk]))
        assert not AccessibilityFeedback.objects.exists()

    def test_are_for_those_who_may_see_them(self, client, message):
        editor = EditorFactory(is_superuser=False)
        editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
        client.force_login(editor)
        listing = reverse("accessibility_feedback:index")
        assert client.get(listing).status_code == 302
        editor.user_permissions.add(Permission.objects.get(codename="view_accessibilityfeedback"))
        client.force_login(type(editor).objects.get(pk=editor.pk))
        assert client.get(listing).status_code == 200


class TestSettings:
    def test_opening_the_centre_is_one_choice(self, editor_client):
        settings = centre()
        address = reverse("wagtailsettings:edit", args=["home", "centresettings", settings.site_id])
        streams = dict.fromkeys(("opening_hours-count", "footer_links-count"), 0)
        form = {"state": "open", "organisation": "KIZ", **streams}
        assert editor_client.post(address, form).status_code == 302
        assert CentreSettings.objects.get().is_open
        assert "Ein Dienst des" in editor_client.get("/de/").content.decode()


class TestForms:
    @pytest.mark.parametrize("model", HomePage.allowed_subpage_models(), ids=lambda model: model.__name__)
    def test_a_page_of_every_type_can_be_begun(self, editor_client, model):
        arguments = [model._meta.app_label, model._meta.model_name, home_page().pk]
        assert editor_client.get(reverse("wagtailadmin_pages:add", args=arguments)).status_code == 200

    @pytest.mark.parametrize("model", HomePage.allowed_subpage_models(), ids=lambda model: model.__name__)
    def test_a_page_of_every_type_can_be_opened_again(self, editor_client, model):
        fields = {"term": term("counselling")} if issubclass(model, FocusAreaPage) else {}
        page = add_page(model, **fields)
        assert editor_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200

    @pytest.mark.parametrize("model", HomePage.allowed_subpage_models(), ids=lambda model: model.__name__)
    def test_a_draft_of_every_type_can_be_previewed(self, model):
        fields = {"term": term("counselling")} if issubclass(model, FocusAreaPage) else {}
        page = add_page(model, **fields)
        page.title = "Noch ein Entwurf"
        response = page.make_preview_request()
        response.render()
        assert "Noch ein Entwurf" in response.content.decode()
