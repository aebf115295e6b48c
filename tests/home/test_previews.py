"""Drafts of municipalities, vocabularies and terms, drawn where residents meet them."""

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from home.models import LanguageEducationPage, MunicipalityIndexPage, MunicipalityPage
from offers.enums import TaxonomyCode
from offers.models import Municipality, ProviderTerm, Taxonomy, Term
from offers.vocabulary import vocabulary
from tests.factories import EditorFactory, OfferFactory, ProviderFactory, municipality, term
from tests.factories.pages import add_page, translate
from tests.offers.admin_form import address, preview, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(EditorFactory())
    return client


def select(response: HttpResponse, selector: str) -> str:
    found = BeautifulSoup(response.content, "html.parser").select(selector)
    return " ".join(" ".join(tag.get_text(" ") for tag in found).split())


def templates_of(response: HttpResponse) -> set[str]:
    return {template.name for template in response.templates}


def labelled(record: Term, label: str, language: str = "de") -> dict[str, str]:
    """What is typed to give a term this label."""
    languages = [row.language for row in record.labels.all()]
    return {f"labels-{languages.index(language)}-label": label}


class TestMunicipality:
    @pytest.fixture
    def siegburg(self) -> Municipality:
        index = add_page(MunicipalityIndexPage, title="Orte")
        add_page(MunicipalityPage, index, title="Kreisstadt Siegburg", contact_name="Frau Muster")
        return municipality("Siegburg")

    def test_is_its_page_with_what_was_typed(self, editor, siegburg: Municipality):
        typed = {"name": "Siegburg an der Sieg", "population": "43210", "website": "https://neu.example.org"}
        page = preview(editor, siegburg, **typed)
        assert "home/municipality_page.html" in templates_of(page)
        text = text_of(page)
        assert "Kreisstadt Siegburg" in text
        assert "Angebote für Menschen in Siegburg an der Sieg" in text
        assert "43.210 Einwohnerinnen und Einwohner" in text
        assert "https://neu.example.org" in text
        assert "42.142" not in text

    def test_is_drawn_in_english_where_there_is_an_english_page(self, editor, siegburg: Municipality):
        assert '<html lang="de"' in preview(editor, siegburg, mode="en").content.decode()
        translate(MunicipalityIndexPage.objects.get())
        translate(MunicipalityPage.objects.get(), title="The town of Siegburg")
        page = preview(editor, siegburg, mode="en", name="Neu-Siegburg")
        assert select(page, "h1") == "The town of Siegburg"
        assert "Neu-Siegburg" in text_of(page)

    def test_without_a_page_its_facts_stand_alone(self, editor):
        county = Municipality.objects.county()
        page = preview(editor, county, name="Der Kreis", website="https://kreis.example.org")
        assert select(page, "h1") == "Der Kreis"
        text = text_of(page)
        assert "Zu diesem Eintrag gibt es noch keine Seite." in text
        assert "https://kreis.example.org" in text

    def test_the_public_page_stays(self, editor, siegburg: Municipality):
        preview(editor, siegburg, name="Nur im Entwurf")
        page = MunicipalityPage.objects.get()
        assert "Nur im Entwurf" not in editor.get(page.url).content.decode()


