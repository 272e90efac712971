"""Finds diseases from what a person types: names, synonyms, acronyms, codes, with typos forgiven.

One query on the table of names answers almost everything; only a text that matches nothing goes
through the trigrams. The order is fixed: an exact name first, then the start of a name, then words
inside a name, then likely typos; shorter names first; ties by ORPHA code.
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from django.db import connection

from diseases.models import Disease, DiseaseName
from foundations.text import fold

ORPHA_CODE = re.compile(r"^\s*(?:orpha(?:net|code)?)?\s*[:\-]?\s*(\d{1,7})\s*$", re.IGNORECASE)
ICD10_CODE = re.compile(r"^\s*([A-Za-z]\d{2}(?:\.\d{1,2})?)\s*$")
EMPTY_WORDS = frozenset(
    ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "of", "the"]
)
SHORTEST_TEXT = 2


class Closeness(IntEnum):
    """How near the typed text is to the name that matched."""

    EXACT = 0
    START = 1
    WORDS = 2
    TYPO = 3


@dataclass(frozen=True, slots=True)
class DiseaseHit:
    """A disease that may be meant; `matched` says in French what matched, `text` is that name."""

    orpha: int
    name: str
    level: str
    filiere: str
    matched: str
    text: str
    closeness: Closeness


MATCHED = {
    DiseaseName.Kind.PREFERRED: "nom",
    DiseaseName.Kind.SYNONYM: "autre nom",
    DiseaseName.Kind.ACRONYM: "sigle",
    DiseaseName.Kind.LAY: "nom courant",
}

HITS = """
SELECT disease.orpha, disease.name, disease.level, coalesce(disease.filiere_id, ''),
       best.kind, best.language, best.text, best.closeness
FROM (
    SELECT DISTINCT ON (disease_id) disease_id, kind, language, text, closeness, likeness
    FROM ({names}) AS candidates
    ORDER BY disease_id, closeness, likeness DESC, language <> 'fr', kind <> 'preferred',
             length(text), text
) AS best
JOIN diseases_disease AS disease ON disease.orpha = best.disease_id AND disease.searchable
ORDER BY best.closeness, best.likeness DESC, best.kind <> 'preferred', disease.level <> 'disorder',
         length(best.text), disease.orpha
LIMIT %(limit)s
"""

NAMES_WITH_THE_WORDS = """
    SELECT disease_id, kind, language, text, 0.0 AS likeness,
           CASE WHEN search_text = %(text)s THEN 0
                WHEN search_text LIKE %(text)s || '%%' THEN 1 ELSE 2 END AS closeness
    FROM diseases_diseasename
    WHERE {conditions}
"""

NAMES_LIKE_IT = """
    SELECT disease_id, kind, language, text, 3 AS closeness,
           greatest(similarity(search_text, %(text)s),
                    strict_word_similarity(%(text)s, search_text)) AS likeness
    FROM diseases_diseasename
    WHERE %(text)s <<%% search_text OR search_text %% %(text)s
"""


def search(text: str, limit: int = 10) -> list[DiseaseHit]:
    """The diseases that `text` may mean, best first; empty when it is too short or unknown."""
    if code := ORPHA_CODE.match(text):
        return _with_orpha_code(int(code[1]))
    if (code := ICD10_CODE.match(text)) and (hits := _with_icd10_code(code[1].upper(), limit)):
        return hits
    wanted = fold(text)
    if len(wanted) < SHORTEST_TEXT:
        return []
    return _with_the_words(wanted, limit) or _like_it(wanted, limit)


def _with_orpha_code(orpha: int) -> list[DiseaseHit]:
    if orpha > 9_999_999:
        return []
    return [_from_code(disease, "code ORPHA") for disease in Disease.objects.filter(orpha=orpha)]


def _with_icd10_code(code: str, limit: int) -> list[DiseaseHit]:
    diseases = Disease.objects.filter(icd10__contains=[code], searchable=True).order_by("orpha")
    return [_from_code(disease, "code CIM-10") for disease in diseases[:limit]]


def _from_code(disease: Disease, matched: str) -> DiseaseHit:
    return DiseaseHit(
        orpha=disease.orpha,
        name=disease.name,
        level=disease.level,
        filiere=disease.filiere_id or "",
        matched=matched,
        text=disease.name,
        closeness=Closeness.EXACT,
    )


def _with_the_words(wanted: str, limit: int) -> list[DiseaseHit]:
    words = [word for word in wanted.split() if word not in EMPTY_WORDS] or wanted.split()
    parameters: dict[str, Any] = {"text": wanted, "limit": limit}
    conditions = []
    for number, word in enumerate(words[:8]):
        # Two letters give no trigram: an index on prefixes answers, and means the start of a name.
        inside = len(word) > 2 or len(words) > 1
        parameters[f"word{number}"] = f"%{word}%" if inside else f"{word}%"
        conditions.append(f"search_text LIKE %(word{number})s")
    names = NAMES_WITH_THE_WORDS.format(conditions=" AND ".join(conditions))
    return _hits(HITS.format(names=names), parameters)


def _like_it(wanted: str, limit: int) -> list[DiseaseHit]:
    return _hits(HITS.format(names=NAMES_LIKE_IT), {"text": wanted, "limit": limit})


def _hits(query: str, parameters: dict[str, Any]) -> list[DiseaseHit]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return [
            DiseaseHit(
                orpha=orpha,
                name=name,
                level=level,
                filiere=filiere,
                matched=_matched(kind, language, Closeness(closeness)),
                text=text,
                closeness=Closeness(closeness),
            )
            for orpha, name, level, filiere, kind, language, text, closeness in cursor.fetchall()
        ]


def _matched(kind: str, language: str, closeness: Closeness) -> str:
    if closeness is Closeness.TYPO:
        return "orthographe proche"
    if language != "fr":
        return "nom anglais"
    return MATCHED[DiseaseName.Kind(kind)]
