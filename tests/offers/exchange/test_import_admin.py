"""Imports in the admin: by forms alone, step by step, safe against bad files and interruptions."""

import csv
import re
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from offers.exchange import staging
from offers.exchange.mapping_reader import read_mapping
from offers.imports import views
from offers.imports.forms import SHIPPED, ImportForm
from offers.models import ImportRun, Offer
from tests.offers.exchange.conftest import HEADER, MAPPING
from tests.offers.exchange.test_tables import CELL, archive, sheet_xml, workbook

pytestmark = pytest.mark.django_db

LIST = reverse("offers_imports:list")


@pytest.fixture(autouse=True)
def _uploads(settings, tmp_path):
    settings.UPLOADS_DIR = tmp_path / "uploads"


@pytest.fixture
def permissions() -> list[str]:
    return ["add_importrun", "add_offer", "change_offer", "publish_offer", "access_admin"]


@pytest.fixture
def editor(client: Client, permissions: list[str]) -> Client:
    user = User.objects.create_user("editor", password="x")
    group = Group.objects.create(name="Importing")
    group.permissions.set(Permission.objects.filter(codename__in=permissions))
    user.groups.add(group)
    client.force_login(user)
    return client


@pytest.fixture
def in_small_steps(monkeypatch):
    monkeypatch.setattr(staging, "BATCH_ROWS", 2)
    monkeypatch.setattr(views, "SECONDS_A_STEP", 0.0)


