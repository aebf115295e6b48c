"""The records in Wagtail's admin: every view answers, a form publishes, a preview is the real page."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import NoReverseMatch, reverse

from offers.models import Location, Municipality, Offer, Provider, Schedule, Taxonomy, Term
from offers.viewsets import OffersViewSetGroup
from tests.factories import EditorFactory, LocationFactory, OfferFactory, ProviderFactory, municipality, term
from tests.offers.admin_form import address, fields_of

pytestmark = pytest.mark.django_db

MODELS = [viewset.model for viewset in OffersViewSetGroup.items]


@pytest.fixture
def editor(client):
    client.force_login(EditorFactory())
    return client


@pytest.fixture
def offer() -> Offer:
    return whole_offer()


def whole_offer() -> Offer:
    """With all that it needs to be published."""
    return OfferFactory(
        words={"en": {"title": "Language café"}},
        topics=["german-practice"],
        locations=[LocationFactory()],
        serves=["Siegburg"],
        schedules=[Schedule(byday="MO", starts_at=datetime.time(15))],
    )


def example(model: type):
    makers = {
        Offer: whole_offer,
        Provider: ProviderFactory,
        Location: LocationFactory,
        Municipality: municipality,
        Term: lambda: term("german-courses"),
        Taxonomy: lambda: Taxonomy.objects.get(code="topic"),
    }
    return makers[model]()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
class TestEveryRecord:
    def test_views_of_all(self, editor, model: type):
        assert editor.get(address(model, "list")).status_code == 200
        # Vocabularies are what the code knows; nobody adds one.
        assert editor.get(address(model, "add")).status_code == (302 if model is Taxonomy else 200)

    @pytest.mark.parametrize("view", ["edit", "history", "usage", "delete", "copy"])
    def test_views_of_one(self, editor, model: type, view: str):
        record = example(model)
        record.save_revision()
        if model is Taxonomy and view in {"delete", "copy"}:
            assert is_refused(editor, model, view, record)
            return
        response = editor.get(address(model, view, record.pk))
        assert response.status_code == 200
        assert getattr(record, "name", str(record)) in response.content.decode()

    def test_can_be_scheduled(self, editor, model: type):
        record = example(model)
        edit = address(model, "edit", record.pk)
        data = fields_of(editor.get(edit)) | {"go_live_at": "2030-01-01 08:00"}
        response = editor.post(edit, data | {"action-publish": "action-publish"})
        assert response.status_code == 302, errors(response)
        assert model.objects.get(pk=record.pk).scheduled_revision

    def test_two_revisions_are_compared(self, editor, model: type):
        record = example(model)
        first, second = record.save_revision(), record.save_revision()
        compare = address(model, "revisions_compare", record.pk, first.pk, second.pk)
        assert editor.get(compare).status_code == 200

    def test_can_be_locked(self, editor, model: type):
        record = example(model)
        editor.post(address(model, "lock", record.pk))
        assert model.objects.get(pk=record.pk).locked

    def test_strangers_are_asked_to_sign_in(self, client, model: type):
        assert client.get(address(model, "list")).status_code == 302

    def test_search(self, editor, model: type):
        record = example(model)
        word = {"Term": "german-courses"}.get(model.__name__, str(record).split(",")[0])
        found = editor.get(address(model, "list"), {"q": word})
        assert word in found.content.decode()
        for nasty in ('"', "\x00 % ' \\"):
            assert editor.get(address(model, "list"), {"q": nasty}).status_code == 200


class TestOfferForm:
    def test_saving_a_draft_keeps_every_row(self, editor, offer: Offer):
        edit = address(Offer, "edit", offer.pk)
        data = fields_of(editor.get(edit))
        data["maximum_age"] = "27"
        response = editor.post(edit, data)
        assert response.status_code == 302, errors(response)

        draft = Offer.objects.get(pk=offer.pk).get_latest_revision_as_object()
        assert draft.maximum_age == 27
        assert {row.language for row in draft.translations.all()} == {"de", "en"}
        assert [row.code for row in draft.terms_in("topic")] == ["german-practice"]
        assert draft.schedules.get().byday == "MO"
        assert Offer.objects.get(pk=offer.pk).maximum_age is None

    def test_publishing_shows_it_to_the_public(self, editor, client, offer: Offer):
        edit = address(Offer, "edit", offer.pk)
        data = fields_of(editor.get(edit)) | {"action-publish": "action-publish"}
        data["translations-0-title"] = "Erzählcafé am Markt"
        response = editor.post(edit, data)
        assert response.status_code == 302, errors(response)

        published = Offer.objects.get(pk=offer.pk)
        assert published.title == "Erzählcafé am Markt"
        page = client.get(published.get_absolute_url()).content.decode()
        assert "Erzählcafé am Markt" in page

    def test_what_is_missing_is_said_in_words(self, editor, offer: Offer):
        edit = address(Offer, "edit", offer.pk)
        data = fields_of(editor.get(edit)) | {"action-publish": "action-publish", "topics": []}
        data["translations-0-language"] = "tr"
        response = editor.post(edit, data)
        assert response.status_code == 200
        text = response.content.decode()
        assert "Es fehlt der deutsche Text" in text
        assert "mindestens ein Thema" in text

    def test_a_rule_that_is_broken_is_said_in_words(self, editor, offer: Offer):
        edit = address(Offer, "edit", offer.pk)
        data = fields_of(editor.get(edit)) | {"minimum_age": "30", "maximum_age": "20"}
        response = editor.post(edit, data | {"action-publish": "action-publish"})
        assert response.status_code == 200
        assert "„Alter ab“ liegt über „Alter bis“." in response.content.decode()


class TestPreview:
    @pytest.mark.parametrize(("mode", "title"), [("de", "Nur im Entwurf"), ("en", "Language café")])
    def test_is_the_real_page_with_what_was_typed(self, editor, offer: Offer, mode: str, title: str):
        edit = address(Offer, "edit", offer.pk)
        preview = address(Offer, "preview_on_edit", offer.pk)
        data = fields_of(editor.get(edit)) | {"translations-0-title": "Nur im Entwurf"}
        assert editor.post(preview, data).json() == {"is_valid": True, "is_available": True}

        response = editor.get(preview, {"mode": mode})
        assert response.status_code == 200
        assert "offers/offer_detail.html" in [template.name for template in response.templates]
        page = BeautifulSoup(response.content, "html.parser")
        assert title in page.select_one("h1").text

    def test_of_a_provider(self, editor):
        provider = ProviderFactory()
        preview = address(Provider, "preview_on_edit", provider.pk)
        data = fields_of(editor.get(address(Provider, "edit", provider.pk))) | {"name": "Noch ein Verein"}
        assert editor.post(preview, data).json()["is_valid"]
        assert "Noch ein Verein" in editor.get(preview).content.decode()


class TestVocabulary:
    @pytest.fixture
    def topics(self) -> Taxonomy:
        return Taxonomy.objects.get(code="topic")

    def test_is_worded_by_editors_its_code_stays(self, editor, topics: Taxonomy):
        edit = address(Taxonomy, "edit", topics.pk)
        data = fields_of(editor.get(edit)) | {"name": "Worum es geht", "code": "kind"}
        assert editor.post(edit, data | {"action-publish": "action-publish"}).status_code == 302
        topics.refresh_from_db()
        assert (topics.name, topics.code) == ("Worum es geht", "topic")

    def test_two_wordings_are_compared(self, editor, topics: Taxonomy):
        first = topics.save_revision()
        topics.description = "Worum es bei einem Angebot geht."
        second = topics.save_revision()
        page = editor.get(address(Taxonomy, "revisions_compare", topics.pk, first.pk, second.pk))
        assert "Worum es bei einem Angebot geht." in page.content.decode()

    def test_is_neither_unpublished_nor_set_to_expire(self, editor, topics: Taxonomy):
        form = editor.get(address(Taxonomy, "edit", topics.pk)).content.decode()
        assert address(Taxonomy, "unpublish", topics.pk) not in form
        assert "expire_at" not in form
        editor.post(address(Taxonomy, "unpublish", topics.pk))
        topics.refresh_from_db()
        assert topics.live

    def test_is_not_deleted_together_with_others_either(self, editor, topics: Taxonomy):
        bulk = reverse("wagtail_bulk_action", args=["offers", "taxonomy", "delete"])
        assert editor.post(f"{bulk}?id={topics.pk}").status_code in {302, 403}
        assert Taxonomy.objects.filter(pk=topics.pk).exists()

    @pytest.mark.references
    def test_says_which_terms_are_in_it(self, editor, topics: Taxonomy):
        term("german-courses").save()
        assert "Deutschkurse" in editor.get(address(Taxonomy, "usage", topics.pk)).content.decode()


@pytest.mark.references
class TestUsage:
    def test_a_provider_with_offers_is_not_deleted(self, editor, offer: Offer):
        response = editor.post(address(Provider, "delete", offer.provider_id))
        assert Provider.objects.filter(pk=offer.provider_id).exists()
        assert response.status_code in {200, 302}

    def test_a_term_in_use_says_where(self, editor, offer: Offer):
        page = editor.get(address(Term, "usage", term("german-practice").pk)).content.decode()
        assert offer.title in page


class TestExport:
    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_a_list_becomes_a_file(self, editor, offer: Offer, kind: str):
        response = editor.get(address(Offer, "list"), {"export": kind})
        assert response.status_code == 200
        content = b"".join(response.streaming_content) if response.streaming else response.content
        assert content.startswith(b"PK") if kind == "xlsx" else offer.title.encode() in content


def is_refused(editor, model: type, view: str, record) -> bool:
    """There is no such view, or it sends the editor away."""
    try:
        return editor.get(address(model, view, record.pk)).status_code == 302
    except NoReverseMatch:
        return True


def errors(response) -> str:
    page = BeautifulSoup(response.content, "html.parser")
    return " | ".join(
        tag.get_text(" ", strip=True) for tag in page.select(".error-message, .errorlist, .messages")
    )
