"""A disease for search engines: schema.org MedicalCondition, of public facts alone."""

import json
from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from diseases.models import Disease, DiseaseCode

SYSTEMS = {
    "icd10": "ICD-10",
    "icd11": "ICD-11",
    "omim": "OMIM",
    "umls": "UMLS",
    "mesh": "MeSH",
    "meddra": "MedDRA",
}
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def medical_condition(
    disease: Disease,
    *,
    name: str,
    other_names: Iterable[str],
    codes: Iterable[DiseaseCode],
    address: str,
    language: str,
) -> dict[str, Any]:
    """The entity as JSON-LD; `address` is the absolute address of its page."""
    return {
        "@context": "https://schema.org",
        "@type": "MedicalCondition",
        "@id": address,
        "url": address,
        "name": name,
        "alternateName": list(other_names),
        "code": [
            {"@type": "MedicalCode", "codeValue": str(disease.orpha), "codingSystem": "ORPHA"},
            *(
                {
                    "@type": "MedicalCode",
                    "codeValue": code.code,
                    "codingSystem": SYSTEMS[code.system],
                }
                for code in codes
                if code.system in SYSTEMS
            ),
        ],
        "sameAs": [f"https://www.orpha.net/{language}/disease/detail/{disease.orpha}"],
    }


def as_script(data: dict[str, Any]) -> SafeString:
    """The JSON with the signs escaped that could end a script element."""
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(ESCAPES))  # noqa: S308
