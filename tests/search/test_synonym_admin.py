"""An editor keeps synonyms in the admin and sees them work at once, on the page that residents use."""

from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from search.models import SynonymSet
from tests.factories import EditorFactory, OfferFactory, term
from tests.offers.admin_form import address, fields_of, text_of
from tests.search.shown_pages import shown


@pytest.fixture
def editor(client: Client, db) -> Client:
    client.force_login(EditorFactory())
    return client


def form(editor: Client, **typed: object) -> dict[str, object]:
    return fields_of(editor.get(address(SynonymSet, "add"))) | {"is_active": "on"} | typed


def add(editor: Client, **typed: object):
    return editor.post(address(SynonymSet, "add"), form(editor, **typed))


def found(client: Client, text: str) -> list[str]:
    """The titles that the directory shows."""
    return [hit.card.title for hit in shown(client, urlencode({"q": text})).results.hits]


def test_an_editor_can_add_a_synonym_and_see_it_work_at_once(editor, build_index) -> None:
    OfferFactory(title="Kindergeld für Babys und Kleinkinder")
    OfferFactory(title="Fußball für alle")
    build_index()
    assert found(editor, "Elterngeld") == []

    response = add(editor, words="Elterngeld = Kindergeld für Babys")

    assert response.status_code == 302
    assert found(editor, "Elterngeld") == ["Kindergeld für Babys und Kleinkinder"]
    # And the form that she comes back to says so.
    assert "Elterngeld (neues Fenster) – 1 Angebot: „Kindergeld für Babys und Kleinkinder“" in text_of(
        editor.get(response.url)
    )


def test_the_form_leads_to_the_page_of_a_resident(editor, build_index) -> None:
    OfferFactory(title="Kita am Markt")
    build_index()
    page = editor.get(add(editor, words="Kita\nanaokulu").url)
    link = BeautifulSoup(page.content, "html.parser").select(".trials a")[1]

    cards = BeautifulSoup(editor.get(link["href"]).content, "html.parser").select(".offer-card .card__title")
    assert [card.text.strip() for card in cards] == ["Kita am Markt"]


def test_a_change_and_its_end_work_at_once_too(editor, build_index) -> None:
    OfferFactory(title="Kita am Markt")
    build_index()
    kept = SynonymSet.objects.create(words="Kita, Knirpsenhaus")
    assert found(editor, "Knirpsenhaus") == ["Kita am Markt"]
    edit = address(SynonymSet, "edit", kept.pk)

    changed = fields_of(editor.get(edit)) | {"words": "Kita, Zwergenhaus"}
    assert editor.post(edit, changed).status_code == 302
    assert found(editor, "Zwergenhaus") == ["Kita am Markt"]
    assert found(editor, "Knirpsenhaus") == []

    without_tick = {name: text for name, text in changed.items() if name != "is_active"}
    assert editor.post(edit, without_tick).status_code == 302
    assert found(editor, "Zwergenhaus") == []

    editor.post(edit, changed)
    assert found(editor, "Zwergenhaus") == ["Kita am Markt"]
    assert editor.post(address(SynonymSet, "delete", kept.pk)).status_code == 302
    assert found(editor, "Zwergenhaus") == []


def test_what_it_was_before_is_kept(editor) -> None:
    edit = add(editor, words="Kita, anaokulu").url
    editor.post(edit, fields_of(editor.get(edit)) | {"words": "Kita, anaokulu, дитсадок"})
    kept = SynonymSet.objects.get()

    assert [revision.content["words"] for revision in kept.revisions.order_by("pk")] == [
        "Kita, anaokulu",
        "Kita, anaokulu, дитсадок",
    ]
    history = editor.get(address(SynonymSet, "history", kept.pk))
    assert history.status_code == 200


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "Dieses Feld muss ausgefüllt werden."),
        (" , ;\n", "Bitte mindestens zwei Wörter angeben"),
        ("Kita", "Bitte mindestens zwei Wörter angeben"),
        ("Kita, und", "„und“ kommt in fast jedem Text vor."),
        ("Kita, !!!", "„!!!“ enthält kein Wort."),
        ("Kita, KITA", "„KITA“ steht zweimal da."),
        (
            "Deutschkurs, Deutsch-Kurse",
            "„Deutschkurs“ und „Deutsch-Kurse“ sind für die Suche ohnehin dasselbe",
        ),
        (f"Kita, {'x' * 300}", "ist zu lang: höchstens 80 Zeichen."),
        ("Amt, Haus Hof Garten Feld Wiese", "ist zu lang: höchstens 4 Wörter."),
        (", ".join(f"wort{chr(97 + number)}" for number in range(13)), "das ist 1 zu viel"),
        ("дитсадок, kindergarten", "Diese Wörter stehen schon in einem anderen Eintrag: Kita = Kindergarten"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_reason_and_stays_typed(
    editor, words: str, message: str
) -> None:
    SynonymSet.objects.create(words="Kita, Kindergarten, дитсадок")
    response = add(editor, words=words, note="von Frau Yılmaz")

    assert message in text_of(response)
    assert SynonymSet.objects.count() == 1
    assert str(fields_of(response)["words"]).strip() == words.strip()
    assert fields_of(response)["note"] == "von Frau Yılmaz"


def test_the_reason_is_in_the_language_of_the_editor(editor) -> None:
    from wagtail.users.models import UserProfile

    UserProfile.objects.update_or_create(
        user_id=editor.session["_auth_user_id"], defaults={"preferred_language": "en"}
    )

    assert "Please give at least two words" in text_of(add(editor, words="Kita"))


def test_one_word_is_enough_for_a_term(editor, build_index) -> None:
    OfferFactory(title="Ankommen mit Worten", topics=["german-courses"])
    build_index()
    assert found(editor, "Schnacken") == []

    assert add(editor, words="Schnacken", term=term("german-courses").pk).status_code == 302
    assert found(editor, "Schnacken") == ["Ankommen mit Worten"]


def test_the_menu_leads_there(editor) -> None:
    listed = editor.get(address(SynonymSet, "list"))

    assert listed.status_code == 200
    assert address(SynonymSet, "list") in editor.get("/admin/").content.decode()


def test_a_set_is_named_by_its_first_words_each_in_its_direction() -> None:
    kept = SynonymSet(words="Kita\nروضة\nanaokulu\nдитсадок\nprzedszkole\nkindergarten")

    assert str(kept) == "Kita = \u2068روضة\u2069 = anaokulu = дитсадок = przedszkole = …"
