"""The associations, studies, meetings and trainings of a disease, as lines beside the ladder."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from foundations.words import Words
from resources.for_disease import Found, Resources
from resources.models import Association, Meeting, Training, Trial, Video
from routing.answer import Lateral, PhoneLine
from routing.around import wording
from territories.place import Place


def lines(found: Resources, place: Place, age: float | None) -> Iterator[Lateral]:
    """Those of the disease, of the groups above it, then of its filière.

    A local association is for those who live in its department; a study that is over, or for other
    ages, is for nobody here.
    """
    for association in found.associations:
        if _is_here(association.resource, place):
            yield _line("association", "associations", association, _association_card)
    for trial in found.trials:
        if _is_open(trial.resource, age):
            yield _line("trial", "research", trial, _trial_card, *_state(trial.resource))
    for meeting in found.meetings:
        yield _line("meeting", "meetings", meeting, _meeting_card, wording.BY_YOUR_DOCTORS)
    for training in found.trainings:
        yield _line("training", "training", training, _training_card)
    for video in found.videos:
        yield _line("video", "training", video, _video_card)


def _line(kind: str, group: str, found: Found[Any], card: Any, *said: Words) -> Lateral:
    evidence = "to_verify" if found.to_verify else found.resource.evidence
    return Lateral(
        kind=kind,
        group=group,
        structure={"kind": kind, **card(found.resource), "evidence": evidence},
        reason=wording.said(_through(kind, found), *said),
    )


def _through(kind: str, found: Found[Any]) -> Words:
    if found.match == "filiere" or found.through is None:
        is_of_others = kind == "association"
        return wording.OF_THE_FILIERE if is_of_others else wording.FOR_THE_WHOLE_FILIERE
    if found.match == "exact":
        return wording.OF_THE_DISEASE
    return wording.of_the_group(found.through.name)


def _is_here(one: Association, place: Place) -> bool:
    return one.scope != Association.Scope.LOCAL or one.department_id in (None, place.department)


def _is_open(one: Trial, age: float | None) -> bool:
    if one.status == Trial.Status.COMPLETED:
        return False
    is_old_enough = age is None or one.age_min is None or age >= one.age_min
    # An upper bound in whole years holds until the next birthday.
    return is_old_enough and (age is None or one.age_max is None or age < one.age_max + 1)


def _state(one: Trial) -> tuple[Words, Words]:
    return wording.state_of_trial(one.status, one.status_as_of), wording.ASK_YOUR_CENTRE


def _association_card(one: Association) -> dict[str, object]:
    as_of = date(one.contact_year, 1, 1) if one.contact_year else None
    return {
        "slug": one.slug,
        "name": one.name,
        "concerns": one.concerns,
        "department": one.department_id or "",
        "phones": (PhoneLine(one.phone, "association", as_of),) if one.phone else (),
        "official_url": one.website,
    }


def _trial_card(one: Trial) -> dict[str, object]:
    return {
        **_document_card(one),
        "acronym": one.acronym,
        "nct": one.nct,
        "eu_ct": one.eu_ct,
        "eudract": one.eudract,
        "phase": one.phase,
        "status": one.status,
        "status_words": one.status_words,
        "status_as_of": one.status_as_of,
        "age_min": one.age_min,
        "age_max": one.age_max,
        "facts": _known(one.acronym, one.confirmed_site),
    }


def _meeting_card(one: Meeting) -> dict[str, object]:
    return {
        **_document_card(one),
        "level": one.level,
        "facts": _known(one.cadence, one.who_may_submit, one.how),
    }


def _training_card(one: Training) -> dict[str, object]:
    return {**_document_card(one), "facts": _known(one.organiser, one.city, one.audience)}


def _video_card(one: Video) -> dict[str, object]:
    return {**_document_card(one), "facts": _known(one.presents)}


def _document_card(one: Any) -> dict[str, object]:
    return {"slug": one.slug, "name": one.title, "phones": (), "official_url": one.url}


def _known(*facts: str) -> list[str]:
    return [fact for fact in facts if fact]
