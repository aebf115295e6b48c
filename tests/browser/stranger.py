"""Somebody who types the same words into every field there is, and goes all the way to the directory."""

import time
from typing import Any

from bs4 import BeautifulSoup, SoupStrainer
from django.contrib.auth.models import User
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from offers.actions import accounts, decisions, links, members
from offers.actions.claims import claim
from offers.enums import LinkPurpose
from offers.models import Offer, Provider, ProviderMember, Submission
from tests.browser.stage import Sight
from tests.offers.door.conftest import DOOR, answers, mailed_path
from tests.offers.received_files.hostile_pictures import with_place

# Fields for free words, step by step, beside those every volunteer fills in.
FREE = {
    "wer": ("provider_name", "name"),
    "was": ("title", "summary", "description"),
    "fuer-wen": (),
    "wo": ("place-0-name", "place-0-street", "place-0-note"),
    "wann": ("time-0-note",),
    "kosten": ("cost_note", "contact_name"),
}
STRICT = {
    "wer": ("email", "phone"),
    "wo": ("place-0-postcode", "online_url"),
    "wann": ("time-0-starts_on", "time-0-ends_on"),
    "kosten": ("amount", "registration_url", "contact_phone", "contact_email"),
}
ENTRIES = f"{DOOR}eintraege"
INPUTS = SoupStrainer("input")


