"""Rows become offers once; a second time only what the source changed is written."""

from pathlib import Path

import pytest
from django.db import connection
from wagtail.models import ReferenceIndex

from offers.exchange import apply as apply_module
from offers.exchange.apply import apply_rows
from offers.exchange.mapping_reader import read_mapping
from offers.exchange.tables import read_rows
from offers.models import Location, Offer, Provider
from offers.models.import_run import ImportedRecord
from offers.schedules import describe
from offers.signals import offers_changed
from tests.harness.blanks import tied
from tests.offers.exchange.conftest import MAPPING, outcomes

pytestmark = pytest.mark.django_db

ROW = "1;Deutsch am Abend;<p>Für alle.</p>;Verein Brücke;post@example.org;a1;b1;german-courses"


@pytest.fixture
def announced():
    """The primary keys that were announced, batch by batch."""
    heard: list[list[int]] = []

    def hear(sender, pks, **kwargs):
        heard.append(sorted(pks))

    offers_changed.connect(hear)
    yield heard
    offers_changed.disconnect(hear)


def offer(external_id: str = "1") -> Offer:
    return Offer.objects.with_facts().get(source="test", external_id=external_id)


class TestCreating:
    def test_an_offer_with_everything_the_row_says(self, run_import):
        assert outcomes(run_import(ROW)) == ["created"]
        created = offer()
        words = created.words_in("de")
        assert (created.title, words.title, words.description) == (
            "Deutsch am Abend",
            "Deutsch am Abend",
            "<p>Für alle.</p>",
        )
        assert created.live
        assert created.first_published_at
        assert created.provider.name == "Verein Brücke"
        assert created.provider.live
        assert created.kind.code == "course"
        assert created.responsible_municipality.ags == "05382060"
        assert (created.level_from, created.level_to) == ("a1", "b1")
        assert [row.term.code for row in created.terms.all()] == ["german-courses"]
        assert [row.email for row in created.contacts.all()] == ["post@example.org"]

    def test_unless_the_mapping_publishes_it_is_a_draft(self, run_import):
        run_import(ROW, mapping=MAPPING.replace("publish = true", ""))
        assert not offer().live
        assert not offer().provider.live

    def test_providers_are_found_again(self, run_import):
        by_hand = Provider.objects.create(name="Verein Brücke", kind="association")
        run_import(ROW, ROW.replace("1;", "2;", 1), ROW.replace("1;", "3;", 1).replace("Brücke", "Neu"))
        assert offer("1").provider == offer("2").provider == by_hand
        assert Provider.objects.count() == 2

    @pytest.mark.references
    def test_wagtail_knows_what_is_used_where_as_if_each_had_been_saved(self, run_import):
        run_import(ROW, ROW.replace("1;", "2;", 1).replace("german-courses", "literacy,german-courses"))
        facts = (
            "object_id",
            "to_object_id",
            "model_path",
            "content_path",
            "content_path_hash",
            "content_type",
        )

        def noted() -> set[tuple[object, ...]]:
            return set(ReferenceIndex.objects.values_list("base_content_type", "to_content_type", *facts))

        before = noted()
        usage = ReferenceIndex.get_references_to(offer().provider).filter(object_id__in=[offer().pk])
        assert [reference.model_path for reference in usage] == ["provider"]
        for record in (offer("1"), offer("2"), offer().provider):
            ReferenceIndex.create_or_update_for_object(record)
        assert noted() == before

    def test_terms_and_towns_may_be_said_by_name(self, run_import):
        mapping = MAPPING.replace('"05382060"', '"Siegburg"').replace('"course"', '"Kurs"')
        run_import(ROW.replace("german-courses", "Deutschkurse, Deutsch üben"), mapping=mapping)
        assert {row.term.code for row in offer().terms.all()} == {"german-courses", "german-practice"}
        assert offer().responsible_municipality.ags == "05382060"

    def test_html_that_could_harm_is_gone(self, run_import):
        evil = (
            "<p onclick=x()>Gut<script>alert(1)</script><a href='javascript:x()'>a</a><img src=x onerror=y>"
        )
        run_import(ROW.replace("<p>Für alle.</p>", evil))
        description = offer().words_in("de").description
        assert "Gut" in description
        assert not any(word in description for word in ("script", "onclick", "onerror", "alert", "<img"))

    def test_a_batch_costs_few_queries(self, run_import, django_assert_max_num_queries):
        rows = [ROW.replace("1;", f"{number};", 1) for number in range(100)]
        with django_assert_max_num_queries(60):
            run_import(*rows)
        assert Offer.objects.filter(source="test").count() == 100


