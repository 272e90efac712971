"""The real files of Orphanet in the tables: all that is rare, found by whoever types it.

They are loaded once for these tests, in a transaction that is rolled back after the last of them.
"""

import zipfile
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from diseases.hierarchy import entities_above, is_below
from diseases.models import (
    Ancestry,
    Classification,
    Disease,
    DiseaseEdge,
    DiseaseName,
    Prevalence,
    Redirect,
    Release,
)
from diseases.search import search
from foundations.models import Correction
from importers.models import LoadedRow
from importers.orphanet.loading import Loading, load
from importers.report import BrokenFile, Quiet
from importers.shipped import load_everything
from routing.orientation import orient
from routing.question import Question
from tests.diseases.relevance import measure, rows
from tests.importers.orphanet.conftest import (
    ENGLISH_PACK,
    EPIDEMIOLOGY_CSV,
    FILES,
    FRENCH_CSV,
    FRENCH_EXCERPT,
    LINEARISATION_CSV,
    NOMENCLATURE_MEMBER,
    real,
)
from tests.routing.networks_by_disease import as_reviewed, as_they_answer

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("orphanet")]

EVERY_FILE = (ENGLISH_PACK, FRENCH_CSV, EPIDEMIOLOGY_CSV, LINEARISATION_CSV)


@pytest.fixture(scope="module", autouse=True)
def loading(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Loading]:
    paths = [real(name) for name in EVERY_FILE]
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(paths, Quiet())
        transaction.set_rollback(True)


def counts(loading: Loading) -> dict[str, tuple[int, int]]:
    """Rows now, and those removed, by table."""
    return {
        diff.table: (diff.added + diff.changed + diff.unchanged, diff.removed)
        for diff in loading.diffs
    }


def test_every_fact_of_the_files_is_in_the_tables(loading):
    assert counts(loading) == {
        "maladies": (10_839, 0),
        "noms de maladies": (48_772, 0),
        "renvois": (1_124, 0),
        "fréquences": (16_115, 0),
        "classifications": (34, 0),
        "liens de la hiérarchie": (18_424, 0),
        "ascendances": (118_831, 0),
    }
    assert Disease.objects.count() == 10_839
    assert DiseaseEdge.objects.count() == 18_424
    assert Classification.objects.count() == 34


def test_levels_and_statuses_are_told_apart():
    by_level = {
        level: Disease.objects.filter(level=level, status="active").count()
        for level in Disease.Level.values
    }
    assert by_level == {"group": 2_154, "disorder": 6_305, "subtype": 1_020}
    assert Disease.objects.filter(status="deprecated").count() == 288
    assert Disease.objects.filter(status="obsolete").count() == 931
    assert Disease.objects.filter(status="non_rare").count() == 141


def test_the_releases_say_what_was_loaded():
    english = Release.objects.get(kind="nomenclature", language="en")
    assert Release.objects.get(kind="classification", language="en").files == 34
    assert str(english.released_on) in {"2023-06-21", "None"}


def test_loading_the_same_files_again_changes_nothing():
    again = load([real(name) for name in EVERY_FILE], Quiet())
    assert [diff.table for diff in again.diffs if not diff.is_empty] == []


def test_an_older_excerpt_of_another_year_speaks_of_its_own_part_alone():
    names = DiseaseName.objects.count()
    with pytest.raises(BrokenFile, match="6"):
        load([real(FRENCH_EXCERPT)], Quiet())
    excerpt = load([real(FRENCH_EXCERPT)], Quiet(), excerpt=True)
    assert counts(excerpt)["classifications"] == (10, 0)
    assert Disease.objects.count() >= 10_839
    assert abs(DiseaseName.objects.count() - names) < 20
    whole = load([real(name) for name in EVERY_FILE], Quiet())
    assert counts(whole)["liens de la hiérarchie"] == (18_424, 21)


