"""Texts that are codes: ORPHA, CIM-10, CIM-11, OMIM, in the ways people write them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from diseases.search.entries import Described
from diseases.search.hits import Closeness, DiseaseHit

ORPHA = re.compile(r"^(?:orpha(?:net|code|num(?:ber)?)?[\s:_#-]*)?0*(\d{1,7})$", re.IGNORECASE)
OMIM = re.compile(r"^(?:o?mim[\s:#-]*)?[#*+%]?(\d{6})$", re.IGNORECASE)
ICD10 = re.compile(r"^(?:(?:cim|icd)[\s-]*10[\s:-]*)?([a-z]\d{2}(?:[.,]?\d{1,3})?)$", re.IGNORECASE)
ICD11 = re.compile(
    r"^(?:(?:cim|icd)[\s-]*11[\s:-]*)?([0-9a-z][a-z]\d[0-9a-z](?:\.[0-9a-z]{1,3})?)$", re.IGNORECASE
)

BEST_FIRST = ("E", "NTBT/E", "BTNT", "NTBT", "", "ND", "W")
"""Relations from the surest: an exact code before one that says more, or less."""

EXACT = "E"
POSTCODE_DIGITS = 5
RETIRED = {"deprecated", "obsolete"}


class Coded(NamedTuple):
    """A code of a disease; `said` is how a result tells it, with what to think of it."""

    disease: Described
    code: str
    relation: str
    said: str


class CodeIndex:
    """Diseases by their codes: ORPHA, and those of other nomenclatures."""

    def __init__(
        self, diseases: Mapping[int, Described], codes: Iterable[tuple[str, Coded]]
    ) -> None:
        self.diseases = diseases
        self._by_code: dict[tuple[str, str], list[Coded]] = {}
        for system, coded in codes:
            if coded.disease.status in RETIRED:
                continue
            self._by_code.setdefault((system, coded.code), []).append(coded)
            if system == "icd10" and "." in coded.code:
                category = coded.code.partition(".")[0]
                self._by_code.setdefault(("icd10 below", category), []).append(coded)
        for found in self._by_code.values():
            found.sort(key=_surest)

    def hits(self, text: str, limit: int) -> list[DiseaseHit]:
        """The diseases that bear the code, surest first; empty when the text is no known code."""
        typed = text.strip()
        found: dict[int, DiseaseHit] = {}
        for hit in (*self._with_orpha(typed), *self._with_other_code(typed)):
            found.setdefault(hit.orpha, hit)
        return list(found.values())[:limit]

    def _with_orpha(self, typed: str) -> Iterator[DiseaseHit]:
        """The entity; its successors when it was moved; what it refers to when it was retired."""
        code = ORPHA.match(typed)
        disease = self.diseases.get(int(code[1])) if code else None
        if disease is None:
            return
        targets = [self.diseases[orpha] for orpha in disease.leads_to if orpha in self.diseases]
        if disease.status == "deprecated" and targets:
            for target in targets:
                yield _hit(target, f"ancien code ORPHA {disease.orpha}")
            return
        looks_like_a_postcode = typed.isdigit() and len(typed) == POSTCODE_DIGITS
        yield _hit(disease, "code ORPHA", is_shared=looks_like_a_postcode)
        for target in targets if disease.status == "obsolete" else ():
            yield _hit(target, "voir aussi")

    def _with_other_code(self, typed: str) -> Iterator[DiseaseHit]:
        """Exact codes, else those below a category of the CIM-10 (Q85: Q85.0, Q85.1…)."""
        for system, code in _other_codes(typed):
            below = self._by_code.get(("icd10 below", code), ()) if system == "icd10" else ()
            for coded in self._by_code.get((system, code)) or below:
                # a code that says more than the disease, or that nobody checked, is no answer
                yield _hit(coded.disease, coded.said, is_shared=coded.relation != EXACT)


def _other_codes(typed: str) -> Iterator[tuple[str, str]]:
    if code := OMIM.match(typed):
        yield "omim", code[1]
    if code := ICD10.match(typed):
        letters = code[1].upper().replace(",", "").replace(".", "")
        yield "icd10", letters if len(letters) == 3 else f"{letters[:3]}.{letters[3:]}"
    if code := ICD11.match(typed):
        yield "icd11", code[1].upper()


def _surest(coded: Coded) -> tuple[str, int, bool, bool, int]:
    disease = coded.disease
    known = coded.relation in BEST_FIRST
    return (
        coded.code,
        BEST_FIRST.index(coded.relation) if known else len(BEST_FIRST),
        not disease.filiere,
        disease.level != "disorder",
        disease.orpha,
    )


def _hit(disease: Described, matched: str, *, is_shared: bool = False) -> DiseaseHit:
    return DiseaseHit(
        orpha=disease.orpha,
        name=disease.name,
        level=disease.level,
        filiere=disease.filiere,
        matched=matched,
        text=disease.name,
        closeness=Closeness.EXACT,
        says_the_same=True,
        is_shared=is_shared,
        status=disease.status,
        name_language=disease.name_language,
    )