def table(*lines: str, name: str = "offers.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join((HEADER, *lines)).encode())


def upload(client: Client, file: object, mapping: str | bytes = MAPPING) -> object:
    content = mapping if isinstance(mapping, bytes) else mapping.encode()
    return client.post(LIST, {"file": file, "mapping_file": SimpleUploadedFile("m.toml", content)})


def run_of(response) -> ImportRun:
    assert response.status_code == 302, response.context["form"].errors
    return ImportRun.objects.get(pk=re.search(r"(\d+)/$", response.url)[1])


def step(client: Client, run: ImportRun, action: str = "step") -> ImportRun:
    assert client.post(reverse("offers_imports:step", args=[run.pk, action])).status_code == 302
    run.refresh_from_db()
    return run


def page(client: Client, run: ImportRun) -> str:
    response = client.get(reverse("offers_imports:run", args=[run.pk]))
    assert response.status_code == 200
    return response.content.decode()


ROWS = [f"{number};Kurs {number};<p>Text</p>;Verein;a@example.org;a1;b1;" for number in range(5)]
ROWS[3] = ROWS[3].replace("a1;b1", "b2;a1")


class TestTheWay:
    def test_upload_check_look_apply_report(self, editor, in_small_steps):
        run = run_of(upload(editor, table(*ROWS)))
        assert (run.total, run.state, run.file_name) == (5, "checking", "offers.csv")
        assert run.started_by.username == "editor"
        shown = page(editor, run)
        assert "0 von 5 Zeilen" in shown
        assert "<progress" in shown
        assert "Kurs 0" in shown

        assert step(editor, run).processed == 2
        step(editor, run)
        assert step(editor, run).state == "checked"
        assert (run.created, run.refused) == (4, 1)
        assert not Offer.objects.exists()
        assert "„Deutsch ab“ liegt über „Deutsch bis“." in page(editor, run)

        step(editor, run, "apply")
        assert (run.state, run.processed, Offer.objects.count()) == ("applying", 2, 2)
        assert "2 von 5 Zeilen" in page(editor, run)
        step(editor, run)
        step(editor, run)
        assert (run.state, run.created, run.refused, Offer.objects.live().count()) == ("done", 4, 1, 4)
        assert run.finished_at
        assert "Der Import ist fertig." in page(editor, run)

        report = editor.get(reverse("offers_imports:report", args=[run.pk])).content.decode("utf-8-sig")
        lines = list(csv.reader(StringIO(report), delimiter=";"))
        assert [line[2] for line in lines[1:]] == [
            "angelegt",
            "angelegt",
            "angelegt",
            "abgelehnt",
            "angelegt",
        ]

    def test_a_small_file_needs_one_step(self, editor):
        run = run_of(upload(editor, table(*ROWS)))
        assert step(editor, run).state == "checked"
        assert step(editor, run, "apply").state == "done"

    def test_the_same_file_again_changes_nothing(self, editor):
        for expected in ("created", "unchanged"):
            run = run_of(upload(editor, table(*ROWS)))
            step(editor, run)
            step(editor, run, "apply")
            assert getattr(run, expected) == 4

    def test_a_mapping_that_was_sent_once_can_be_chosen(self, editor):
        run = run_of(upload(editor, table(*ROWS)))
        choices = dict(editor.get(LIST).context["form"].fields["mapping"].choices)
        assert choices[f"run:{run.pk}"].startswith("Probe (zuletzt am")
        again = editor.post(LIST, {"file": table(*ROWS), "mapping": f"run:{run.pk}"})
        assert run_of(again).mapping_text == run.mapping_text

    def test_the_mapping_that_comes_with_the_portal(self, editor):
        columns = read_mapping((SHIPPED / "angebote.toml").read_text(encoding="utf-8")).table.columns
        filled = {"Kennung": "7", "Titel": "Sprachcafé", "Art": "Treffpunkt", "Zuständig": "Siegburg"}
        filled |= {
            "Anbieter": "Verein",
            "Beschreibung": "Reden",
            "Themen": "Deutsch üben",
            "Wochentage": "Di",
        }
        text = ";".join(columns) + "\n" + ";".join(filled.get(name, "") for name in columns)
        file = SimpleUploadedFile("a.csv", text.encode())
        run = run_of(editor.post(LIST, {"file": file, "mapping": "file:angebote.toml"}))
        step(editor, run)
        assert step(editor, run, "apply").created == 1
        offer = Offer.objects.with_facts().get()
        assert (offer.title, offer.kind.code, offer.live) == ("Sprachcafé", "meeting-place", False)
        assert [rule.byday for rule in offer.rules()] == [("TU",)]

    def test_a_discarded_run_takes_its_files_along_and_leaves_the_offers(self, editor):
        run = run_of(upload(editor, table(*ROWS)))
        step(editor, run)
        step(editor, run, "apply")
        assert run.folder.exists()
        editor.post(reverse("offers_imports:step", args=[run.pk, "discard"]))
        assert not run.folder.exists()
        assert not ImportRun.objects.exists()
        assert Offer.objects.count() == 4

    def test_what_nobody_finished_is_forgotten(self, editor):
        forgotten = run_of(upload(editor, table(*ROWS)))
        ImportRun.objects.update(started_at=timezone.now() - timedelta(days=31))
        kept = run_of(upload(editor, table(*ROWS)))
        assert list(ImportRun.objects.order_by("pk")) == [kept]
        assert not forgotten.folder.exists()

    def test_the_first_rows_are_shown_in_words(self, editor):
        run = run_of(upload(editor, table("1;Kurs 0;;Verein Nord;;a1;;german-courses,literacy")))
        cells = BeautifulSoup(page(editor, run), "html.parser").select("details tr")
        shown = {row.th.text: row.td.text for row in cells}
        assert shown["Art des Angebots"] == "Kurs"
        assert shown["Themen"] == "Deutschkurse, Lesen und Schreiben lernen"
        assert shown["zuständig"] == "Siegburg"

    def test_an_empty_table_is_done_at_once(self, editor):
        run = run_of(upload(editor, table()))
        assert step(editor, run).state == "checked"
        assert "0 Zeilen" in page(editor, run)


class TestInterruption:
    def test_what_a_broken_step_wrote_is_undone_and_done_again(self, editor, in_small_steps, monkeypatch):
        run = run_of(upload(editor, table(*ROWS)))
        for _ in range(3):
            step(editor, run)
        step(editor, run, "apply")
        valid = run.report_bytes

        def dies(*args, **kwargs):
            raise RuntimeError("the machine is switched off")

        with monkeypatch.context() as patch:
            patch.setattr(ImportRun, "save", dies)
            with pytest.raises(RuntimeError, match="switched off"):
                step(editor, run)
        run.refresh_from_db()
        assert (run.processed, run.report_bytes, Offer.objects.count()) == (2, valid, 2)
        assert (run.folder / staging.REPORT_FILE).stat().st_size > valid

        step(editor, run)
        step(editor, run)
        assert (run.state, run.created, run.refused) == ("done", 4, 1)
        assert [result.row for result in staging.results(run)] == [2, 3, 4, 5, 6]

    def test_pressing_twice_does_not_apply_twice(self, editor):
        run = run_of(upload(editor, table(*ROWS)))
        step(editor, run)
        step(editor, run, "apply")
        step(editor, run, "apply")
        step(editor, run)
        assert (run.state, run.created, run.unchanged) == ("done", 4, 0)

    def test_files_that_are_gone_are_said(self, editor):
        run = run_of(upload(editor, table(*ROWS)))
        (run.folder / staging.ROWS_FILE).unlink()
        response = editor.post(reverse("offers_imports:step", args=[run.pk, "step"]), follow=True)
        assert response.status_code == 200
        assert "nicht mehr da" in response.content.decode()


class TestBadInput:
    def errors(self, response, field: str = "file") -> str:
        assert response.status_code == 200
        assert not ImportRun.objects.exists()
        return " ".join(response.context["form"].errors[field])

    def left_behind(self, tmp_path: Path) -> list[Path]:
        return [path for path in (tmp_path / "uploads").rglob("*") if path.is_file()]

    @pytest.mark.usefixtures("editor")
    def test_200_mb(self):
        with TemporaryUploadedFile("big.xlsx", "application/zip", 0, None) as file:
            file.file.truncate(200_000_000)
            file.size = 200_000_000
            user = User.objects.get(username="editor")
            form = ImportForm({}, {"file": file, "mapping_file": table(name="m.toml")}, user=user)
            assert "mit 200 MB zu groß" in str(form.errors["file"])

    def test_a_bomb(self, editor, tmp_path):
        bomb = archive(
            tmp_path / "a.xlsx", sheet_xml(f"<row r='1'>{CELL.format('A1', 'x' * 30_000_000)}</row>")
        )
        with bomb.open("rb") as file:
            assert "beim Entpacken zu groß" in self.errors(upload(editor, file))
        assert not self.left_behind(tmp_path)

    @pytest.mark.parametrize(
        ("name", "content", "words"),
        [
            ("a.csv", "id;Titel\n1;schlüpft".encode("cp1252"), "Diese Spalten fehlen"),
            ("a.csv", (HEADER + "\n1;ü;;V;;;;").encode("cp1252"), "Zeile 2 ist nicht in „utf-8“"),
            ("a.xlsx", b"PK\x03\x04", "keine lesbare XLSX-Datei"),
            ("a.xlsx", HEADER.encode(), "keine lesbare XLSX-Datei"),
            ("a.pdf", b"%PDF", "kann das Portal nicht lesen"),
            ("a.csv", b"\x00\xff" * 100, "nicht in „utf-8“"),
            ("a.csv", b"", "leer"),
        ],
    )
    def test_a_broken_file(self, editor, tmp_path, name, content, words):
        response = upload(editor, SimpleUploadedFile(name, content))
        assert words in self.errors(response)
        assert words in response.content.decode()
        assert not self.left_behind(tmp_path)

    @pytest.mark.parametrize(
        ("mapping", "words"),
        [
            (b"\xff\xfe", "kein UTF-8"),
            ("name = ", "kein gültiges TOML"),
            ("x = 1", "x: Diesen Schlüssel gibt es nicht."),
        ],
    )
    def test_a_broken_mapping(self, editor, mapping, words):
        assert words in self.errors(upload(editor, table(*ROWS), mapping), "mapping_file")

    @pytest.mark.parametrize("choice", ["", "run:999", "run:x", "file:../../x", "file:"])
    def test_a_mapping_that_does_not_exist(self, editor, choice):
        assert self.errors(editor.post(LIST, {"file": table(*ROWS), "mapping": choice}), "mapping")

    def test_nothing_at_all(self, editor):
        assert self.errors(editor.post(LIST))

    def test_a_name_that_tries_to_leave_its_folder(self, editor, tmp_path):
        run = run_of(upload(editor, table(*ROWS, name="../../../etc/passwd.csv")))
        assert run.file_name == "passwd.csv"
        assert all(path.is_relative_to(run.folder) for path in self.left_behind(tmp_path))

    def test_what_stands_in_a_file_is_shown_as_text(self, editor):
        run = run_of(upload(editor, table("1;<script>alert(1)</script>;;V;;b2;a1;")))
        step(editor, run)
        assert "<script>alert(1)" not in page(editor, run)
        assert "&lt;script&gt;alert(1)" in page(editor, run)

    def test_a_workbook(self, editor, tmp_path):
        path = workbook(tmp_path / "a.xlsx", HEADER.split(";"), [1, "Kurs", "", "Verein", "", "", "", ""])
        run = run_of(upload(editor, SimpleUploadedFile("a.xlsx", path.read_bytes())))
        step(editor, run)
        assert step(editor, run, "apply").created == 1


class TestPermissions:
    def test_visitors_are_asked_to_sign_in(self, client):
        assert "/anmelden/" in client.get(LIST).url

    @pytest.mark.parametrize("missing", ["add_importrun", "add_offer", "change_offer"])
    def test_who_may_not_write_offers_may_not_import_them(self, client, permissions, missing):
        user = User.objects.create_user("reader", password="x")
        wanted = [name for name in permissions if name != missing]
        user.user_permissions.set(Permission.objects.filter(codename__in=wanted))
        client.force_login(user)
        run = ImportRun.objects.create(file_name="a.csv", mapping_name="m", mapping_text="")
        for url in (
            LIST,
            reverse("offers_imports:run", args=[run.pk]),
            reverse("offers_imports:report", args=[run.pk]),
        ):
            assert client.get(url).status_code in {302, 403}
        assert client.post(reverse("offers_imports:step", args=[run.pk, "discard"])).status_code in {302, 403}
        assert ImportRun.objects.filter(pk=run.pk).exists()
        assert LIST not in client.get(reverse("wagtailadmin_home")).content.decode()

    def test_who_may_import_finds_it_in_the_menu(self, editor):
        assert LIST in editor.get(reverse("wagtailadmin_home")).content.decode()

    def test_publishing_needs_its_own_permission(self, editor):
        Group.objects.get(name="Importing").permissions.remove(
            Permission.objects.get(codename="publish_offer")
        )
        response = upload(editor, table(*ROWS))
        assert "Dazu fehlt Ihnen die Berechtigung." in response.context["form"].errors["mapping_file"][0]
        assert run_of(upload(editor, table(*ROWS), MAPPING.replace("publish = true", "")))

    def test_a_step_is_no_link(self, editor):
        run = run_of(upload(editor, table(*ROWS)))
        assert editor.get(reverse("offers_imports:step", args=[run.pk, "step"])).status_code == 405

    def test_an_address_of_nothing(self, editor):
        for key in ("0", "9" * 18):
            assert editor.get(f"{LIST}{key}/", follow=True).status_code == 404
