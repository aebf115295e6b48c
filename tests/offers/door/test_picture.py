"""One picture or flyer: written anew, shown to whoever decides, found by nobody else, gone with its draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.documents import get_document_model

from offers.actions import decisions, links, submissions
from offers.differences import differences
from offers.enums import LinkPurpose
from offers.models import Offer, Picture, Submission
from tests.factories import EditorFactory, ImageFactory, municipality
from tests.offers.door.conftest import DOOR, Visitor, mailed_path
from tests.offers.received_files.hostile_flyers import flyer
from tests.offers.received_files.hostile_pictures import with_place

pytestmark = pytest.mark.django_db
TEXT = "Fünf Frauen sitzen an Nähmaschinen"


def photograph() -> SimpleUploadedFile:
    return SimpleUploadedFile("../IMG_2041.HEIC.jpg", with_place(), "text/html")


def leaflet() -> SimpleUploadedFile:
    return SimpleUploadedFile("flyer.exe", flyer(), "image/png")


@pytest.fixture
def filled(visitor: Visitor) -> Visitor:
    visitor.fill_all()
    return visitor


def confirmed(visitor: Visitor) -> Submission:
    visitor.send()
    visitor.client.post(mailed_path())
    return Submission.objects.latest("pk")


def test_a_photograph_is_written_anew_and_shown(filled: Visitor):
    assert filled.fill("bild", file=photograph(), picture_text=TEXT).url == f"{DOOR}pruefen/"
    offer = Offer.objects.get()
    with offer.picture.file.open() as file:
        assert not dict(Image.open(file).getexif())
    assert "IMG" not in offer.picture.file.name
    for slug in ("bild", "pruefen", "vorschau"):
        assert filled.page(slug).select_one("img.offer-picture")["alt"] == TEXT, slug


def test_without_words_for_it_the_picture_is_kept_and_asked_about(filled: Visitor):
    response = filled.fill("bild", file=photograph())
    assert response.status_code == 422
    assert "was auf dem Bild zu sehen ist" in response.content.decode()
    assert 'class="offer-picture"' in response.content.decode()
    assert "Hier ist noch etwas offen: Bild oder Flyer" in filled.page("pruefen").text
    filled.fill("bild", picture_text=TEXT)
    offer = Offer.objects.get()
    assert (offer.picture is not None, offer.picture_text) == (True, TEXT)


def test_a_bad_file_is_refused_in_words_and_what_was_typed_stays(filled: Visitor):
    sent = SimpleUploadedFile("bild.jpg", b"<script>alert(1)</script>", "image/jpeg")
    response = filled.fill("bild", file=sent, picture_text=TEXT)
    assert response.status_code == 422
    assert "Das ist kein Bild, das wir lesen können" in response.content.decode()
    assert f'value="{TEXT}"' in response.content.decode()
    assert Offer.objects.get().picture is None


def test_a_flyer_takes_the_place_of_the_picture(filled: Visitor):
    filled.fill("bild", file=photograph(), picture_text=TEXT)
    filled.fill("bild", file=leaflet())
    offer = Offer.objects.get()
    assert (offer.picture, offer.picture_text) == (None, "")
    assert offer.flyer.filename.endswith(".pdf")
    assert not Picture.objects.exists(), "nothing shows it any more"
    assert "Flyer herunterladen" in filled.page("vorschau").text


def test_it_can_be_taken_away_and_goes_with_its_draft(filled: Visitor):
    filled.fill("bild", file=photograph(), picture_text=TEXT)
    filled.fill("bild", remove="on")
    assert not Picture.objects.exists()
    filled.fill("bild", file=leaflet())
    submissions.discard(submission=Submission.objects.get())
    assert not get_document_model().objects.exists()


def test_the_librarys_own_pictures_are_not_deleted(filled: Visitor):
    shown = ImageFactory(uploaded_by_user=EditorFactory())
    Offer.objects.update(picture=shown, picture_text=TEXT)
    filled.fill("bild", remove="on")
    assert Picture.objects.filter(pk=shown.pk).exists()


def test_the_municipality_gets_it_once_the_sender_is_known(filled: Visitor):
    filled.fill("bild", file=photograph(), picture_text=TEXT)
    collection = municipality("Siegburg").municipality_group.collection
    assert Picture.objects.get().collection.is_root()
    submission = confirmed(filled)
    assert Picture.objects.get().collection == collection
    offer = Offer.objects.get()
    assert filled.client.get(offer.get_absolute_url()).status_code == 404
    decisions.accept(submission=submission, by=EditorFactory())
    page = filled.client.get(offer.get_absolute_url()).content.decode()
    assert f'alt="{TEXT}"' in page


def test_the_desk_shows_it_before_it_is_public(filled: Visitor, client):
    filled.fill("bild", file=photograph(), picture_text=TEXT)
    submission = confirmed(filled)
    client.force_login(EditorFactory())
    assert f'alt="{TEXT}"' in client.get(f"/admin/vorschlaege/{submission.pk}/").content.decode()


def test_no_file_is_found_by_counting(filled: Visitor):
    filled.fill("bild", file=leaflet())
    document = get_document_model().objects.get()
    assert filled.client.get(f"/documents/{document.pk}/flyer.pdf").status_code == 404


def test_a_link_to_the_state_is_no_link_to_the_file(filled: Visitor):
    filled.fill("bild", file=photograph(), picture_text=TEXT)
    submission = confirmed(filled)
    token = links.issue(purpose=LinkPurpose.WATCH, submission=submission)
    assert Picture.objects.get().file.name not in filled.client.get(f"{DOOR}stand/{token}/").content.decode()


def test_another_picture_is_a_change_of_its_own(filled: Visitor):
    offer = Offer.objects.get()
    offer.picture, offer.picture_text = ImageFactory(), TEXT
    published = Offer.objects.get()
    (difference,) = differences(published, offer)
    assert difference.part.name == "picture"
    assert difference.changes[0].after == offer.picture.filename
