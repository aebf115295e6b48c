"""What a proposal says otherwise, and taking over parts of it."""

import pytest

from offers.differences import PARTS, differences, take_over
from offers.models import Contact, Offer
from tests.factories import OfferFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def published() -> Offer:
    return OfferFactory(
        title="Chor", contacts=[Contact(phone="02241 1")], serves=["Siegburg"], minimum_age=16
    )


@pytest.fixture
def proposed(published: Offer) -> Offer:
    """Another title, an age and a second contact."""
    draft = Offer.objects.get(pk=published.pk)
    words = list(draft.translations.all())
    words[0].title = "Chor der Kulturen"
    draft.translations = words
    draft.contacts = [*draft.contacts.all(), Contact(name="Ada", email="ada@example.org")]
    draft.minimum_age = 14
    return draft


def test_the_same_has_none(published):
    assert differences(published, Offer.objects.get(pk=published.pk)) == ()


def test_are_told_field_by_field(published, proposed):
    found = {one.part.name: one.changes for one in differences(published, proposed)}
    assert found.keys() == {"words", "audience", "contact"}
    assert [(change.before, change.after) for change in found["audience"]] == [("16", "14")]
    assert [(change.label, change.before, change.after) for change in found["words"]] == [
        ("Titel (Deutsch)", "Chor", "Chor der Kulturen")
    ]
    (contact,) = found["contact"]
    assert (contact.before, contact.after) == ("", "Name: Ada; E-Mail: ada@example.org")


def test_only_the_parts_that_are_wanted_are_taken_over(published, proposed):
    take_over(published, proposed, {"contact", "audience"})
    published.save()
    kept = Offer.objects.get(pk=published.pk)
    assert (kept.title, kept.minimum_age, kept.contacts.count()) == ("Chor", 14, 2)


def test_all_parts_make_the_proposal(published, proposed):
    take_over(published, proposed, {part.name for part in PARTS})
    published.save()
    kept = Offer.objects.get(pk=published.pk)
    assert kept.title == "Chor der Kulturen"
    assert differences(kept, proposed) == ()


def test_rows_that_are_gone_since_are_made_anew(published, proposed):
    Contact.objects.all().delete()
    published = Offer.objects.get(pk=published.pk)
    take_over(published, proposed, {"contact"})
    published.save()
    assert Contact.objects.filter(offer=published).count() == 2
