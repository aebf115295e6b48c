"""Files and pages go through Wagtail's own permissions: a collection and a page for each municipality."""

import json

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.models import MunicipalityIndexPage, MunicipalityPage
from offers.models import Offer
from tests.factories import ImageFactory, LocationFactory, OfferFactory, member_of, municipality
from tests.factories.pages import add_page
from tests.factories.pictures import draw
from tests.offers.admin_form import address, fields_of

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file of a rendition open.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]


@pytest.fixture
def siegburg(client):
    client.force_login(member_of("Redaktion Siegburg"))
    return client


def collection(name: str):
    return municipality(name).municipality_group.collection


def picture_of(name: str):
    return ImageFactory(title=f"Bild aus {name}", collection=collection(name))


def upload(client, name: str):
    data = {"title": "Neu", "file": draw(), "collection": collection(name).pk}
    return client.post(reverse("wagtailimages:add"), data)


class TestFiles:
    def test_are_uploaded_to_her_own_collection(self, siegburg):
        upload(siegburg, "Siegburg")
        assert get_image_model().objects.get().collection == collection("Siegburg")

    def test_never_to_another_one(self, siegburg):
        upload(siegburg, "Troisdorf")
        assert not get_image_model().objects.filter(collection=collection("Troisdorf")).exists()

    @pytest.mark.parametrize("view", ["edit", "delete"])
    def test_of_others_are_neither_changed_nor_deleted(self, siegburg, view: str):
        own, other = picture_of("Siegburg"), picture_of("Troisdorf")
        assert siegburg.get(reverse(f"wagtailimages:{view}", args=[own.pk])).status_code == 200
        siegburg.post(reverse(f"wagtailimages:{view}", args=[other.pk]), {"title": "Gekapert"})
        other.refresh_from_db()
        assert other.title == "Bild aus Troisdorf"

    def test_are_chosen_from_her_own(self, siegburg):
        own, other = picture_of("Siegburg"), picture_of("Troisdorf")
        shown = siegburg.get(reverse("wagtailimages_chooser:choose_results")).content.decode()
        assert own.title in shown
        assert other.title not in shown

    def test_documents_likewise(self, siegburg):
        document = get_document_model().objects.create(
            title="Satzung", collection=collection("Troisdorf"), file=ContentFile(b"x", name="satzung.csv")
        )
        assert "Satzung" not in siegburg.get(reverse("wagtaildocs:index")).content.decode()
        siegburg.post(reverse("wagtaildocs:delete", args=[document.pk]))
        assert get_document_model().objects.exists()


def save_with_picture(editor, page: MunicipalityPage, picture):
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = fields_of(editor.get(edit))
    fields = {name: value for name, value in shown.items() if not name.startswith("body-")}
    value = {"image": picture.pk, "alt_text": "", "caption": "", "credit": "Foto: Kreis"}
    body = nested_form_data({"body": streamfield([("picture", value)])})
    return editor.post(edit, fields | body)


class TestPages:
    @pytest.fixture
    def index(self) -> MunicipalityIndexPage:
        return add_page(MunicipalityIndexPage)

    @pytest.fixture
    def troisdorf(self, index) -> MunicipalityPage:
        return add_page(MunicipalityPage, index, title="Troisdorf", municipality=municipality("Troisdorf"))

    def test_of_another_municipality_stay_as_they_are(self, siegburg, index, troisdorf):
        other = add_page(MunicipalityIndexPage, title="Anderswo", slug="anderswo")
        for name, *args in (
            ("edit", troisdorf.pk),
            ("unpublish", troisdorf.pk),
            ("delete", troisdorf.pk),
            ("move_confirm", troisdorf.pk, other.pk),
        ):
            siegburg.post(reverse(f"wagtailadmin_pages:{name}", args=args), {"title": "Gekapert"})
        page = MunicipalityPage.objects.get(pk=troisdorf.pk)
        assert page.live
        assert page.title == "Troisdorf"
        assert page.get_parent().pk == index.pk

    def test_her_own_is_hers_but_not_its_municipality(self, siegburg, index):
        page = add_page(MunicipalityPage, index, title="Siegburg", municipality=municipality("Siegburg"))
        form = siegburg.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert form.status_code == 200
        assert 'name="municipality"' not in form.content.decode()

    @pytest.mark.parametrize(("whose", "is_taken"), [("Siegburg", True), ("Troisdorf", False)])
    def test_shows_pictures_that_she_may_choose(self, siegburg, index, whose: str, is_taken: bool):
        """A form made by hand names any picture there is."""
        page = add_page(MunicipalityPage, index, title="Siegburg", municipality=municipality("Siegburg"))
        picture = picture_of(whose)
        response = save_with_picture(siegburg, page, picture)
        saved = MunicipalityPage.objects.get(pk=page.pk).get_latest_revision()
        assert bool(saved and f'"image": {picture.pk}' in str(saved.content["body"])) is is_taken
        assert ("Ein Bild oder eine Datei darin" in response.content.decode()) is not is_taken

    def test_a_picture_that_was_there_stays(self, siegburg, index):
        """Put there by the county, it keeps nobody from saving the page."""
        picture = picture_of("Troisdorf")
        value = {"image": picture.pk, "alt_text": "", "caption": "", "credit": "Foto: Kreis"}
        body = [{"type": "picture", "id": "1f9ff5c8-0d3f-4d79-8d0e-1c1d7b7a5f4a", "value": value}]
        page = add_page(
            MunicipalityPage, index, title="S", municipality=municipality("Siegburg"), body=json.dumps(body)
        )
        assert save_with_picture(siegburg, page, picture).status_code == 302

    def test_a_translator_changes_any_page_and_publishes_none(self, client, troisdorf):
        client.force_login(member_of("Übersetzung"))
        permissions = troisdorf.permissions_for_user(member_of("Übersetzung"))
        assert permissions.can_edit()
        assert not permissions.can_publish()
        assert not permissions.can_delete()


class TestTranslator:
    def test_saves_an_offer_as_a_draft_only(self, client):
        client.force_login(member_of("Übersetzung"))
        offer = OfferFactory(
            title="Vorher", topics=["german-practice"], locations=[LocationFactory()], serves=["Siegburg"]
        )
        edit = address(Offer, "edit", offer.pk)
        fields = fields_of(client.get(edit)) | {"translations-0-title": "Nachher"}
        client.post(edit, fields | {"action-publish": "action-publish"})
        offer.refresh_from_db()
        assert offer.title == "Vorher"
        assert offer.get_latest_revision_as_object().words_in("de").title == "Nachher"
