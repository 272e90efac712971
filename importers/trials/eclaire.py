"""ECLAIRE, the French open data on clinical trials: FHIR R4, a Bundle of ResearchStudy.

Profile: https://interop.esante.gouv.fr/ig/fhir/eclaire (eclaire-researchstudy). « INDISPONIBLE »
is how it writes a missing text. Every study of it is open to sites in France.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from importers.trials.study import Json, Site, Study
from resources.models.trial import EU_CT, EUDRACT, NCT, Trial

REGISTRY = "ECLAIRE"
ABSENT = "INDISPONIBLE"
ID_RCB = r"^\d{4}-A\d{5}-\d{2}$"
EU_ADDRESS = "https://euclinicaltrials.eu/ctis-public/view/{}"
EUDRACT_ADDRESS = "https://www.clinicaltrialsregister.eu/ctr-search/search?query={}"
NCT_ADDRESS = "https://clinicaltrials.gov/study/{}"
ADDRESSES = {EU_CT: EU_ADDRESS, EUDRACT: EUDRACT_ADDRESS, NCT: NCT_ADDRESS}

RECRUITMENT = {
    "recruiting": (Trial.Status.RECRUITING, "inclusions en cours"),
    "not-yet-recruiting": (Trial.Status.PLANNED, "inclusions pas encore ouvertes"),
    "active-not-recruiting": (Trial.Status.ACTIVE, "en cours, inclusions closes"),
}
STATUS = {
    "approved": (Trial.Status.PLANNED, "autorisé"),
    "active": (Trial.Status.UNKNOWN, "en cours, inclusions à vérifier"),
    "closed-to-accrual": (Trial.Status.ACTIVE, "inclusions closes"),
    "closed-to-accrual-and-intervention": (Trial.Status.ACTIVE, "inclusions closes"),
    "temporarily-closed-to-accrual": (Trial.Status.UNKNOWN, "inclusions suspendues"),
    "completed": (Trial.Status.COMPLETED, "terminé"),
    "administratively-completed": (Trial.Status.COMPLETED, "terminé"),
    "withdrawn": (Trial.Status.COMPLETED, "retiré"),
}
"""FHIR's ResearchStudyStatus: https://hl7.org/fhir/R4/valueset-research-study-status.html"""

PHASE = {
    "n-a": Trial.Phase.NOT_APPLICABLE,
    "early-phase-1": Trial.Phase.PHASE_1,
    "phase-1": Trial.Phase.PHASE_1,
    "phase-1-phase-2": Trial.Phase.PHASE_2,
    "phase-2": Trial.Phase.PHASE_2,
    "phase-2-phase-3": Trial.Phase.PHASE_3,
    "phase-3": Trial.Phase.PHASE_3,
    "phase-4": Trial.Phase.PHASE_4,
}

Resources = Mapping[str, Json]
"""Resources of the same bundle by reference: « Organization/abc », « #contained »."""


def is_study(document: Any) -> bool:
    return isinstance(document, dict) and document.get("resourceType") == "ResearchStudy"


def studies(document: Any) -> Iterator[tuple[Json, Resources]]:
    """The studies of a bundle, each with what it may refer to."""
    entries = document.get("entry") or () if isinstance(document, dict) else ()
    resources = [one["resource"] for one in entries if isinstance(one.get("resource"), dict)]
    if is_study(document):
        resources = [document]
    beside = {f"{one.get('resourceType')}/{one.get('id')}": one for one in resources}
    for one in resources:
        if is_study(one):
            inside = {f"#{part.get('id')}": part for part in one.get("contained") or ()}
            yield one, {**beside, **inside}


