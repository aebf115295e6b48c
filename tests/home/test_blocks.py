"""Every block: what it accepts, what it shows."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.blocks import Block, StreamBlock
from wagtail.documents import get_document_model

from home.blocks import BODY_BLOCKS
from home.blocks.focus_areas import AgeStepBlock
from home.blocks.hours import DateRowBlock, HoursBlock
from home.blocks.links import LinkCardBlock
from home.blocks.offers import OffersBlock
from home.blocks.statements import MilestoneBlock
from home.models import ContentPage
from search.query import SearchQuery
from tests.factories import ImageFactory, OfferFactory
from tests.factories.pages import add_page, home_page, translate
from tests.harness.blanks import tied

DAY = datetime.date(2026, 12, 1)


def clean(block: Block, **values: object) -> object:
    """Check a value as the editor's form does; parts that are not given are empty."""
    empty = dict.fromkeys(block.child_blocks)
    return block.clean(block.to_python(block.get_prep_value(block.normalize({**empty, **values}))))


def show(client, *blocks: tuple[str, object]) -> str:
    response = client.get(add_page(ContentPage, title="Seite", body=list(blocks)).url)
    assert response.status_code == 200
    return response.content.decode()


class TestRules:
    @pytest.mark.parametrize(
        ("block", "values", "message"),
        [
            (
                HoursBlock(),
                {"weekday": "MO", "opens": datetime.time(12), "closes": datetime.time(9)},
                "nach dem Anfang",
            ),
            (
                DateRowBlock(),
                {"on": DAY, "until": DAY - datetime.timedelta(days=1), "title": "Fest"},
                "vor dem Anfang",
            ),
            (LinkCardBlock(), {"title": "Link"}, "entweder eine Seite oder"),
            (MilestoneBlock(), {"title": "A", "state": "done", "on": DAY, "period": "Herbst"}, "nur eines"),
            (
                MilestoneBlock(),
                {"title": "A", "state": "done", "source_url": "https://example.org/"},
                "was die Adresse zeigt",
            ),
            (
                AgeStepBlock(),
                {"age_from": 16, "age_to": 14, "title": "A", "text": "<p>B</p>", "topics": []},
                "kleiner als",
            ),
        ],
    )
    def test_what_contradicts_itself_is_refused(self, block: Block, values: dict, message: str):
        with pytest.raises(ValidationError) as refusal:
            clean(block, **values)
        errors = [error for found in refusal.value.block_errors.values() for error in found.messages]
        assert any(message in error for error in errors)

    def test_what_fits_is_accepted(self):
        assert clean(MilestoneBlock(), title="Antrag", state="done", on=DAY)["on"] == DAY
        assert clean(DateRowBlock(), on=DAY, until=DAY, title="Fest")["until"] == DAY
        assert clean(LinkCardBlock(), title="Link", url="https://example.org/").href == "https://example.org/"

    def test_a_picture_needs_its_credit_but_may_be_mere_decoration(self):
        picture = dict(BODY_BLOCKS)["picture"]
        assert picture.child_blocks["credit"].required
        assert not picture.child_blocks["alt_text"].required


def test_every_block_has_a_name_an_icon_and_a_template():
    for name, block in BODY_BLOCKS:
        assert block.label, name
        assert block.meta.icon != "placeholder", name
        assert block.meta.template.startswith("home/blocks/"), name


@pytest.mark.django_db
class TestWords:
    def test_headings_keep_their_level(self, client):
        text = show(
            client,
            ("heading", {"text": "Abschnitt", "level": "h2"}),
            ("heading", {"text": "Unterabschnitt", "level": "h3"}),
        )
        assert '<h2 class="block-heading">Abschnitt</h2>' in text
        assert "<h3>Unterabschnitt</h3>" in text

    def test_running_text_keeps_its_marks_and_escapes_nothing_twice(self, client):
        assert "<p>Käse &amp; <b>Brot</b></p>" in show(client, ("text", "<p>Käse &amp; <b>Brot</b></p>"))

    def test_plain_words_are_escaped(self, client):
        quote = {"text": "<script>alert(1)</script>", "person": "A & B", "role": ""}
        text = show(client, ("quote", quote))
        assert "<script>alert" not in text
        assert "A &amp; B" in text

    def test_a_notice_a_question_and_a_step_show_their_words(self, client):
        text = show(
            client,
            ("notice", {"kind": "warning", "title": "Achtung", "text": "<p>Heute zu</p>"}),
            ("questions", {"title": "", "questions": [{"question": "Wann?", "answer": "<p>Bald</p>"}]}),
            ("steps", {"title": "So geht es", "steps": [{"title": "Anrufen", "text": ""}] * 2}),
        )
        assert "notice--warning" in text
        assert "<summary>Wann?" in text
        assert text.count("<h3>Anrufen</h3>") == 2

    def test_a_contact_can_be_called_and_written_to(self, client):
        contact = {"name": "Frau Muster", "phone": "+49 (0)2241 13-0", "email": "m@example.org"}
        text = show(client, ("contact", {"role": "", "hours": "", "place": "Rathaus", **contact}))
        assert 'href="tel:+492241130"' in text
        assert 'href="mailto:m@example.org"' in text


