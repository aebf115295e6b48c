"""An organisation takes everything along, and everything can be deleted."""

import io
import json

import pytest
from django.db import models
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry, Revision

from offers.actions import changes, decisions
from offers.actions.erasure import erase
from offers.entries.export import everything
from offers.enums import MailState, SubmissionKind, SubmissionState
from offers.models import (
    Contact,
    MailedLink,
    Offer,
    OutgoingMail,
    Picture,
    Provider,
    ProviderMember,
    Submission,
    ViewCount,
)
from tests.factories import EditorFactory, ImageFactory, OfferFactory
from tests.offers.entries.conftest import ENTRIES

pytestmark = pytest.mark.django_db
PEOPLE = ("Amira", "amira@example.org", "Ben", "ben@example.org", "0170 555", "Ada Kontakt")


@pytest.fixture
def full(member: ProviderMember, offer: Offer) -> Offer:
    """A published offer with a contact and a history, a change that waits, a copy, a decided submission."""
    ProviderMember.objects.create(provider=member.provider, name="Ben", email="ben@example.org")
    offer.contacts = [Contact(name="Ada Kontakt", phone="0170 555")]
    offer.save()
    offer.save_revision().publish()
    change = changes.begin_change(offer=Offer.objects.get(pk=offer.pk), by=member)
    Submission.objects.filter(pk=change.pk).update(state=SubmissionState.WAITING, sent_at=change.created_at)
    changes.copy(offer=offer, by=member)
    Submission.objects.create(
        kind=SubmissionKind.NEW,
        state=SubmissionState.ACCEPTED,
        offer=offer,
        provider=member.provider,
        name="Amira",
        email="amira@example.org",
        phone="0170 555",
        sent_at=change.created_at,
    )
    ViewCount.objects.create(offer=offer, counted_on=change.created_at.date(), views=7)
    OutgoingMail.objects.create(key="old", recipient="Amira@example.org", subject="x", state=MailState.SENT)
    OfferFactory(title="Von anderen")
    return Offer.objects.get(pk=offer.pk)


class TestExport:
    def test_everything_is_in_one_file(self, inside, full):
        response = inside.get(f"{ENTRIES}eintraege.json")
        assert "attachment" in response.headers["Content-Disposition"]
        said = json.loads(response.content)
        words = response.content.decode()
        assert said["organisation"]["name"] == full.provider.name
        assert {row["email"] for row in said["people"]} == {"amira@example.org", "ben@example.org"}
        assert len(said["entries"]) == 2
        assert said["views"][0]["views"] == 7
        assert any(row["change"] for row in said["submissions"])
        assert "Ada Kontakt" in words
        assert "german-practice" in words
        assert "Von anderen" not in words

    def test_a_strangers_name_is_not_told(self, inside, full):
        Submission.objects.filter(state=SubmissionState.ACCEPTED).update(name="Fremde", member=None)
        assert "Fremde" not in inside.get(f"{ENTRIES}eintraege.json").content.decode()

    def test_the_table_is_read_by_people(self, inside, full):
        content = inside.get(f"{ENTRIES}eintraege.xlsx").content
        rows = list(load_workbook(io.BytesIO(content)).active.values)
        assert rows[0][0] == "Titel"
        assert [row[0] for row in rows[1:]] == [full.title, full.title]
        assert rows[1][-1] == 7

    @pytest.mark.parametrize("title", ['=HYPERLINK("http://x")', "a\x01b\x0b", "+1", "x" * 200])
    def test_no_title_is_a_formula_or_breaks_it(self, inside, offer, title: str):
        offer.translations.update(title=title, description="y" * 40_000)
        Offer.objects.filter(pk=offer.pk).update(title=title)
        content = inside.get(f"{ENTRIES}eintraege.xlsx").content
        cell = load_workbook(io.BytesIO(content)).active["A2"]
        assert cell.data_type == "s"
        assert inside.get(f"{ENTRIES}eintraege.json").status_code == 200


def test_the_picture_is_named_in_what_is_taken_along(full, member):
    full.picture = ImageFactory()
    full.save()
    (entry,) = [entry for entry in everything(member.provider)["entries"] if entry["picture"]]
    assert entry["picture"]["address"] == full.picture.file.url
    full.picture.file.close()


class TestDeleting:
    def test_it_needs_a_tick(self, inside, full):
        assert "2 Einträge" in inside.get(f"{ENTRIES}loeschen/").content.decode()
        assert inside.post(f"{ENTRIES}loeschen/").status_code == 422
        assert ProviderMember.objects.count() == 2

    def test_nobody_is_named_any_more_and_everybody_is_told(self, inside, full):
        response = inside.post(f"{ENTRIES}loeschen/", {"sure": "1"})
        assert inside.get(response.headers["Location"]).status_code == 200
        mails = set(OutgoingMail.objects.values_list("recipient", "key"))
        assert {recipient for recipient, _key in mails} == {"amira@example.org", "ben@example.org"}
        OutgoingMail.objects.all().delete()
        assert not named()
        assert inside.get(f"{ENTRIES}liste/").status_code == 302

    def test_the_published_entry_ends_and_the_drafts_go(self, full, member):
        erase(provider=member.provider, by=member)
        offer = Offer.objects.get(provider=member.provider)
        assert (offer.live, offer.is_temporarily_closed, bool(offer.valid_to)) == (False, False, True)
        assert not offer.contacts.exists()
        assert not Provider.objects.get(pk=member.provider_id).live
        assert Offer.objects.get(title="Von anderen").live
        states = set(Submission.objects.values_list("state", flat=True))
        assert states == {SubmissionState.WITHDRAWN, SubmissionState.ACCEPTED}
        assert not MailedLink.objects.filter(member__isnull=False).exists()

    def test_what_an_editor_had_in_work_does_not_bring_it_back(self, full, member):
        draft = full.get_latest_revision_as_object()
        draft.save_revision(user=EditorFactory())
        erase(provider=member.provider, by=member)
        assert not full.revisions.exists()

    def test_the_page_is_gone(self, client, full, member):
        assert client.get(full.get_absolute_url()).status_code == 200
        erase(provider=member.provider, by=member)
        assert client.get(full.get_absolute_url()).status_code == 404

    def test_pictures_go_too_also_what_only_a_change_shows(self, full, member):
        full.picture, full.picture_text = ImageFactory(), "Eine Nähmaschine"
        full.save()
        change = Submission.objects.get(state=SubmissionState.WAITING)
        draft = change.draft
        draft.picture = ImageFactory()
        change.keep(draft)
        erase(provider=member.provider, by=member)
        assert not Picture.objects.exists()
        assert Offer.objects.get(pk=full.pk).picture_text == ""

    def test_nobody_decides_about_what_is_gone(self, full, member):
        change = Submission.objects.get(state=SubmissionState.WAITING)
        erase(provider=member.provider, by=member)
        with pytest.raises(decisions.AlreadyDecidedError):
            decisions.accept(submission=change, by=EditorFactory())


def named() -> list[str]:
    """Where the people of the organisation stand in the database, in any row of any model of these."""
    found = []
    for model in (
        Offer,
        Provider,
        Submission,
        ProviderMember,
        Contact,
        OutgoingMail,
        ModelLogEntry,
        Revision,
    ):
        for row in model.objects.values(*[field.name for field in own_fields(model)]):
            found += [f"{model.__name__}: {word}" for word in PEOPLE if word in str(row)]
    return found


def own_fields(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.concrete_fields if not field.is_relation]