def test_a_broken_file_changes_nothing(tmp_path: Path):
    with zipfile.ZipFile(real(ENGLISH_PACK)) as pack:
        whole = pack.read(NOMENCLATURE_MEMBER)
    cut = tmp_path / "ORPHAnomenclature_en_2023.xml"
    cut.write_bytes(whole.replace(b">Alexander disease<", b">Alexander<", 1)[: len(whole) // 3])
    with pytest.raises(CommandError, match=r"(?s)ORPHA:\d+.*Rien n'a été changé") as raised:
        call_command("load_orphanet", str(cut), stdout=StringIO())
    assert raised.value.returncode == 1
    assert Disease.objects.get(orpha=58).name_en == "Alexander disease"


def test_a_dry_run_tells_and_changes_nothing():
    said = StringIO()
    names = set(DiseaseName.objects.filter(disease=93).values_list("text", flat=True))
    call_command(
        "load_orphanet", str(real(FRENCH_EXCERPT)), dry_run=True, excerpt=True, stdout=said
    )
    assert "rien n'est changé" in said.getvalue()
    assert not Release.objects.filter(kind="classification", language="fr").exists()
    assert names == set(DiseaseName.objects.filter(disease=93).values_list("text", flat=True))


def test_the_shipped_files_loaded_after_leave_what_orphanet_said():
    load([FILES / "en_product1.xml"], Quiet())
    before = (Disease.objects.count(), DiseaseEdge.objects.count(), Ancestry.objects.count())
    achondroplasia = Disease.objects.filter(orpha=15).values().get()
    names = set(DiseaseName.objects.filter(disease=15).values_list("text", "kind", "source"))
    list(load_everything(Quiet(), force=True))
    assert before == (
        Disease.objects.count(),
        DiseaseEdge.objects.count(),
        Ancestry.objects.count(),
    )
    assert Disease.objects.filter(orpha=15).values().get() == achondroplasia
    after = DiseaseName.objects.filter(disease=15).values_list("text", "kind", "source")
    assert set(after) == names
    assert search("G10")[0].matched == "code CIM-10 G10"  # our own guess does not come back over it


def test_names_corrected_and_added_by_hand_survive_orphanet():
    """Also a name that Orphanet came to say too, and says no more."""
    Correction.objects.create(
        model="diseases.disease", key="58", field="name", source_value="Maladie d'Alexander"
    )
    Disease.objects.filter(orpha=58).update(name="Leucodystrophie d’Alexander")
    DiseaseName.objects.create(disease_id=58, text="Maladie des fibres", kind="lay", language="fr")
    said_too = DiseaseName.objects.create(disease_id=58, text="AxD bis", kind="lay", language="fr")
    key = str(said_too.pk)
    Correction.objects.create(model="diseases.diseasename", key=key, field="*", source_value=None)
    LoadedRow.objects.create(source="orphanet", table="diseases.diseasename", key=key)
    load([real(FRENCH_CSV)], Quiet())
    assert Disease.objects.get(orpha=58).name == "Leucodystrophie d’Alexander"
    assert search("maladie des fibres")[0].orpha == 58
    assert DiseaseName.objects.filter(pk=said_too.pk).exists()


def test_what_orphanet_says_of_a_corrected_name_is_kept_by_a_file_that_does_not_speak_of_it():
    Correction.objects.create(
        model="diseases.disease", key="58", field="name", source_value="Maladie d'Alexander"
    )
    Disease.objects.filter(orpha=58).update(name="Leucodystrophie d’Alexander")
    load([real(EPIDEMIOLOGY_CSV)], Quiet())
    assert Disease.objects.get(orpha=58).name == "Leucodystrophie d’Alexander"
    assert Correction.objects.get(key="58", field="name").source_value == "Maladie d'Alexander"


def test_a_withdrawn_code_proposes_what_it_refers_to():
    answer = orient(Question(commune="94028", orpha=68388, age=30))
    assert answer.status == "choose_disease"
    assert {disease.orpha for disease in answer.diseases} == set(
        Redirect.objects.filter(disease=68388).values_list("target", flat=True)
    )


def test_retired_codes_lead_to_their_successor(client):
    assert Redirect.objects.filter(kind="moved").count() == 288
    assert [hit.orpha for hit in search("ORPHA:166068")] == [166063]
    assert search("Hypoplasie pontocérébelleuse type 5")[0].orpha == 166063
    answer = orient(Question(commune="94028", orpha=166068, age=5))
    assert answer.disease.orpha == 166063
    response = client.get("/maladies/166068/")
    assert (response.status_code, response["Location"]) == (301, "/maladies/166063/")


def test_a_withdrawn_name_is_found_last_and_its_page_says_so(client):
    hits = search("neurofibromatose")
    assert {636, 637} <= {hit.orpha for hit in hits}
    assert 68388 not in {hit.orpha for hit in hits}
    assert "Orphanet n’emploie plus ce code" in client.get("/maladies/68388/").content.decode()


def test_is_below_and_every_ancestor_take_one_indexed_lookup(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert is_below(97685, 636)
    with django_assert_num_queries(1):
        assert {above.orpha: above.depth for above in entities_above(97685)}[636] == 1
    assert not is_below(636, 97685)
    with connection.cursor() as cursor:
        for where in ("descendant_id = 97685 AND ancestor_id = 636", "descendant_id = 97685"):
            cursor.execute(f"EXPLAIN SELECT 1 FROM diseases_ancestry WHERE {where}")
            plan = " ".join(line for (line,) in cursor.fetchall())
            assert "Index" in plan, plan
            assert "Seq Scan" not in plan, plan


def test_the_closure_is_the_one_that_python_finds():
    parents: dict[int, set[int]] = {}
    for child, parent in DiseaseEdge.objects.values_list("child_id", "parent_id"):
        parents.setdefault(child, set()).add(parent)
    above: dict[int, set[int]] = {}

    def ancestors(orpha: int) -> set[int]:
        if orpha not in above:
            direct = parents.get(orpha, set())
            above[orpha] = direct.union(*(ancestors(parent) for parent in direct))
        return above[orpha]

    expected = {(orpha, ancestor) for orpha in parents for ancestor in ancestors(orpha)}
    assert set(Ancestry.objects.values_list("descendant_id", "ancestor_id")) == expected


def test_nobody_answers_for_a_curated_disease_who_did_not_before():
    assert as_they_answer() == as_reviewed()


@pytest.mark.parametrize("orpha", [636, 805, 98292, 85443])
def test_what_a_network_claims_is_in_scope(orpha):
    answer = orient(Question(commune="94028", orpha=orpha, age=40))
    assert answer.status in {"answered", "choose_disease"}


@pytest.mark.parametrize("orpha", [635, 790])
def test_the_curated_list_alone_puts_a_disease_out_of_scope(orpha):
    assert orient(Question(commune="94028", orpha=orpha, age=4)).status == "out_of_scope"


def test_a_tumour_that_nobody_claims_only_adds_what_to_check():
    answer = orient(Question(commune="94028", orpha=142, age=60))
    assert answer.status == "answered"
    assert "other_field" in {notice.code for notice in answer.notices}


def test_a_disease_that_is_not_rare_is_said_so():
    answer = orient(Question(commune="94028", disease_text="maladie de Crohn", age=30))
    assert answer.disease.orpha == 206
    assert {"not_rare"} == {n.code for n in answer.notices} & {"not_rare", "no_known_centre"}


def test_a_group_with_several_diseases_that_networks_claim_asks():
    answer = orient(Question(commune="94028", disease_text="maladie rare de la peau", age=30))
    assert answer.status == "choose_disease"
    assert len(answer.diseases) > 5
    assert {disease.level for disease in answer.diseases} <= {"group", "disorder", "subtype"}


def test_the_frequencies_of_a_disease_keep_their_geography():
    kinds = Prevalence.objects.filter(disease=232, validated=True)
    assert kinds.filter(kind="birth", geography="France").exists()
    assert not kinds.filter(geography="").exists()


def test_the_search_does_as_well_among_ten_thousand():
    relevance = measure(rows({"shipped", "full"}))
    assert sum(relevance.asked.values()) >= 480
    assert relevance.silent == [], relevance.told()
    assert relevance.share >= 0.98, relevance.told()


@pytest.mark.parametrize("path", ["/maladies/98006/", "/maladies/142/", "/maladies/206/"])
def test_pages_of_any_entity(client, path, django_assert_max_num_queries):
    client.get("/maladies/399/")  # the directory and the resources are in memory from now on
    with django_assert_max_num_queries(23):
        response = client.get(path)
    assert response.status_code == 200


def test_the_list_says_how_many_diseases_are_known(client):
    page = client.get("/maladies/").content.decode()
    assert "7\u202f325 maladies et formes" in page
    assert "2\u202f154 groupes" in page


def test_codes_of_other_nomenclatures_are_found_with_how_they_correspond():
    loaded = load([FILES / "en_product1.xml"], Quiet())
    assert counts(loaded)["codes de maladies"][0] > 5
    assert search("OMIM:143100")[0].orpha == 399
    assert search("mim 143100")[0].matched == "code OMIM 143100"
    assert [hit.orpha for hit in search("LD24.61")] == [166024]
    found = {hit.orpha: hit.matched for hit in search("G10")}
    assert found[399] == "code CIM-10 G10"


def test_ages_of_onset_and_inheritance_are_told_on_the_page(client):
    load([FILES / "en_product9_ages.xml"], Quiet())
    assert Disease.objects.get(orpha=166024).onsets == ["Infancy", "Neonatal"]
    page = client.get("/maladies/166024/").content.decode()
    assert "dans les deux premières années" in page
    assert "autosomique récessive" in page
