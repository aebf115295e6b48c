"""A sender describes her offer in another language, and the desk checks that too."""

import pytest

from offers.actions import decisions
from offers.enums import TranslationOrigin
from offers.models import Offer, ProviderMember, Submission
from tests.factories import EditorFactory, OfferFactory, ProviderFactory
from tests.offers.door.conftest import DOOR, Visitor, mailed_path
from tests.offers.entries.conftest import ENTRIES, sign_in

pytestmark = pytest.mark.django_db
ARABIC = {"title": "الخياطة والحديث", "summary": "نخيط معًا", "description": "تعالوا\n\n- شاي"}


@pytest.fixture
def filled(visitor: Visitor) -> Visitor:
    visitor.fill_all()
    return visitor


def test_the_words_are_kept_as_the_senders_own(filled: Visitor):
    assert filled.fill("sprachen/ar", **ARABIC).url == f"{DOOR}sprachen/"
    words = Offer.objects.get().translations.get(language="ar")
    german = Offer.objects.get().translations.get(language="de")
    assert (words.title, words.origin) == (ARABIC["title"], TranslationOrigin.SENDER)
    assert words.description.count("<li>") == 1
    assert words.source_digest == german.digest()
    assert filled.values("sprachen/ar") == ARABIC


def test_fields_and_page_know_the_language_and_its_direction(filled: Visitor):
    for field in filled.page("sprachen/ar").select("#id_title, #id_summary, #id_description"):
        assert (field["lang"], field["dir"]) == ("ar", "rtl")
    filled.fill("sprachen/ar", **ARABIC)
    assert filled.page("pruefen").select_one("main .tag[lang=ar][dir=rtl]")
    preview = filled.client.get(f"{DOOR}vorschau/?worte=ar").content.decode()
    assert ARABIC["title"] in preview
    assert f"{DOOR}vorschau/?worte=de" in preview


def test_the_german_step_leaves_them_and_a_button_takes_them_away(filled: Visitor):
    filled.fill("sprachen/ar", **ARABIC)
    filled.fill("was", **filled.values("was"))
    assert Offer.objects.get().translations.count() == 2
    filled.fill("sprachen/ar", **ARABIC, remove="1")
    assert [row.language for row in Offer.objects.get().translations.all()] == ["de"]


def test_what_is_not_right_yet_is_kept(filled: Visitor):
    assert filled.fill("sprachen/ar", summary=ARABIC["summary"]).status_code == 422
    assert filled.values("sprachen/ar")["summary"] == ARABIC["summary"]
    assert "angefangen" in filled.page("sprachen").text


@pytest.mark.parametrize("code", ["de", "xx", "AR"])
def test_other_languages_have_no_page(filled: Visitor, code: str):
    assert filled.client.get(f"{DOOR}sprachen/{code}/").status_code == 404


def test_who_has_no_draft_is_led_to_the_start(client):
    assert client.post(f"{DOOR}sprachen/ar/", ARABIC).url == f"{DOOR}"


def test_the_desk_sees_them_and_residents_after_it(filled: Visitor, client):
    filled.fill("sprachen/ar", **ARABIC)
    filled.send()
    filled.client.post(mailed_path())
    submission, offer = Submission.objects.get(), Offer.objects.get()
    client.force_login(EditorFactory())
    page = client.get(f"/admin/vorschlaege/{submission.pk}/").content.decode()
    assert '<td lang="ar" dir="rtl">' in page
    assert "vom Anbieter geschrieben" in page
    decisions.accept(submission=submission, by=EditorFactory())
    assert ARABIC["title"] in client.get(f"{offer.get_absolute_url()}?worte=ar").content.decode()


def test_an_entry_is_described_in_a_change(client):
    provider = ProviderFactory()
    member = ProviderMember.objects.create(provider=provider, name="Amira", email="amira@example.org")
    offer = OfferFactory(provider=provider)
    visitor = Visitor(sign_in(client, member))
    response = client.post(f"{ENTRIES}{offer.pk}/aendern/", {"words": "1"})
    assert response.url == f"{DOOR}sprachen/"
    visitor.fill("sprachen/tr", title="Dikiş")
    assert Offer.objects.get().translations.count() == 1, "it waits for a decision"
    assert [row.title for row in Submission.objects.get().draft.other_words] == ["Dikiş"]
