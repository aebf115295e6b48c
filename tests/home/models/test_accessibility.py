"""The statutory statement with its form; pages in easy and in sign language."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from home.enums import AssessmentMethod, Conformity
from home.models import AccessibilityPage, EasyLanguagePage, SignLanguagePage
from tests.factories.pages import add_page, translate
from tests.harness.blanks import tied

pytestmark = pytest.mark.django_db


def html(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def barrier(reason: str, title: str, **fields: str) -> tuple[str, dict[str, str]]:
    words = {"text": "Das heißt", "alternative": "", "planned": ""}
    return ("barrier", {"reason": reason, "title": title, **words, **fields})


class TestStatement:
    @pytest.mark.parametrize(
        ("conformity", "sentence"),
        [
            (Conformity.FULL, "vollständig vereinbar"),
            (Conformity.PARTIAL, "teilweise mit den Anforderungen vereinbar"),
            (Conformity.NONE, "mit den Anforderungen nicht vereinbar"),
        ],
    )
    def test_says_how_far_the_portal_is_accessible(self, client, conformity: str, sentence: str):
        assert sentence in html(client, add_page(AccessibilityPage, conformity=conformity))

    def test_groups_barriers_by_their_reason(self, client):
        barriers = [
            barrier("out_of_scope", "Karten"),
            barrier("non_compliance", "Alte PDF", alternative="Anrufen", planned="2027"),
            barrier("non_compliance", "Filme"),
        ]
        page = add_page(AccessibilityPage, barriers=barriers)
        groups = {label: [row["title"] for row in rows] for label, rows in page.barriers_by_reason()}
        assert list(groups.values()) == [["Alte PDF", "Filme"], ["Karten"]]
        text = html(client, page)
        assert "Anrufen" in text
        assert "2027" in text

    def test_says_when_and_how_it_was_made(self, client):
        page = add_page(
            AccessibilityPage,
            prepared_on=datetime.date(2026, 9, 1),
            reviewed_on=datetime.date(2026, 11, 2),
            method=AssessmentMethod.EXTERNAL,
            assessed_by="Prüfstelle",
        )
        text = html(client, page)
        for part in (
            tied("1.~September~2026"),
            tied("2.~November~2026"),
            "Bewertung durch Dritte",
            "Prüfstelle",
        ):
            assert part in text

    def test_names_contact_and_enforcement_body(self, client):
        page = add_page(AccessibilityPage, enforcement_url="https://example.org/ombudsstelle")
        text = html(client, page)
        assert 'href="mailto:redaktion@example.org"' in text
        assert "Ombudsstelle" in text
        assert "https://example.org/ombudsstelle" in text

    def test_cannot_be_reviewed_before_it_was_made(self):
        with pytest.raises(ValidationError, match="vor der Erstellung"):
            add_page(AccessibilityPage, reviewed_on=datetime.date(2026, 1, 1))


class TestEasyLanguage:
    def test_marks_its_words_as_easy_german(self, client):
        page = add_page(EasyLanguagePage, body=[("text", "<p>Das ist leicht.</p>")], checked_by="Lebenshilfe")
        text = html(client, page)
        assert 'lang="de-simple"' in text
        assert "Lebenshilfe" in text

    def test_english_has_no_tag_of_its_own_for_it(self):
        page = translate(add_page(EasyLanguagePage, title="Leicht"), title="Easy", slug="easy")
        assert page.html_language == "en"


class TestSignLanguage:
    def film(self, name: str = "film.mp4"):
        return get_document_model().objects.create(title="Film", file=ContentFile(b"film", name=name))

    def test_a_film_comes_with_its_words(self, client):
        page = add_page(SignLanguagePage, video=self.film(), transcript="<p>Guten Tag</p>")
        text = html(client, page)
        assert f'src="{page.video.file.url}"' in text
        assert "Guten Tag" in text

    def test_a_film_without_its_words_is_refused(self):
        with pytest.raises(ValidationError, match="gehört sein Text"):
            add_page(SignLanguagePage, video=self.film())

    def test_captions_name_their_language(self, client):
        captions = self.film("film.vtt")
        page = add_page(SignLanguagePage, video=self.film(), captions=captions, transcript="<p>Text</p>")
        assert 'srclang="de"' in html(client, page)

    def test_without_a_film_it_says_so(self, client):
        assert "ist in Arbeit" in html(client, add_page(SignLanguagePage))
