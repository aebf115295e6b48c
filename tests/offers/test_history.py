"""What was public before the first edit can be compared with and gone back to."""

import pytest

from offers.models import Location, Municipality, Offer, Taxonomy, Term
from tests.factories import EditorFactory, LocationFactory, OfferFactory, municipality, term
from tests.offers.admin_form import address, fields_of

pytestmark = pytest.mark.django_db

NEVER_SAVED_IN_THE_ADMIN = {
    Location: LocationFactory,
    Municipality: municipality,
    Term: lambda: term("german-courses"),
    Taxonomy: lambda: Taxonomy.objects.get(code="topic"),
}


@pytest.fixture
def editor(client):
    client.force_login(EditorFactory())
    return client


@pytest.fixture
def imported() -> Offer:
    """Written as an import writes it: public, without a revision."""
    return OfferFactory(
        words={"de": {"title": "Erzählcafé"}},
        topics=["german-practice"],
        locations=[LocationFactory()],
        serves=["Siegburg"],
    )


def save_draft(editor, offer: Offer, title: str) -> None:
    edit = address(Offer, "edit", offer.pk)
    response = editor.post(edit, fields_of(editor.get(edit)) | {"translations-0-title": title})
    assert response.status_code == 302


class TestFirstDraft:
    def test_leaves_a_revision_of_what_is_public(self, editor, imported: Offer):
        save_draft(editor, imported, "Neu")
        kept, draft = imported.revisions.order_by("pk")
        assert [row.as_object().words_in("de").title for row in (kept, draft)] == ["Erzählcafé", "Neu"]
        imported.refresh_from_db()
        assert (imported.live_revision, imported.latest_revision) == (kept, draft)
        assert imported.title == "Erzählcafé"

    def test_can_be_compared_and_undone_from_the_history(self, editor, imported: Offer):
        save_draft(editor, imported, "Neu")
        kept, draft = imported.revisions.order_by("pk")
        compare = address(Offer, "revisions_compare", imported.pk, kept.pk, draft.pk)
        revert = address(Offer, "revisions_revert", imported.pk, kept.pk)
        history = editor.get(address(Offer, "history", imported.pk)).content.decode()
        assert compare in history
        assert revert in history
        assert "vor der ersten Bearbeitung öffentlich" in history
        assert "Erzählcafé" in editor.get(compare).content.decode()
        assert fields_of(editor.get(revert))["translations-0-title"] == "Erzählcafé"

    def test_publishing_the_kept_words_again_brings_them_back(self, editor, imported: Offer):
        save_draft(editor, imported, "Neu")
        imported.revisions.order_by("pk").last().publish()
        kept = imported.revisions.order_by("pk").first()
        revert = editor.get(address(Offer, "revisions_revert", imported.pk, kept.pk))
        data = fields_of(revert) | {"action-publish": "action-publish"}
        assert editor.post(address(Offer, "edit", imported.pk), data).status_code == 302
        assert Offer.objects.get(pk=imported.pk).title == "Erzählcafé"

    def test_the_second_draft_keeps_nothing_more(self, editor, imported: Offer):
        save_draft(editor, imported, "Neu")
        save_draft(editor, imported, "Noch neuer")
        assert imported.revisions.count() == 3

    def test_a_change_of_child_rows_alone_is_one(self, imported: Offer):
        imported.locations = []
        imported.save_revision()
        kept = imported.revisions.order_by("pk").first().as_object()
        assert kept.locations.count() == 1


class TestNothingIsKept:
    def test_where_nothing_differs(self, imported: Offer):
        imported.save_revision().publish()
        assert imported.revisions.count() == 1
        assert not Offer.objects.get(pk=imported.pk).has_unpublished_changes

    def test_of_what_was_never_public(self):
        draft = OfferFactory(live=False)
        draft.minimum_age = 6
        draft.save_revision()
        assert draft.revisions.count() == 1


@pytest.mark.parametrize("model", NEVER_SAVED_IN_THE_ADMIN, ids=lambda model: model.__name__)
def test_reference_data_can_be_gone_back_to(editor, model: type):
    record = NEVER_SAVED_IN_THE_ADMIN[model]()
    name = "labels-0-label" if model is Term else "name"
    edit = address(model, "edit", record.pk)
    data = fields_of(editor.get(edit))
    assert editor.post(edit, data | {name: "Anders"}).status_code == 302
    kept = record.revisions.order_by("pk").first()
    reverted = editor.get(address(model, "revisions_revert", record.pk, kept.pk))
    assert fields_of(reverted)[name] == data[name]
