"""What search engines read of a disease: schema.org's MedicalCondition, and nothing that runs."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from diseases.models import Disease, DiseaseCode
from foundations.provenance import Evidence

pytestmark = pytest.mark.django_db

BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
OF_A_THING = {"name", "alternateName", "url", "sameAs", "description", "identifier", "image"}
OF_A_CONDITION = {
    "code",
    "associatedAnatomy",
    "epidemiology",
    "medicineSystem",
    "relevantSpecialty",
}
OF_A_CODE = {"codeValue", "codingSystem"}
"""The properties of https://schema.org/MedicalCondition and MedicalCode that may stand here."""


def data_of(client: Client, path: str) -> dict[str, Any]:
    blocks = BLOCK.findall(client.get(path).content.decode())
    assert len(blocks) == 1
    return json.loads(blocks[0])


def test_it_is_a_medical_condition(client: Client) -> None:
    data = data_of(client, "/maladies/636/")
    assert data["@context"] == "https://schema.org"
    assert data["@type"] == "MedicalCondition"
    assert data["@id"] == data["url"] == "http://testserver/maladies/636/"
    assert data["name"] == "Neurofibromatose type 1"
    assert "Maladie de von Recklinghausen" in data["alternateName"]
    assert data["name"] not in data["alternateName"]
    assert data["sameAs"] == ["https://www.orpha.net/fr/disease/detail/636"]
    assert {key for key in data if key[0] != "@"} <= OF_A_THING | OF_A_CONDITION


def test_codes_are_medical_codes(client: Client) -> None:
    hidden = DiseaseCode.objects.get(disease=636, system="icd10")
    orpha = {"@type": "MedicalCode", "codeValue": "636", "codingSystem": "ORPHA"}
    assert data_of(client, "/maladies/636/")["code"] == [orpha]  # the other is hearsay
    DiseaseCode.objects.filter(pk=hidden.pk).update(evidence=Evidence.SOURCED)
    codes = data_of(client, "/maladies/636/")["code"]
    assert codes == [
        orpha,
        {"@type": "MedicalCode", "codeValue": hidden.code, "codingSystem": "ICD-10"},
    ]
    assert all(set(code) - {"@type"} == OF_A_CODE for code in codes)


def test_english(client: Client) -> None:
    data = data_of(client, "/en/maladies/636/")
    assert data["name"] == "Neurofibromatosis type 1"
    assert data["url"] == "http://testserver/en/maladies/636/"
    assert data["sameAs"] == ["https://www.orpha.net/en/disease/detail/636"]


def test_a_name_cannot_end_the_script(client: Client) -> None:
    hostile = "Syndrome </script><script>alert(1)</script> <!-- & ”"
    Disease.objects.filter(pk=636).update(name=hostile)
    html = client.get("/maladies/636/").content.decode()
    assert "<script>alert" not in html
    assert data_of(client, "/maladies/636/")["name"] == hostile