@pytest.mark.django_db
# Wagtail leaves the buffer of a resized picture to the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning")
class TestFiles:
    def test_a_picture_has_a_description_and_a_credit(self, client):
        picture = {"image": ImageFactory(), "alt_text": "Ein Haus", "caption": "", "credit": "Foto: Kreis"}
        text = show(client, ("picture", picture))
        assert 'alt="Ein Haus"' in text
        assert "srcset=" in text
        assert "Foto: Kreis" in text

    def test_a_picture_that_only_decorates_says_nothing(self, client):
        picture = {"image": ImageFactory(), "alt_text": "", "caption": "", "credit": "Foto: Kreis"}
        assert 'alt=""' in show(client, ("picture", picture))

    def test_a_document_says_its_kind_and_size(self, client):
        document = get_document_model().objects.create(
            title="Antrag", file=ContentFile(b"%PDF" * 300, name="a.pdf")
        )
        text = show(client, ("documents", {"title": "", "documents": [{"document": document, "label": ""}]}))
        assert "Antrag" in text
        assert "PDF" in text
        assert "1,2" in text


@pytest.mark.django_db
class TestLinks:
    def test_lead_to_a_page_in_the_language_of_the_reader(self, client):
        target = add_page(ContentPage, title="Ziel")
        translate(target, title="Target", slug="target")
        cards = [{"title": "Dorthin", "text": "", "page": target, "url": ""}]
        page = add_page(ContentPage, title="Start", body=[("links", {"title": "", "cards": cards})])
        english = translate(page, title="Start", slug="start")
        assert 'href="/de/ziel/"' in client.get(page.url).content.decode()
        assert 'href="/en/target/"' in client.get(english.url).content.decode()

    def test_a_page_that_is_gone_leaves_no_broken_page(self, client):
        target = add_page(ContentPage, title="Ziel")
        cards = [{"title": "Dorthin", "text": "", "page": target, "url": ""}]
        page = add_page(ContentPage, title="Start", body=[("links", {"title": "", "cards": cards})])
        target.delete()
        assert client.get(page.url).status_code == 200


@pytest.mark.django_db
def test_dates_stand_in_a_table(client):
    rows = [
        {"on": DAY, "until": None, "title": "Anmeldung", "note": "mit Ausweis"},
        {"on": DAY, "until": DAY + datetime.timedelta(days=2), "title": "Fest", "note": ""},
    ]
    text = show(client, ("dates", {"title": "Fristen", "rows": rows}))
    assert tied('<time datetime="2026-12-01">1.~Dezember~2026</time>') in text
    assert tied('<time datetime="2026-12-03">3.~Dezember~2026</time>') in text


@pytest.mark.django_db
class TestOffers:
    preset = {"title": "Kurse", "text": "", "topics": ["german-courses"], "levels": ["a1"], "limit": 2}
    rest = {"municipalities": [], "target_groups": [], "languages": [], "kinds": []}

    def test_a_preset_is_a_search(self):
        value = OffersBlock().to_python({**self.preset, "text": "Abend"})
        assert value.query == SearchQuery(text="Abend", topics=("german-courses",), levels=("a1",))

    def test_shows_as_many_as_wanted_and_the_way_to_all(self, client, build_index):
        fields = {"topics": ["german-courses"], "level_from": "a1", "level_to": "a2"}
        OfferFactory.create_batch(3, **fields)
        OfferFactory(title="Ganz anders", topics=["networks"])
        build_index()
        text = show(client, ("offers", {**self.preset, **self.rest}))
        assert text.count("offer-card__kind") == 2
        assert "Ganz anders" not in text
        assert "/de/angebote/?thema=german-courses&amp;niveau=a1" in text

    def test_says_so_when_nothing_matches(self, client, build_index):
        build_index()
        text = show(client, ("offers", {**self.preset, **self.rest}))
        assert "zurzeit kein Angebot" in text

    def test_editors_choose_from_the_vocabulary(self):
        choices = dict(OffersBlock().child_blocks["topics"].field.choices)
        assert choices["german-courses"] == "Deutschkurse"
        assert "05382060" in dict(OffersBlock().child_blocks["municipalities"].field.choices)


@pytest.mark.django_db
def test_a_page_of_every_block_passes_the_editors_form():
    contact = {"name": "A", "role": "", "phone": "1234", "email": "", "hours": "", "place": ""}
    values = {
        "heading": {"text": "A", "level": "h2"},
        "text": "<p>A</p>",
        "notice": {"kind": "info", "title": "", "text": "<p>A</p>"},
        "contact": contact,
        "links": {"title": "", "cards": [{"title": "A", "text": "", "page": home_page(), "url": ""}]},
        "offers": {**TestOffers.preset, **TestOffers.rest},
    }
    stream = StreamBlock(BODY_BLOCKS)
    value = stream.clean(stream.normalize(list(values.items())))
    assert [child.block_type for child in value] == list(values)
