"""From registries to tables: what is known is brought up to date, what is sure is added."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from foundations.corrections import label_of
from foundations.models import Correction
from importers.report import BrokenFile, Quiet
from importers.trials.loading import ABROAD, NO_DISEASE, OLDER, load
from importers.trials.matching import diseases_of
from resources.models import Trial, TrialDisease
from tests.importers.trials.studies import boston, clinical_trial, eclaire_bundle

pytestmark = pytest.mark.django_db

NF1 = 636
MIG_HD = "NCT00190450"


def load_documents(tmp_path, *documents, **options):
    paths = []
    for number, document in enumerate(documents):
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(document))
        paths.append(path)
    return load(paths, Quiet(), **options)


def test_a_study_of_a_known_disease_in_france_is_added(tmp_path):
    load_documents(tmp_path, clinical_trial())
    trial = Trial.objects.get(nct="NCT99999901")
    assert trial.slug == "nct99999901"
    assert (trial.status, trial.phase, trial.age_max) == ("recruiting", "3", 17)
    assert "Henri-Mondor" in trial.confirmed_site
    assert trial.source == "ClinicalTrials.gov NCT99999901"
    link = TrialDisease.objects.get(resource=trial)
    assert (link.disease_id, link.evidence) == (NF1, "sourced")


def test_loading_again_changes_nothing(tmp_path):
    load_documents(tmp_path, clinical_trial())
    again = load_documents(tmp_path, clinical_trial())
    assert all(diff.is_empty for diff in again.diffs)


def test_what_we_know_keeps_our_words_and_takes_the_registrys_state(tmp_path):
    before = Trial.objects.get(nct=MIG_HD)
    study = clinical_trial(MIG_HD, status="TERMINATED", conditions=(), locations=(boston(),))
    load_documents(tmp_path, study)
    after = Trial.objects.get(nct=MIG_HD)
    assert (after.slug, after.title, after.url) == (before.slug, before.title, before.url)
    assert after.site == before.site
    assert (after.status_words, after.status_as_of) == ("arrêté avant son terme", "2026-10-02")


def test_an_older_file_takes_nothing_back(tmp_path):
    load_documents(tmp_path, clinical_trial(MIG_HD, as_of="2026-10-02", status="COMPLETED"))
    older = load_documents(tmp_path, clinical_trial(MIG_HD, as_of="2025-01-01"))
    assert f"1 {OLDER}" in older.read
    assert Trial.objects.get(nct=MIG_HD).status == "completed"


def test_of_two_files_the_newer_word_counts(tmp_path):
    newer = clinical_trial(as_of="2026-10-02", status="COMPLETED")
    older = clinical_trial(as_of="2026-01-01", status="RECRUITING")
    load_documents(tmp_path, newer, older)
    assert Trial.objects.get(nct="NCT99999901").status == "completed"


def test_two_registries_speak_of_one_trial(tmp_path):
    bundle = eclaire_bundle(identifiers=("2026-500001-12-00", "NCT99999901"), condition="x")
    load_documents(tmp_path, clinical_trial())
    load_documents(tmp_path, bundle)
    # ECLAIRE's is of May: ClinicalTrials.gov's word of October stands
    assert Trial.objects.filter(nct="NCT99999901").count() == 1
    assert not Trial.objects.filter(eu_ct="2026-500001-12-00").exists()


def test_what_is_not_sure_is_left_and_counted(tmp_path):
    loading = load_documents(
        tmp_path,
        clinical_trial(locations=(boston(),)),
        clinical_trial("NCT99999902", conditions=("Headache",)),
    )
    assert set(loading.read) == {"2 études", "0 retenues", f"1 {ABROAD}", f"1 {NO_DISEASE}"}


def test_a_correction_stands(tmp_path):
    load_documents(tmp_path, clinical_trial(status="RECRUITING"))
    Correction.objects.create(
        model=label_of(Trial), key="nct99999901", field="status", source_value="recruiting"
    )
    Trial.objects.filter(slug="nct99999901").update(status="active")
    load_documents(tmp_path, clinical_trial(status="COMPLETED", as_of="2026-11-01"))
    assert Trial.objects.get(slug="nct99999901").status == "active"
    assert Correction.objects.get(key="nct99999901").source_value == "completed"


def test_a_file_that_does_not_name_a_study_deletes_nothing(tmp_path):
    count = Trial.objects.count()
    load_documents(tmp_path, clinical_trial())
    load_documents(tmp_path, {"studies": []})
    assert Trial.objects.count() == count + 1


def test_a_dry_run_changes_nothing(tmp_path):
    loading = load_documents(tmp_path, clinical_trial(), dry_run=True)
    assert loading.diffs[0].added == 1
    assert not Trial.objects.filter(nct="NCT99999901").exists()


def test_one_broken_file_and_none_is_loaded(tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text("{")
    whole = tmp_path / "whole.json"
    whole.write_text(json.dumps(clinical_trial()))
    with pytest.raises(BrokenFile):
        load([whole, broken], Quiet())
    assert not Trial.objects.filter(nct="NCT99999901").exists()


def test_only_the_very_name_of_a_disease_counts():
    assert diseases_of(["Neurofibromatosis type 1"]) == (NF1,)
    assert diseases_of(["Maladie de Huntington"]) == (399,)
    assert diseases_of(["NF1", "Neurofibroma", "Cancer", ""]) == ()


def test_the_command_tells_what_it_left(tmp_path):
    path = tmp_path / "trials.json"
    path.write_text(json.dumps([clinical_trial(), {"protocolSection": {}}]))
    rejected = tmp_path / "rejected.csv"
    out = StringIO()
    call_command("load_trials", str(path), report=rejected, dry_run=True, stdout=out)
    assert "lu : 2 études\nlu : 1 retenues\n" in out.getvalue()
    assert "numéro NCT inattendu" in rejected.read_text("utf-8-sig")


def test_the_command_refuses_another_file(tmp_path):
    path = tmp_path / "x.json"
    path.write_text("no")
    with pytest.raises(CommandError, match="Rien n'a été changé"):
        call_command("load_trials", str(path))
