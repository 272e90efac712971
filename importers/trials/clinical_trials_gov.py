"""ClinicalTrials.gov, API v2: `{"studies": [{"protocolSection": …}]}`, or such studies one by one.

Field names: https://clinicaltrials.gov/data-api/about-api/study-data-structure
"""

import re
from collections.abc import Iterator
from typing import Any

from importers.trials.study import Json, Site, Study
from resources.models.trial import EU_CT, EUDRACT, NCT, Trial

REGISTRY = "ClinicalTrials.gov"
ADDRESS = "https://clinicaltrials.gov/study/{}"
COUNTRY = "France"

STATUS = {
    "RECRUITING": (Trial.Status.RECRUITING, "inclusions en cours"),
    "NOT_YET_RECRUITING": (Trial.Status.PLANNED, "inclusions pas encore ouvertes"),
    "ENROLLING_BY_INVITATION": (Trial.Status.UNKNOWN, "sur invitation seulement"),
    "ACTIVE_NOT_RECRUITING": (Trial.Status.ACTIVE, "en cours, inclusions closes"),
    "SUSPENDED": (Trial.Status.UNKNOWN, "suspendu"),
    "COMPLETED": (Trial.Status.COMPLETED, "terminé"),
    "TERMINATED": (Trial.Status.COMPLETED, "arrêté avant son terme"),
    "WITHDRAWN": (Trial.Status.COMPLETED, "retiré avant toute inclusion"),
    "UNKNOWN": (Trial.Status.UNKNOWN, "état inconnu du registre"),
}
"""The registry's code, what it is for us, and its meaning in French words."""

NOT_HERE = (Trial.Status.UNKNOWN, "inclusions en cours, mais aucun site français n’inclut")

DESIGN = {
    "INTERVENTIONAL": Trial.Design.INTERVENTIONAL,
    "OBSERVATIONAL": Trial.Design.OBSERVATIONAL,
}
PHASE = {
    "EARLY_PHASE1": Trial.Phase.PHASE_1,
    "PHASE1": Trial.Phase.PHASE_1,
    "PHASE2": Trial.Phase.PHASE_2,
    "PHASE3": Trial.Phase.PHASE_3,
    "PHASE4": Trial.Phase.PHASE_4,
    "NA": Trial.Phase.NOT_APPLICABLE,
}
UNITS_A_YEAR = {"year": 1, "month": 12, "week": 52, "day": 365, "hour": 8_766, "minute": 525_960}
AGE = re.compile(r"(\d+) (\w+?)s?$")


def is_study(document: Any) -> bool:
    return isinstance(document, dict) and isinstance(document.get("protocolSection"), dict)


def studies(document: Any) -> Iterator[Json]:
    """The studies of a page of the API, of a list of them, or one alone."""
    if is_study(document):
        yield document
        return
    held = document.get("studies", ()) if isinstance(document, dict) else document
    yield from (one for one in held if is_study(one))


def read(study: Json) -> Study:
    """One study. Raises ValueError with the reason when it cannot be one of the registry's."""
    protocol = study["protocolSection"]
    identity = _module(protocol, "identificationModule")
    nct = str(identity.get("nctId", ""))
    if not re.fullmatch(NCT, nct):
        raise ValueError(f"numéro NCT inattendu : « {nct[:30]} »")
    title = _text(identity.get("briefTitle")) or _text(identity.get("officialTitle"))
    if not title:
        raise ValueError("sans titre")
    ages = _module(protocol, "eligibilityModule")
    design = _module(protocol, "designModule")
    sites = tuple(_sites(protocol))
    status, words = _status(_module(protocol, "statusModule"), sites)
    return Study(
        registry=REGISTRY,
        number=nct,
        title=title,
        nct=nct,
        eu_ct=_other_number(identity, EU_CT),
        eudract=_other_number(identity, EUDRACT),
        acronym=_text(identity.get("acronym")),
        design=DESIGN.get(design.get("studyType", ""), Trial.Design.UNKNOWN),
        phase=_phase(design.get("phases") or ()),
        status=status,
        status_words=words,
        as_of=_date(_module(protocol, "statusModule")),
        sponsor=_text(
            _module(_module(protocol, "sponsorCollaboratorsModule"), "leadSponsor").get("name")
        ),
        age_min=years(ages.get("minimumAge")),
        age_max=years(ages.get("maximumAge")),
        enrolment=_count(_module(design, "enrollmentInfo").get("count")),
        conditions=tuple(map(_text, _module(protocol, "conditionsModule").get("conditions") or ())),
        sites=sites,
        in_france=bool(sites),
        url=ADDRESS.format(nct),
    )


def years(age: Any) -> int | None:
    """« 18 Years », « 6 Months » in whole years begun; None when there is no bound."""
    found = AGE.fullmatch(_text(age))
    if found is None:
        return None
    a_year = UNITS_A_YEAR.get(found[2].lower())
    return int(found[1]) // a_year if a_year else None


def _status(status: Json, sites: tuple[Site, ...]) -> tuple[str, str]:
    found = STATUS.get(_text(status.get("overallStatus")), STATUS["UNKNOWN"])
    said = [site.recruits for site in sites if site.recruits is not None]
    if found[0] == Trial.Status.RECRUITING and said and not any(said):
        return NOT_HERE
    return found


def _sites(protocol: Json) -> Iterator[Site]:
    for place in _module(protocol, "contactsLocationsModule").get("locations") or ():
        if _text(place.get("country")) == COUNTRY:
            status = _text(place.get("status"))
            yield Site(
                _text(place.get("facility")),
                _text(place.get("city")),
                status == "RECRUITING" if status else None,
            )


def _phase(phases: Any) -> str:
    """The last of its phases: a phase 2 and 3 trial is on its way to the third."""
    known = [PHASE[phase] for phase in phases if phase in PHASE]
    return max(known, default=Trial.Phase.UNKNOWN, key=Trial.Phase.values.index)


def _other_number(identity: Json, form: str) -> str:
    numbers = [_text(one.get("id")) for one in identity.get("secondaryIdInfos") or ()]
    numbers.append(_text(_module(identity, "orgStudyIdInfo").get("id")))
    return next((number for number in numbers if re.fullmatch(form, number)), "")


def _date(status: Json) -> str:
    return _text(_module(status, "lastUpdatePostDateStruct").get("date"))


def _module(section: Json, name: str) -> Json:
    found = section.get(name)
    return found if isinstance(found, dict) else {}


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if value is not None else ""


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and value >= 0 else None
