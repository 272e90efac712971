"""A disease is answered for without a question only when the text names it and no other.

Our own files know few diseases: the name of another must never be taken for one of them.
"""

import pytest

from diseases.models import DiseaseCode
from diseases.search import search
from routing.understanding import surely_meant

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    [
        "Acidurie méthylmalonique avec homocystinurie",
        "Homocystinurie sans acidurie méthylmalonique",
        "Hypogonadisme hypogonadotrope congénital sans anosmie",
        "Polyarthrite juvénile avec facteur rhumatoïde",
        "Déficit congénital en facteur XII",
        "Anémie dysérythropoïétique congénitale type I",
        "Glycogénose type V",
        "SED II",
        "SED V",
        "SPG1",
        "CMT1",
        "Hemoglobin C disease",
        "Hémoglobine C-bêta-thalassémie",
        "Maladie de Niemann-Pick type A/B",
        "v-MCJ",
        "Amylose",
        "Syndrome d'Andersen",
        "Syndrome de Cushing",
        "Syndrome de Pai",
        "Syndrome de Du Pan",
        "Syndrome STAR",
        "Syndrome HI/HA",
        "PSP-p",
        "CAS",
        "SHP",
    ],
)
def test_the_name_of_another_disease_is_asked(text):
    assert surely_meant(search(text, limit=20)) is None


@pytest.mark.parametrize("text", ["D64", "D64.4", "E34", "E24.0", "CIM-10 D86"])
def test_a_code_that_nobody_verified_or_that_holds_others_is_asked(text):
    hits = search(text, limit=20)
    assert hits
    assert surely_meant(hits) is None


def test_the_exact_code_of_a_file_of_orphanet_names_its_disease():
    DiseaseCode.objects.create(
        disease_id=399, system="icd10", code="G10.7", relation="E", evidence="sourced"
    )
    DiseaseCode.objects.create(
        disease_id=558, system="icd10", code="G10.8", relation="NTBT", evidence="sourced"
    )
    exact, wider = (surely_meant(search(code, limit=20)) for code in ("G10.7", "G10.8"))
    assert exact is not None
    assert (exact.orpha, wider) == (399, None)


@pytest.mark.parametrize(
    ("text", "orpha"),
    [
        ("huntington", 399),
        ("Huntington's disease", 399),
        ("neurofibromatose, type 1", 636),
        ("syndrome de Marfan", 558),
        ("marfan", 558),
        ("syndrome CHARGE", 138),
        ("SLA", 803),
        ("hémophilie a", 98878),
    ],
)
def test_what_names_one_disease_is_answered_at_once(text, orpha):
    meant = surely_meant(search(text, limit=20))
    assert meant is not None
    assert meant.orpha == orpha
