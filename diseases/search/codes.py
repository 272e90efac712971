"""Texts that are codes: ORPHA, CIM-10, CIM-11, OMIM, in the ways people write them."""

import re
from collections.abc import Iterator

from diseases.models import Disease, DiseaseCode, Redirect
from diseases.search.hits import Closeness, DiseaseHit
from foundations.provenance import Evidence

ORPHA = re.compile(r"^(?:orpha(?:net|code|num(?:ber)?)?[\s:_#-]*)?0*(\d{1,7})$", re.IGNORECASE)
OMIM = re.compile(r"^(?:o?mim[\s:#-]*)?[#*+%]?(\d{6})$", re.IGNORECASE)
ICD10 = re.compile(r"^(?:(?:cim|icd)[\s-]*10[\s:-]*)?([a-z]\d{2}(?:[.,]?\d{1,3})?)$", re.IGNORECASE)
ICD11 = re.compile(
    r"^(?:(?:cim|icd)[\s-]*11[\s:-]*)?([0-9a-z][a-z]\d[0-9a-z](?:\.[0-9a-z]{1,3})?)$", re.IGNORECASE
)

BEST_FIRST = ("E", "NTBT/E", "BTNT", "NTBT", "", "ND", "W")
"""Relations from the surest: an exact code before one that says more, or less."""


def hits(text: str, limit: int) -> list[DiseaseHit]:
    """The diseases that bear the code, surest first; empty when the text is no known code."""
    typed = text.strip()
    found: list[DiseaseHit] = []
    if orpha := ORPHA.match(typed):
        found += _with_orpha(int(orpha[1]))
    for system, code in _other_codes(typed):
        found += _with_code(system, code, limit)
    return list({hit.orpha: hit for hit in reversed(found)}.values())[::-1][:limit]


def _other_codes(typed: str) -> Iterator[tuple[str, str]]:
    if code := OMIM.match(typed):
        yield DiseaseCode.System.OMIM, code[1]
    if code := ICD10.match(typed):
        letters = code[1].upper().replace(",", "").replace(".", "")
        yield DiseaseCode.System.ICD10, letters if len(letters) == 3 else _dotted(letters)
    if code := ICD11.match(typed):
        yield DiseaseCode.System.ICD11, code[1].upper()


def _dotted(code: str) -> str:
    return f"{code[:3]}.{code[3:]}"


def _with_orpha(orpha: int) -> list[DiseaseHit]:
    """The entity; its successor when the code was moved; what it refers to when it was retired."""
    disease = Disease.objects.filter(orpha=orpha).first()
    if disease is None:
        return []
    targets = [
        redirect.target
        for redirect in disease.redirects.select_related("target").order_by("target_id")
        if redirect.kind == Redirect.Kind.MOVED or disease.status == Disease.Status.OBSOLETE
    ]
    if disease.status == Disease.Status.DEPRECATED and targets:
        return [_hit(target, f"ancien code ORPHA {orpha}") for target in targets]
    return [_hit(disease, "code ORPHA"), *(_hit(t, "voir aussi") for t in targets)]


def _with_code(system: str, code: str, limit: int) -> list[DiseaseHit]:
    """Exact codes, then those of a category of the CIM-10 (Q85: Q85.0, Q85.1…)."""
    rows = DiseaseCode.objects.filter(system=system, disease__searchable=True).exclude(
        disease__status__in=[Disease.Status.DEPRECATED, Disease.Status.OBSOLETE]
    )
    exact = list(rows.filter(code=code).select_related("disease")[: 4 * limit])
    if not exact and system == DiseaseCode.System.ICD10 and len(code) == 3:
        exact = list(rows.filter(code__startswith=f"{code}.").select_related("disease")[:200])
    exact.sort(key=_surest)
    return [_hit(row.disease, _said(row)) for row in exact[:limit]]


def _surest(row: DiseaseCode) -> tuple:
    disease = row.disease
    relation = BEST_FIRST.index(row.relation) if row.relation in BEST_FIRST else len(BEST_FIRST)
    return (
        row.code,
        relation,
        disease.filiere_id is None,
        disease.level != Disease.Level.DISORDER,
        disease.orpha,
    )


def _said(row: DiseaseCode) -> str:
    """ "code CIM-10 G10", and what to think of it."""
    said = f"code {row.get_system_display()} {row.code}"
    if row.evidence != Evidence.SOURCED:
        return f"{said}, à vérifier"
    doubt = row.relation not in ("", DiseaseCode.Relation.EXACT)
    return f"{said} ({row.get_relation_display()})" if doubt else said


def _hit(disease: Disease, matched: str) -> DiseaseHit:
    return DiseaseHit(
        orpha=disease.orpha,
        name=disease.name,
        level=disease.level,
        filiere=disease.filiere_id or "",
        matched=matched,
        text=disease.name,
        closeness=Closeness.EXACT,
        is_whole=True,
        status=disease.status,
        name_language=disease.name_language,
    )