def read(study: Json, resources: Resources) -> Study:
    """One study. Raises ValueError with the reason when it has no number or no title."""
    numbers = [_text(one.get("value")) for one in study.get("identifier") or ()]
    by_form = {form: _first(numbers, form) for form in (EU_CT, EUDRACT, NCT, ID_RCB)}
    number = next((found for found in by_form.values() if found), "")
    if not number:
        raise ValueError("sans numéro d’essai connu (EU CT, EudraCT, NCT, ID-RCB)")
    title = _text(study.get("title"))
    if not title:
        raise ValueError("sans titre")
    status, words = _status(study)
    return Study(
        registry=REGISTRY,
        number=number,
        title=title,
        nct=by_form[NCT],
        eu_ct=by_form[EU_CT],
        eudract=by_form[EUDRACT],
        acronym=_acronym(study),
        design=_design(study),
        phase=_phase(study),
        status=status,
        status_words=words,
        as_of=_text((study.get("meta") or {}).get("lastUpdated"))[:10],
        sponsor=_text(_referred(study.get("sponsor"), resources).get("name")),
        enrolment=_enrolment(study, resources),
        conditions=tuple(_conditions(study)),
        sites=tuple(_sites(study, resources)),
        in_france=True,
        url=next((ADDRESSES[f].format(n) for f, n in by_form.items() if n and f in ADDRESSES), ""),
    )


def _status(study: Json) -> tuple[str, str]:
    recruitment = _extension(study, "eclaire-recruitment-status").get("valueCodeableConcept") or {}
    for coding in recruitment.get("coding") or ():
        if coding.get("code") in RECRUITMENT:
            return RECRUITMENT[coding["code"]]
    return STATUS.get(_text(study.get("status")), (Trial.Status.UNKNOWN, ""))


def _acronym(study: Json) -> str:
    """Of the additional titles (FHIR R5's label), the one that says that it is an acronym."""
    for label in _extensions(study, ("extension-ResearchStudy.label", "eclaire-label")):
        parts = label.get("extension") or ()
        codes = {
            coding.get("code")
            for part in parts
            for coding in (part.get("valueCodeableConcept") or {}).get("coding") or ()
        }
        if "acronym" in codes:
            return next((t for part in parts if (t := _text(part.get("valueString")))), "")
    return ""


def _design(study: Json) -> str:
    """Under the regulation on medicines (REG536) every study is a trial; else it is not said."""
    codes = [c.get("code") for one in study.get("category") or () for c in one.get("coding") or ()]
    return Trial.Design.INTERVENTIONAL if "REG536" in codes else Trial.Design.UNKNOWN


def _phase(study: Json) -> str:
    codings = (study.get("phase") or {}).get("coding") or ()
    return next(
        (PHASE[c.get("code")] for c in codings if c.get("code") in PHASE), Trial.Phase.UNKNOWN
    )


def _enrolment(study: Json, resources: Resources) -> int | None:
    for reference in study.get("enrollment") or ():
        count = _referred(reference, resources).get("quantity")
        if isinstance(count, int) and count > 0:
            return count
    return None


def _conditions(study: Json) -> Iterator[str]:
    for condition in study.get("condition") or ():
        for text in (condition.get("text"), *_displays(condition)):
            if _text(text):
                yield _text(text)


def _sites(study: Json, resources: Resources) -> Iterator[Site]:
    for reference in study.get("site") or ():
        place = _referred(reference, resources)
        city = _text((place.get("address") or {}).get("city"))
        if name := _text(place.get("name")):
            yield Site(name, city)


def _displays(concept: Json) -> list[Any]:
    return [coding.get("display") for coding in concept.get("coding") or ()]


def _referred(reference: Any, resources: Resources) -> Json:
    return resources.get(_text((reference or {}).get("reference")), {})


def _extension(study: Json, name: str) -> Json:
    return next(_extensions(study, (name,)), {})


def _extensions(study: Json, names: tuple[str, ...]) -> Iterator[Json]:
    for extension in study.get("extension") or ():
        if _text(extension.get("url")).rpartition("/")[2] in names:
            yield extension


def _first(numbers: list[str], form: str) -> str:
    return next((number for number in numbers if re.fullmatch(form, number)), "")


def _text(value: Any) -> str:
    text = " ".join(str(value).split()) if value is not None else ""
    return "" if text == ABSENT else text