class Stranger:
    """`words` are what is typed. Pages that answer a form are kept in `sights`, for they have no address."""

    def __init__(self, number: int, words: str) -> None:
        self.words = words
        self.client = Client(REMOTE_ADDR=f"10.0.{number}.1")
        self.sights: list[Sight] = []
        self._hidden: dict[str, dict[str, str]] = {}

    @property
    def address(self) -> str:
        """An address for mails with as much of the words in it as addresses may have."""
        inner = "".join(sign for sign in self.words if sign.isascii() and sign.isprintable())
        inner = "".join(sign for sign in inner if sign not in '"\\ ')
        return f'"{inner[:50]}"@example.org'

    @property
    def website(self) -> str:
        shown = "".join(sign for sign in self.words if sign.isprintable())
        return "https://example.org/?" + shown.replace(" ", "")

    def keep(self, response: HttpResponse, what: str) -> HttpResponse:
        self.sights.append(Sight.of(response, f"/answer/{what}/"))
        return response

    def go_through_the_door(self) -> None:
        for slug, said in answers().items():
            if slug == "bild":
                self._send_a_picture()
                continue
            free = FREE.get(slug, ())
            everywhere = dict.fromkeys((*said, *free, *STRICT.get(slug, ())), self.words)
            if slug != "wann" and slug != "was":  # there nothing but a choice can be wrong
                everywhere |= {name: said[name] for name in ("municipality", "kind") if name in said}
            if everywhere:
                refused = self._fill(slug, everywhere)
                assert refused.status_code == 422, (slug, self.words)
                self.keep(refused, slug)
            self._fill_in(slug, said | dict.fromkeys(free, self.words))
            if free:
                self._look(f"{DOOR}{slug}/")
        for page in ("pruefen/", "vorschau/", "verwerfen/"):
            self._look(f"{DOOR}{page}")
        self._fill("pruefen", {"consent": "1"})
        self._look(f"{DOOR}gesendet/")
        self.submission = Submission.objects.latest("pk")
        path = mailed_path()
        self._look(path)
        self.client.post(path)

    def _send_a_picture(self) -> None:
        """Called what she types, and with as much of it as words for those who cannot see it."""
        wrong = {"file": SimpleUploadedFile(f"{self.words}.jpg", b"no picture"), "picture_text": self.words}
        self.keep(self._fill("bild", wrong), "bild")
        file = SimpleUploadedFile(f"{self.words}.jpg", with_place())
        assert self._fill("bild", {"file": file, "picture_text": self.words}).status_code == 302
        self._look(f"{DOOR}bild/")

    def _fill_in(self, slug: str, said: dict[str, Any]) -> None:
        """With words in addresses too, as far as they are taken for some."""
        plain = {"email": "a@example.org", "registration_url": "", "online_url": "", "contact_email": ""}
        strange = {"email": self.address, "registration_url": self.website, "online_url": self.website}
        strange["contact_email"] = self.address
        names = strange.keys() & {*said, *STRICT.get(slug, ())}
        for addresses in (strange, plain):
            response = self._fill(slug, said | {name: addresses[name] for name in names})
            if response.status_code == 302:
                return
        raise AssertionError(f"refused at {slug}: {self.words}")

    def _fill(self, slug: str, said: dict[str, Any]) -> HttpResponse:
        """Post a step with its hidden fields, which are the same each time."""
        if slug not in self._hidden:
            shown = BeautifulSoup(self.client.get(f"{DOOR}{slug}/").content, "html.parser", parse_only=INPUTS)
            fields = shown.find_all(type="hidden")
            self._hidden[slug] = {field["name"]: field.get("value", "") for field in fields}
            if "opened" in self._hidden[slug]:  # a person takes her time
                self._hidden[slug]["opened"] = signing.dumps(time.time() - 60, salt="form-time:door")
        return self.client.post(f"{DOOR}{slug}/", self._hidden[slug] | said)

    def _look(self, path: str) -> None:
        self.sights.append(Sight.at(self.client, path))

    def answer_the_desk(self, desk: User) -> None:
        decisions.ask(submission=self.submission, by=desk, question=self.words)
        path = mailed_path()
        self.keep(self.client.post(path, {"text": self.words * 200}), "reply")
        self.client.post(path, {"text": self.words})
        self._look(path)
        decisions.accept(submission=self.submission, by=desk, answer=self.words)
        self.offer = Offer.objects.get(pk=self.submission.offer_id)
        self.provider = self.offer.provider

    def go_to_the_entries(self) -> None:
        self.member = ProviderMember.objects.get(provider=self.provider)
        token = links.issue(purpose=LinkPurpose.ENTRIES, member=self.member)
        self._look(f"{ENTRIES}/oeffnen/{token}/")
        self.client.post(f"{ENTRIES}/oeffnen/{token}/")
        invited = {"name": self.words, "email": self.address, "language": "de"}
        self.keep(self.client.post(f"{ENTRIES}/kollegen/", invited | {"email": self.words}), "invite")
        self.keep(self.client.post(f"{ENTRIES}/kollegen/", invited | {"email": "c@example.org"}), "invite")
        self._look(mailed_path())
        members.mail_links(email=self.member.email)
        self.client.post(f"{ENTRIES}/{self.offer.pk}/plaetze/", {"places": "few"})
        self.client.post(f"{ENTRIES}/{self.offer.pk}/aendern/")
        self._hidden.clear()
        self._fill_in("was", answers()["was"] | dict.fromkeys(FREE["was"], f"neu {self.words}"))
        self._look(f"{DOOR}pruefen/")
        self._fill("pruefen", {"consent": "1"})
        self.change = Submission.objects.latest("pk")
        for page in ("liste", "kollegen", "loeschen", f"{self.offer.pk}/pause", f"{self.offer.pk}/beenden"):
            self._look(f"{ENTRIES}/{page}/")
        review = links.issue(purpose=LinkPurpose.REVIEW, member=self.member)
        self._look(f"/de/noch-aktuell/{review}/")

    def claim(self, provider: Provider) -> None:
        """Say that the entries of another organisation are hers."""
        path = f"{ENTRIES}/uebernehmen/{provider.pk}/"
        said = dict.fromkeys(("name", "email", "phone", "evidence"), self.words)
        self.keep(self.client.post(path, said), "claim")
        said |= {"email": self.address, "phone": ""}
        claim(provider=provider, language="de", **said)
        path = mailed_path()
        self._look(path)
        self.client.post(path)
        self.claimed = Submission.objects.latest("pk")

    def sign_in_with_an_account(self, other: Provider) -> None:
        """As somebody who speaks for two organisations."""
        ProviderMember.objects.create(provider=other, email=self.member.email)
        account, _is_new = accounts.open_account(member=self.member)
        self._look(f"{ENTRIES}/konto/")
        self.client.force_login(account)
        self._look(f"{ENTRIES}/auswahl/")
        self._look(f"{ENTRIES}/liste/")

    def ask_for_things(self, words: str) -> None:
        """What is searched for, and what is written where nobody is let in."""
        self.keep(self.client.get("/de/angebote/", {"q": words, "ort": words, "von": words}), "search")
        self.keep(self.client.get("/de/angebote/fehlt/", {"q": words}, follow=True), "missing")
        self.keep(self.client.get("/de/angebote/vorschlaege/", {"q": words}), "suggestions")
        self.keep(self.client.get(f"/de/gibt-es-nicht/{words}"), "404")
        wrong = {"login": words, "email": words, "code": words, "password": words}
        for page in ("anmelden", "anmelden/code", "anmelden/passwort"):
            self.keep(self.client.post(f"/de/{page}/", wrong, follow=True), "signin")