class TestTimesPlacesAndMoney:
    FIELDS = """
"cost.amount" = "Euro"
"schedule.byday" = "Tage"
"schedule.starts_on" = "am"
"schedule.starts_at" = "von"
"schedule.ends_at" = "bis_"
"location.name" = "Ort"
"location.postcode" = "PLZ"
"location_2.name" = "Ort 2"

[fields.topics]"""

    def run(self, run_import, *cells: str):
        mapping = MAPPING.replace("[fields.topics]", self.FIELDS)
        names = "id;Titel;Text;Anbieter;E-Mail;ab;bis;Themen;Euro;Tage;am;von;bis_;Ort;PLZ;Ort 2"
        return run_import(f"{ROW};{';'.join(cells)}", mapping=mapping, header=names)

    def test_a_weekly_course(self, run_import):
        self.run(run_import, "12.50", "Mo, Mittwoch", "", "9 Uhr", "11.30", "Bücherei", "53757", "Park")
        (schedule,) = offer().schedules.all()
        assert (schedule.freq, schedule.byday, str(schedule.starts_at)) == ("weekly", "MO,WE", "09:00:00")
        (cost,) = offer().cost_options.all()
        assert (cost.kind, str(cost.amount)) == ("amount", "12.50")
        first, second = [row.location for row in offer().locations.all()]
        assert (first.name, first.municipality.name) == ("Bücherei", "Sankt Augustin")
        assert (second.name, second.municipality.name) == ("Park", "Siegburg")

    def test_a_single_date_that_is_free(self, run_import):
        self.run(run_import, "0", "", "03.12.2026", "15:00", "", "", "", "")
        (schedule,) = offer().schedules.all()
        assert (schedule.freq, str(schedule.starts_on)) == ("once", "2026-12-03")
        assert [(row.kind, row.amount) for row in offer().cost_options.all()] == [("free", None)]
        assert not offer().locations.all()

    def test_a_place_is_found_again(self, run_import):
        for _ in range(2):
            self.run(run_import, "0", "", "", "", "", "Bücherei", "53757", "")
        assert Location.objects.filter(name="Bücherei").count() == 1

    @pytest.mark.parametrize(
        ("cells", "reason"),
        [
            (("viel", "", "", "", "", "", "", ""), "Euro: "),
            (("", "Xy", "", "", "", "", "", ""), "Tage: „Xy“ ist kein Wochentag."),
            (("", "Mo", "", "25 Uhr", "", "", "", ""), "von: „25 Uhr“ ist keine Uhrzeit."),
            (("", "", "31.02.2026", "", "", "", "", ""), "am: „31.02.2026“ ist kein Datum."),
            (
                ("", "Mo", "", "", "11", "", "", ""),
                "Tage + am + von + bis_: Zu einer Endzeit gehört eine Anfangszeit.",
            ),
            (("", "", "", "9", "", "", "", ""), "Ein einzelner Termin braucht sein Datum."),
            (("", "", "", "", "", "x" * 200, "", ""), "Ort: "),
        ],
    )
    def test_what_cannot_be_read_is_refused_with_its_field(self, run_import, cells, reason):
        (result,) = self.run(run_import, *cells)
        assert result.outcome == "refused"
        assert reason in result.reason
        assert not Offer.objects.filter(source="test").exists()
        assert not Location.objects.filter(name="x" * 160).exists()


