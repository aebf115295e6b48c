"""Municipalities and vocabularies: complete, true to their sources, and the editors' once they are loaded."""

import csv
import tomllib

import pytest

from offers.enums import MunicipalityKind, TaxonomyCode
from offers.models import Municipality, Postcode, Term, TermLabel
from offers.reference import FOLDER, load_reference_data
from offers.vocabulary import vocabulary
from tests.factories import municipality, term
from tests.harness.tree import ROOT

FACTS = ROOT.parent / "shared" / "facts"
FOCUS_AREAS = ["language-education", "school-to-work", "counselling", "association-support", "networks"]

needs_facts = pytest.mark.skipif(not FACTS.exists(), reason=f"the official figures are not at {FACTS}")


def rows_of(name: str) -> list[dict[str, str]]:
    with (FACTS / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.mark.django_db
class TestMunicipalities:
    def test_there_are_nineteen_and_the_county(self):
        assert Municipality.objects.without_county().count() == 19
        assert Municipality.objects.county().ags == "05382"

    @needs_facts
    def test_are_what_the_sources_say(self):
        for row in rows_of("municipalities.csv"):
            known = Municipality.objects.get(ags=row["ags"])
            assert known.name == row["name"]
            assert known.population == int(row["population_census_2022_05_15"])
            assert str(known.population_on) == "2022-05-15"
            assert known.kind == (
                MunicipalityKind.CITY if row["kind"] == "Stadt" else MunicipalityKind.MUNICIPALITY
            )
            assert (known.latitude, known.longitude) == pytest.approx((float(row["lat"]), float(row["lon"])))
            assert float(known.area_km2) == pytest.approx(float(row["area_km2"]))

    @needs_facts
    def test_have_their_postcodes(self):
        known = set(Postcode.objects.values_list("code", "municipality__ags"))
        assert known == {(row["postcode"], row["ags"]) for row in rows_of("postcodes.csv")}


@pytest.mark.django_db
class TestVocabularies:
    def test_five_focus_areas_are_the_roots_of_the_topics(self):
        roots = Term.objects.filter(taxonomy__code=TaxonomyCode.TOPIC, parent=None).order_by("sort_order")
        assert [root.code for root in roots] == FOCUS_AREAS
        assert all(root.children.exists() for root in roots)

    def test_every_vocabulary_has_terms(self):
        assert all(vocabulary().terms[code] for code in TaxonomyCode.values)

    @pytest.mark.parametrize("language", ["de", "en"])
    def test_every_term_has_a_label(self, language: str):
        labelled = set(TermLabel.objects.filter(language=language).values_list("term__code", flat=True))
        assert labelled == set(Term.objects.values_list("code", flat=True))

    def test_only_topics_have_two_levels(self):
        below = Term.objects.exclude(parent=None)
        assert set(below.values_list("taxonomy__code", flat=True)) == {TaxonomyCode.TOPIC}
        assert not below.exclude(parent__parent=None).exists()


@pytest.mark.django_db
class TestLoading:
    def test_twice_creates_nothing(self):
        assert load_reference_data() == {"municipalities": 0, "terms": 0}

    def test_brings_back_what_is_missing(self):
        term("funding-advice").delete()
        assert load_reference_data()["terms"] == 1
        assert term("funding-advice").parent.code == "association-support"

    def test_keeps_what_editors_made_of_it(self):
        label = term("german-courses").labels.get(language="de")
        label.label = "Deutsch lernen"
        label.save()
        load_reference_data()
        assert term("german-courses").labels.get(language="de").label == "Deutsch lernen"

    def test_codes_are_unique_in_their_file(self):
        data = tomllib.loads((FOLDER / "terms.toml").read_text(encoding="utf-8"))
        for taxonomy in data["taxonomy"]:
            roots = taxonomy.get("term", [])
            codes = [row[0] for row in taxonomy.get("terms", [])] + [root["code"] for root in roots]
            codes += [child[0] for root in roots for child in root["children"]]
            assert len(codes) == len(set(codes))


@pytest.mark.django_db
class TestHeldInMemory:
    def test_costs_nothing_the_second_time(self, django_assert_num_queries):
        vocabulary()
        with django_assert_num_queries(0):
            assert vocabulary().label(TaxonomyCode.KIND, "course") == "Kurs"

    @pytest.mark.parametrize("language", ["en", "ar", "pl"])
    def test_labels_fall_back_to_german(self, language: str):
        entry = vocabulary().terms[TaxonomyCode.KIND]["course"]
        assert entry.label(language) == entry.labels.get(language, entry.labels["de"])

    def test_a_code_nobody_knows_has_no_label(self):
        assert vocabulary().label(TaxonomyCode.TOPIC, "unknown") == ""
        assert vocabulary().labels(TaxonomyCode.KIND, ["unknown", "course"]) == ("Kurs",)

    def test_a_change_is_seen_at_once(self):
        vocabulary()
        label = term("networks").labels.get(language="de")
        label.label = "Netzwerke und Runden"
        label.save()
        assert vocabulary().label(TaxonomyCode.TOPIC, "networks") == "Netzwerke und Runden"

    def test_a_municipality_that_is_renamed_is_seen_at_once(self):
        vocabulary()
        siegburg = municipality()
        siegburg.name = "Kreisstadt Siegburg"
        siegburg.save()
        assert vocabulary().municipalities[siegburg.ags] == "Kreisstadt Siegburg"

    def test_a_topic_includes_those_below_it(self):
        below = vocabulary().with_children("counselling")
        assert {"counselling", "housing", "health"} <= below
        assert vocabulary().with_children("housing") == {"housing"}
