"""What is kept of a registry's study, and what is refused."""

import json
import zipfile

import pytest

from importers.report import BrokenFile
from importers.trials.clinical_trials_gov import years
from importers.trials.documents import read
from importers.trials.study import Site, Study
from tests.importers.trials.studies import boston, clinical_trial, eclaire_bundle, henri_mondor


def stored(tmp_path, document, name="trials.json"):
    path = tmp_path / name
    path.write_text(json.dumps(document))
    return path


def test_clinical_trials_gov(tmp_path):
    identity = {"secondaryIdInfos": [{"id": "2026-512345-12-00", "type": "CTIS"}]}
    path = stored(tmp_path, {"studies": [clinical_trial(identity=identity)], "totalCount": 1})
    (study,) = read(path)
    assert study == Study(
        registry="ClinicalTrials.gov",
        number="NCT99999901",
        title="A study",
        nct="NCT99999901",
        eu_ct="2026-512345-12-00",
        acronym="NEUROFIT",
        design="interventional",
        phase="3",
        status="recruiting",
        status_words="inclusions en cours",
        as_of="2026-10-02",
        sponsor="Assistance Publique - Hôpitaux de Paris",
        age_min=0,
        age_max=17,
        enrolment=40,
        conditions=("Neurofibromatosis type 1",),
        sites=(Site("CHU Henri Mondor - Dermatologie", "Créteil", True),),
        in_france=True,
        url="https://clinicaltrials.gov/study/NCT99999901",
    )


def test_a_study_that_recruits_elsewhere_only_is_not_told_as_recruiting(tmp_path):
    study = clinical_trial(locations=(henri_mondor("COMPLETED"), boston()))
    (read_study,) = read(stored(tmp_path, study))
    assert read_study.status == ""
    assert "aucun site français" in read_study.status_words
    assert [site.city for site in read_study.sites] == ["Créteil"]


def test_eclaire(tmp_path):
    bundle = eclaire_bundle(
        identifiers=("2026-500001-12-00", "2026-A01234-45"), condition="Neurofibromatose de type 1"
    )
    (study,) = read(stored(tmp_path, bundle))
    assert study.number == study.eu_ct == "2026-500001-12-00"
    assert study.url.endswith("/2026-500001-12-00")
    assert (study.phase, study.status, study.acronym) == ("3", "recruiting", "ESSAI")
    assert (study.sponsor, study.enrolment, study.as_of) == ("AP-HP", 23, "2026-05-31")
    assert study.conditions == ("Neurofibromatose de type 1", "Autre terme MedDRA")
    assert study.sites == (Site("Hôpital Henri Mondor", "CRETEIL"),)


def test_no_person_is_read(tmp_path):
    bundle = eclaire_bundle(identifiers=("2026-500001-12-00",), condition="x")
    for document in ({"studies": [clinical_trial()]}, bundle):
        (study,) = read(stored(tmp_path, document))
        assert "Untel" not in repr(study)
        assert "0600000000" not in repr(study)


@pytest.mark.parametrize(
    "study",
    [
        {"protocolSection": {"identificationModule": {"nctId": "NCT1"}}},
        {"protocolSection": {"identificationModule": {"nctId": "NCT99999901"}}},
        {
            "protocolSection": {
                "identificationModule": {"nctId": "NCT99999901", "briefTitle": "x"},
                "contactsLocationsModule": {"locations": ["Créteil"]},
            }
        },
    ],
)
def test_a_study_of_another_shape_does_not_stop_the_others(tmp_path, study):
    broken, whole = read(stored(tmp_path, [study, clinical_trial()]))
    assert isinstance(broken, str)
    assert whole.nct == "NCT99999901"


def test_a_zip_of_studies(tmp_path):
    with zipfile.ZipFile(tmp_path / "ctg.zip", "w") as archive:
        for number in (1, 2):
            study = clinical_trial(f"NCT9999990{number}")
            archive.writestr(f"NCT9999990{number}.json", json.dumps(study))
        archive.writestr("README.txt", "x")
    assert [study.nct for study in read(tmp_path / "ctg.zip")] == ["NCT99999901", "NCT99999902"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{"studies": [', "JSON"),
        ("PK nothing", "JSON"),
        ('{"resourceType": "Patient"}', "ni une réponse"),
        ("[1, 2]", "ni une réponse"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_another_file_is_refused(tmp_path, content, why):
    path = tmp_path / "x.json"
    path.write_text(content)
    with pytest.raises(BrokenFile, match=why):
        list(read(path))


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(BrokenFile, match="absent"):
        list(read(tmp_path / "none.json"))


def test_an_empty_answer_is_no_error(tmp_path):
    assert list(read(stored(tmp_path, {"studies": [], "totalCount": 0}))) == []


@pytest.mark.parametrize(
    ("age", "whole"),
    [
        ("18 Years", 18),
        ("1 Year", 1),
        ("6 Months", 0),
        ("30 Months", 2),
        ("N/A", None),
        (None, None),
    ],
)
def test_ages_in_years(age, whole):
    assert years(age) == whole