class TestRefusing:
    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            (ROW.replace("Deutsch am Abend", ""), "Titel: "),
            (ROW.replace("Deutsch am Abend", "x" * 201), "Titel: "),
            (ROW.replace("german-courses", "golf"), "Themen: Den Begriff „golf“ gibt es nicht."),
            (ROW.replace("a1;b1", "z9;b1"), "ab: „z9“ ist nicht möglich."),
            (ROW.replace("a1;b1", "b2;a1"), "„Deutsch ab“ liegt über „Deutsch bis“."),
            (ROW.replace("post@example.org", "post"), "E-Mail: "),
            (ROW.replace("Verein Brücke", ""), "Anbieter: "),
            (ROW.replace("1;", "x" * 201 + ";", 1), "id: "),
            ("1;zu;wenig", "Die Zeile hat 3 Felder"),
        ],
    )
    def test_the_reason_names_the_field_and_the_neighbours_are_imported(self, run_import, row, reason):
        results = run_import(row, ROW.replace("1;", "2;", 1))
        assert outcomes(results) == ["refused", "created"]
        assert results[0].row == 2
        assert reason in results[0].reason
        assert offer("2").title == "Deutsch am Abend"

    def test_a_constraint_of_the_database_is_said_in_its_own_words(self, run_import):
        rows = [ROW.replace("1;", f"{number};", 1) for number in range(5)]
        rows[2] = rows[2].replace("a1;b1", "c1;a2")
        results = run_import(*rows)
        assert outcomes(results) == ["created", "created", "refused", "created", "created"]
        assert results[2].reason == "„Deutsch ab“ liegt über „Deutsch bis“."

    def test_a_provider_of_a_refused_row_does_not_spoil_the_next(self, run_import):
        mapping = MAPPING.replace(
            '"provider.name" = "Anbieter"', '"provider.name" = "Anbieter"\n"provider.email" = "E-Mail"'
        )
        results = run_import(
            ROW.replace("post@example.org", "post"), ROW.replace("1;", "2;", 1), mapping=mapping
        )
        assert outcomes(results) == ["refused", "created"]
        assert offer("2").provider.email == "post@example.org"

    def test_refused_rows_leave_no_provider_behind(self, run_import):
        run_import(ROW.replace("Deutsch am Abend", ""))
        assert not Provider.objects.filter(name="Verein Brücke").exists()

    def test_a_fault_that_is_not_the_rows_is_not_blamed_on_them(self, run_import, monkeypatch):
        def broken(*args, **kwargs):
            raise RuntimeError("bug")

        monkeypatch.setattr(apply_module.writing, "create", broken)
        with pytest.raises(RuntimeError, match="bug"):
            run_import(ROW)
        assert not ImportedRecord.objects.exists()


class TestAgain:
    def test_nothing_is_written_when_nothing_changed(self, run_import, announced):
        run_import(ROW)
        before = offer().updated_at
        assert outcomes(run_import(ROW)) == ["unchanged"]
        assert offer().updated_at == before
        assert len(announced) == 1

    def test_what_the_source_changes_is_written(self, run_import):
        run_import(ROW)
        changed = (
            ROW.replace("am Abend", "am Morgen").replace("a1;b1", ";b2").replace("german-courses", "literacy")
        )
        assert outcomes(run_import(changed.replace("post@", "neu@").replace("Brücke", "Steg"))) == ["changed"]
        assert offer().title == offer().words_in("de").title == "Deutsch am Morgen"
        assert (offer().level_from, offer().level_to) == ("", "b2")
        assert [row.term.code for row in offer().terms.all()] == ["literacy"]
        assert [row.email for row in offer().contacts.all()] == ["neu@example.org"]
        assert offer().provider.name == "Verein Steg"
        assert outcomes(run_import(changed.replace("post@", "neu@").replace("Brücke", "Steg"))) == [
            "unchanged"
        ]

    def test_what_an_editor_changed_stays_where_the_source_did_not(self, run_import):
        run_import(ROW)
        edited = offer()
        words = edited.words_in("de")
        words.summary, words.description = "Von Hand.", "<p>Von Hand.</p>"
        edited.translations = [words]
        edited.minimum_age = 18
        edited.terms.add(edited.terms.model(term=edited.kind))
        edited.save()
        run_import(ROW.replace("am Abend", "am Morgen"))
        after = offer()
        assert after.title == "Deutsch am Morgen"
        assert after.words_in("de").description == "<p>Von Hand.</p>"
        assert after.minimum_age == 18
        assert after.terms.count() == 2

    def test_what_is_gone_from_the_source_is_gone_from_the_offer(self, run_import):
        run_import(ROW + ",literacy")
        run_import(ROW.replace("post@example.org", ""))
        assert not offer().contacts.all()
        assert [row.term.code for row in offer().terms.all()] == ["german-courses"]

    def test_the_next_editor_begins_with_what_was_imported(self, run_import):
        run_import(ROW)
        offer().save_revision().publish()
        run_import(ROW.replace("am Abend", "am Morgen"))
        assert offer().live
        assert not offer().has_unpublished_changes
        assert offer().get_latest_revision_as_object().title == "Deutsch am Morgen"

    def test_an_offer_that_was_taken_off_stays_off(self, run_import):
        run_import(ROW)
        offer().unpublish()
        Offer.objects.filter(external_id="1").update(has_unpublished_changes=False)
        assert outcomes(run_import(ROW.replace("am Abend", "am Morgen"))) == ["changed"]
        assert not offer().live

    def test_a_draft_that_waits_is_not_overtaken(self, run_import):
        run_import(ROW)
        draft = offer()
        draft.minimum_age = 16
        draft.save_revision()
        (result,) = run_import(ROW.replace("am Abend", "am Morgen"))
        assert "Jemand arbeitet an diesem Angebot" in result.reason
        assert offer().title == "Deutsch am Abend"
        offer().get_latest_revision().publish()
        assert outcomes(run_import(ROW.replace("am Abend", "am Morgen"))) == ["changed"]
        assert (offer().title, offer().minimum_age) == ("Deutsch am Morgen", 16)

    def test_a_locked_offer_is_left_alone(self, run_import):
        run_import(ROW)
        Offer.objects.filter(external_id="1").update(locked=True)
        (result,) = run_import(ROW.replace("am Abend", "am Morgen"))
        assert "gesperrt" in result.reason

    def test_a_change_that_does_not_fit_what_an_editor_said_is_refused(self, run_import):
        run_import(ROW.replace("a1;b1", ";b1"))
        Offer.objects.filter(external_id="1").update(level_from="b1")
        (result,) = run_import(ROW.replace("a1;b1", ";a2"))
        assert result.reason == "„Deutsch ab“ liegt über „Deutsch bis“."
        assert offer().level_to == "b1"

    def test_other_languages_are_words_of_their_own(self, run_import):
        mapping = MAPPING.replace('title = "Titel"', 'title = "Titel"\n"title.en" = "Title"')
        header = "id;Titel;Text;Anbieter;E-Mail;ab;bis;Themen;Title"
        run_import(ROW + ";", mapping=mapping, header=header)
        assert offer().translations.count() == 1
        run_import(ROW + ";German at night", mapping=mapping, header=header)
        assert offer().words_in("en").title == "German at night"
        assert offer().title == "Deutsch am Abend"