class TestTerm:
    @pytest.mark.parametrize(
        ("code", "taxonomy"),
        [
            ("german-courses", TaxonomyCode.TOPIC),
            ("course", TaxonomyCode.KIND),
            ("refugees", TaxonomyCode.TARGET_GROUP),
            ("tr", TaxonomyCode.LANGUAGE),
        ],
    )
    def test_is_a_filter_of_the_directory(self, editor, code: str, taxonomy: str):
        record = term(code, taxonomy)
        before = record.label_in("de")
        page = preview(editor, record, **labelled(record, "Nur im Entwurf"))
        assert select(page, "h1").startswith("Angebote finden: Nur im Entwurf")
        assert "Nur im Entwurf" in select(page, ".facet .choice__label")
        assert "Nur im Entwurf" in select(page, ".chip")
        assert before not in select(page, ".chip")

    def test_is_on_the_cards_of_offers(self, editor, build_index):
        OfferFactory(title="Sprachcafé")
        build_index()
        kind = term("course", TaxonomyCode.KIND)
        card = preview(editor, kind, icon="people", **labelled(kind, "Lehrgang"))
        assert "Sprachcafé" in select(card, ".offer-card .card__title")
        assert select(card, ".offer-card__kind") == "Lehrgang"
        assert (
            b"#people" in BeautifulSoup(card.content, "html.parser").select_one(".offer-card__kind").encode()
        )

    def test_speaks_the_language_that_was_asked_for(self, editor):
        record = term("german-courses")
        page = preview(editor, record, mode="en", **labelled(record, "Only a draft", language="en"))
        assert "Only a draft" in select(page, ".chip")

    def test_of_a_focus_area_has_a_card_on_the_first_page(self, editor):
        area = term("language-education")
        add_page(LanguageEducationPage, title="Sprache und Bildung", term=area)
        assert [mode for mode, _name in area.preview_modes] == ["de", "en", "home:de", "home:en"]
        page = preview(editor, area, mode="home:de", icon="calendar")
        card = BeautifulSoup(page.content, "html.parser").select_one(".focus-card.area-language-education")
        assert "Sprache und Bildung" in card.text
        assert "#calendar" in str(card)

    def test_of_a_single_topic_has_no_card_there(self):
        assert [mode for mode, _name in term("german-courses").preview_modes] == ["de", "en"]

    def test_that_no_filter_asks_for_is_on_an_offer(self, editor):
        course = term("integration-course", TaxonomyCode.COURSE_TYPE)
        OfferFactory(title="Kurs am Morgen", course_type=course)
        OfferFactory(title="Mit Ausweis", documents=["identity-card"])
        page = preview(editor, course, **labelled(course, "Nur im Entwurf"))
        assert "Kurs am Morgen" in text_of(page)
        assert "Nur im Entwurf" in select(page, ".facts")
        document = term("identity-card", TaxonomyCode.DOCUMENT)
        page = preview(editor, document, **labelled(document, "Ein Papier"))
        assert "Mit Ausweis" in text_of(page)
        assert "Ein Papier" in select(page, ".facts")

    def test_of_a_network_is_on_a_provider(self, editor):
        network = term("volunteer-network", TaxonomyCode.NETWORK)
        ProviderFactory(name="Verein am Markt", terms=[ProviderTerm(term=network)])
        page = preview(editor, network, **labelled(network, "Nur im Entwurf"))
        assert select(page, "h1") == "Verein am Markt"
        assert "Nur im Entwurf" in text_of(page)

    def test_that_nobody_has_chosen_yet_stands_alone(self, editor):
        network = term("volunteer-network", TaxonomyCode.NETWORK)
        page = preview(editor, network, **labelled(network, "Nur im Entwurf"))
        assert select(page, "h1") == "Nur im Entwurf"
        assert "Dieser Begriff ist noch nirgends gewählt." in text_of(page)

    def test_can_be_looked_at_before_it_is_saved(self, editor):
        rows = {"labels-TOTAL_FORMS": "1", "labels-INITIAL_FORMS": "0"}
        rows |= {"labels-0-language": "de", "labels-0-label": "Ganz neu", "labels-0-ORDER": "1"}
        kinds = Taxonomy.objects.get(code=TaxonomyCode.KIND)
        view = address(Term, "preview_on_add")
        typed = {"taxonomy": kinds.pk, "code": "", "sort_order": "5", **rows}
        assert editor.post(view, typed).json()["is_available"]
        assert "Ganz neu" in select(editor.get(view, {"mode": "de"}), ".chip")

    def test_the_vocabulary_of_everybody_else_stays(self, editor):
        record = term("german-courses")
        before = vocabulary()
        preview(editor, record, **labelled(record, "Nur im Entwurf"))
        assert vocabulary() is before
        assert "Nur im Entwurf" not in editor.get("/de/angebote/?thema=german-courses").content.decode()


class TestVocabulary:
    def test_shows_its_terms_as_the_filter_that_residents_see(self, editor, build_index):
        OfferFactory(target_groups=["refugees"])
        build_index()
        record = Taxonomy.objects.get(code=TaxonomyCode.TARGET_GROUP)
        page = preview(
            editor, record, name="Für wen es ist", description="Menschen, an die sich etwas richtet."
        )
        assert select(page, "h1") == "Für wen es ist"
        assert "Menschen, an die sich etwas richtet." in text_of(page)
        assert "Geflüchtete 1" in select(page, ".facet[open]")

    def test_is_a_list_where_nobody_filters_by_it(self, editor):
        record = Taxonomy.objects.get(code=TaxonomyCode.DOCUMENT)
        page = preview(editor, record, name="Papiere")
        assert select(page, "h1") == "Papiere"
        assert "Ausweis oder Pass" in select(page, ".facts")
