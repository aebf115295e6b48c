"""HTML is cleaned whenever it is written, on whichever path, and what is allowed stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offers.models import Offer, OfferTranslation, ProviderTranslation
from offers.richtext import clean_html, strip_html
from tests.factories import OfferFactory, ProviderFactory

NASTY = (
    '<p onclick="x()">Gut</p><script>alert(1)</script><img src=x onerror=alert(1)>'
    '<a href="javascript:alert(1)">klick</a><iframe src="//evil.example"></iframe>'
    '<p style="color:red">Auch gut</p>'
)
CLEAN = "<p>Gut</p><a>klick</a><p>Auch gut</p>"


class TestEveryPath:
    pytestmark = pytest.mark.django_db

    @pytest.fixture
    def offer(self) -> Offer:
        return OfferFactory()

    @staticmethod
    def stored(language: str = "en") -> str:
        return OfferTranslation.objects.values_list("description", flat=True).get(language=language)

    def test_save(self, offer: Offer):
        OfferTranslation(offer=offer, language="en", title="T", description=NASTY).save()
        assert self.stored() == CLEAN

    def test_create(self, offer: Offer):
        OfferTranslation.objects.create(offer=offer, language="en", title="T", description=NASTY)
        assert self.stored() == CLEAN

    def test_bulk_create(self, offer: Offer):
        OfferTranslation.objects.bulk_create(
            [OfferTranslation(offer=offer, language="en", title="T", description=NASTY)]
        )
        assert self.stored() == CLEAN

    def test_bulk_update(self, offer: Offer):
        words = offer.words_in("de")
        words.description = NASTY
        OfferTranslation.objects.bulk_update([words], ["description"])
        assert self.stored("de") == CLEAN

    def test_update(self, offer: Offer):
        OfferTranslation.objects.update(description=NASTY)
        assert self.stored("de") == CLEAN

    def test_draft(self, offer: Offer):
        """A revision is JSON, so no database field prepares its values."""
        offer.translations = [OfferTranslation(language="de", title="T", description=NASTY)]
        offer.save_revision()
        draft = offer.get_latest_revision_as_object()
        assert draft.words_in("de").description == CLEAN

    def test_publishing_a_draft(self, offer: Offer):
        offer.translations = [OfferTranslation(language="de", title="T", description=NASTY)]
        offer.save_revision().publish()
        assert self.stored("de") == CLEAN

    def test_form(self, offer: Offer):
        words = OfferTranslation(offer=offer, language="en", title="T", description=NASTY)
        words.full_clean()
        assert words.description == CLEAN

    def test_provider(self):
        provider = ProviderFactory()
        ProviderTranslation.objects.create(provider=provider, language="de", description=NASTY)
        assert provider.translations.get().description == CLEAN


class TestWhatStays:
    @pytest.mark.parametrize(
        "html",
        [
            "<p>Eins<br/>zwei</p>",
            "<ul><li><b>fett</b> und <i>kursiv</i></li></ul>",
            '<p><a href="https://example.org/?a=1&amp;b=2">Seite</a></p>',
            '<p><a linktype="page" id="3">Seite</a> <a href="tel:+492241130">Anruf</a></p>',
            '<embed embedtype="image" id="5" alt="Bild" format="fullwidth"/>',
            "<h3>Größe &lt; Maß</h3>",
        ],
    )
    def test_is_kept_as_it_is(self, html: str):
        assert clean_html(html) == html

    @given(st.text())
    def test_cleaning_twice_changes_nothing(self, text: str):
        once = clean_html(text)
        assert clean_html(once) == once

    @given(st.text(alphabet="<>/=\"' scriptonerjava:&;#x0"))
    def test_nothing_gets_through(self, text: str):
        cleaned = clean_html(text).lower()
        assert "<script" not in cleaned
        assert "\x00" not in cleaned


class TestStrip:
    @pytest.mark.parametrize(
        ("html", "words"),
        [
            ("<p>Eins</p><p>zwei</p>", "Eins zwei"),
            ("<ul><li>a</li><li>b</li></ul>", "a b"),
            ("Müller &amp; Söhne", "Müller & Söhne"),
            ("<script>weg()</script>da", "da"),
            ("  viel \n\t Platz ", "viel Platz"),
            ("", ""),
        ],
    )
    def test_words(self, html: str, words: str):
        assert strip_html(html) == words