class TestTrial:
    def test_a_dry_run_says_all_and_writes_nothing(self, run_import, announced):
        results = run_import(ROW, ROW.replace("1;", "2;", 1).replace("a1;b1", "b1;a1"), ROW, dry=True)
        assert outcomes(results) == ["created", "refused", "refused"]
        assert not Offer.objects.filter(source="test").exists()
        assert not Provider.objects.exists()
        assert announced == []

    def test_batches_do_not_depend_on_each_other(self, run_import, monkeypatch):
        monkeypatch.setattr(apply_module, "BATCH_ROWS", 2)
        rows = [ROW.replace("1;", f"{number};", 1) for number in range(5)]
        assert outcomes(run_import(*rows, dry=True)) == ["created"] * 5
        assert outcomes(run_import(*rows)) == ["created"] * 5
        assert Provider.objects.count() == 1


def test_changes_are_announced_in_the_transaction(run_import, announced):
    seen: list[bool] = []
    offers_changed.connect(hear := lambda **kwargs: seen.append(connection.in_atomic_block))
    run_import(ROW)
    offers_changed.disconnect(hear)
    assert seen == [True]
    assert announced == [[offer().pk]]


def test_a_report_is_harmless_in_a_spreadsheet(run_import):
    (result,) = run_import(ROW.replace("1;", "=cmd();", 1).replace("Deutsch am Abend", "@SUM(1)"))
    assert result.as_cells()[1] == "'=cmd()"
    assert result.as_cells()[3] == "'@SUM(1)"


def test_the_example_of_the_documentation_works(tmp_path):
    """Whoever copies the table and the mapping of docs/import.md gets what stands there."""
    text = (Path(__file__).resolve().parents[3] / "docs" / "import.md").read_text(encoding="utf-8")
    mapping = read_mapping(text.split("```toml")[1].split("```")[0])
    lines = text[text.index("    Nr;Kurs") :].split("\n\n")[0].splitlines()
    path = tmp_path / "kurse.csv"
    path.write_text("\n".join(line.strip() for line in lines), encoding="cp1252")
    results = list(apply_rows(read_rows(path, mapping.table), mapping))
    assert outcomes(results) == ["created", "created", "skipped"]
    course, cafe = Offer.objects.with_facts().filter(source="bruecke").order_by("external_id")
    assert (course.title, course.level_from, course.level_to) == ("Deutsch am abend", "a1", "a2")
    assert {row.term.code for row in course.terms.all()} == {"german-courses", "women", "parents"}
    assert course.locations.all()[0].location.municipality.name == "Sankt Augustin"
    assert [str(row.amount) for row in course.cost_options.all()] == ["12.50"]
    assert [row.kind for row in cafe.cost_options.all()] == ["free"]
    assert cafe.locations.all()[0].location.municipality.name == "Siegburg"
    assert describe(course.rules()[0]) == tied("jeden Montag und Mittwoch, 18:00–19:30~Uhr")
