"""`orient`: one question in, one Orientation out. Every page, API and command goes through it."""

from dataclasses import replace
from datetime import date
from typing import NoReturn

from django.utils import timezone

from diseases.models import Disease
from diseases.search import Closeness, DiseaseHit, search
from foundations.problems import Problem, Problems
from routing import guidance, notices
from routing.affiliations import nearby_affiliates
from routing.ages import asks_for_age
from routing.answer import DiseaseCard, Orientation, Step
from routing.around.for_place import for_place
from routing.candidate import Candidate
from routing.directory import Directory, Scope, current
from routing.ladder import Ladder, build
from routing.proximity import candidates
from routing.question import OLDEST, Question
from routing.scope import claimed_below
from territories.locating import place_at, place_of_commune
from territories.place import Place
from territories.resolution import resolve

CHILD_AGE, ADULT_AGE = 8.0, 40.0
"""Ages that stand for the two columns when no age is given (rule R9)."""

OTHERS_OF_THE_FILIERE = 5


def orient(question: Question, today: date | None = None) -> Orientation:
    """Where to go, in which order and why.

    Raises Problem, with the field named in `errors` ("place", "disease" or "age"), when a part of
    the question cannot be understood. What is merely ambiguous is no error: the status asks.
    """
    today = today or timezone.localdate()
    directory = current()
    place, disease = _understood(question, directory)
    if not isinstance(place, Place):
        return Orientation(status="choose_place", places=place, age=question.age)
    if disease is None:
        answer = guidance.without_diagnosis(place, question.age)
    elif isinstance(disease, Scope):
        answer = _for_disease(question, place, directory, disease, today)
    else:
        return Orientation(status="choose_disease", place=place, diseases=disease, age=question.age)
    if answer.status == "choose_disease":
        return answer
    around = for_place(place, answer.disease, question.age, directory.version)
    return replace(answer, lateral=around)


def _understood(
    question: Question, directory: Directory
) -> tuple[Place | tuple[Place, ...], Scope | tuple[DiseaseCard, ...] | None]:
    """The place and the disease that are meant. What is wrong is said all at once."""
    problems = Problems()
    with problems:
        _check_age(question.age)
    with problems:
        place = _place(question)
    with problems:
        disease = None if question.no_diagnosis else _disease(question, directory)
    problems.raise_all()
    return place, disease


def _for_disease(
    question: Question, place: Place, directory: Directory, scope: Scope, today: date
) -> Orientation:
    disease = scope.card
    if not scope.answering and scope.out_of_scope:
        return guidance.out_of_scope(place, disease, question.age, *scope.out_of_scope)
    if below := _to_choose_from(scope):
        return Orientation(status="choose_disease", place=place, diseases=below, age=question.age)
    found = candidates(directory, place, scope.answering)
    affiliates = nearby_affiliates(directory, place, found)
    said = notices.about(question, place, disease, found, affiliates)
    if question.age is None and asks_for_age(found):
        child = _ladder(found, disease, CHILD_AGE, place, today)
        adult = _ladder(found, disease, ADULT_AGE, place, today)
        numbered = {s.centre.slug for s in (*child.steps, *adult.steps) if s.centre}
        others = [c for c in found if c.centre.slug not in numbered]
        return Orientation(
            status="choose_age",
            place=place,
            disease=disease,
            ladders={"child": child.steps, "adult": adult.steps},
            alternatives=_unnumbered(others, disease, place, today),
            notices=said,
        )
    ladder = _ladder(found, disease, question.age, place, today)
    folded = () if found else _others_of_the_filiere(directory, disease, place, today)
    return Orientation(
        status="answered",
        place=place,
        disease=disease,
        age=question.age,
        ladder=ladder.steps,
        alternatives=(*ladder.alternatives, *folded),
        notices=said,
    )


def _to_choose_from(scope: Scope) -> tuple[DiseaseCard, ...]:
    """What a group is too wide to be answered for: the diseases below it, when networks share them.

    A network that claims the group itself answers for all of it; else the answer depends on which
    disease it is.
    """
    if scope.is_claimed:
        return ()
    if scope.refers_to and not scope.answering:
        return scope.refers_to
    if scope.card.level != Disease.Level.GROUP and scope.answering:
        return ()
    below = claimed_below(scope.card.orpha)
    return below if len(below) > 1 or not scope.answering else ()


def _ladder(
    found: list[Candidate], disease: DiseaseCard, age: float | None, place: Place, today: date
) -> Ladder:
    return build(found, disease=disease, age=age, territory=place.territory, today=today)


def _others_of_the_filiere(
    directory: Directory, disease: DiseaseCard, place: Place, today: date
) -> tuple[Step, ...]:
    """Rule R1 (c): when no centre is known, the filière's nearest, folded and never numbered."""
    if not disease.filiere:
        return ()
    others = candidates(directory, place, directory.of_filiere(disease.filiere))
    return _unnumbered(others[:OTHERS_OF_THE_FILIERE], disease, place, today)


def _unnumbered(
    others: list[Candidate], disease: DiseaseCard, place: Place, today: date
) -> tuple[Step, ...]:
    return build(
        others,
        disease=disease,
        age=None,
        territory=place.territory,
        today=today,
        numbered=False,
    ).alternatives


def _check_age(age: float | None) -> None:
    if age is not None and not 0 <= age <= OLDEST:
        raise Problem(
            code="invalid_age",
            detail=f"L’âge doit être compris entre 0 et {OLDEST} ans.",
            errors={"age": [f"Indiquez un âge entre 0 et {OLDEST} ans, ou laissez vide."]},
        )


def _place(question: Question) -> Place | tuple[Place, ...]:
    """The place that is meant, or those to choose from (one only, when a misspelling is likely)."""
    if question.commune:
        return place_of_commune(question.commune) or _unknown_place("Ce code commune n’existe pas.")
    if question.lon is not None and question.lat is not None:
        return place_at(lon=question.lon, lat=question.lat)
    if not question.place_text.strip():
        raise Problem(
            code="missing_place",
            detail="Indiquez un lieu : code postal ou commune.",
            errors={"place": ["Indiquez un code postal ou une commune."]},
        )
    found = resolve(question.place_text)
    choices = found.places or found.suggestions
    return (
        found.place
        or choices
        or _unknown_place(
            "Nous ne connaissons pas ce lieu. Vérifiez le code postal ou le nom de la commune."
        )
    )


def _unknown_place(detail: str) -> NoReturn:
    raise Problem(code="unknown_place", detail=detail, errors={"place": [detail]})


def _disease(question: Question, directory: Directory) -> Scope | tuple[DiseaseCard, ...]:
    """The disease that is meant, or the several that may be; never none."""
    if question.orpha is not None:
        return directory.scope(question.orpha) or _unknown_disease()
    if not question.disease_text.strip():
        raise Problem(
            code="missing_disease",
            detail="Indiquez une maladie, ou cochez « Je n’ai pas de diagnostic ».",
            errors={"disease": ["Indiquez un nom, un sigle ou un code de maladie."]},
        )
    hits = search(question.disease_text, limit=20)
    meant = _surely_meant(hits)
    if meant is not None:
        return directory.scope(meant.orpha) or _unknown_disease()
    return tuple(_choice(hit) for hit in hits) or _unknown_disease()


def _choice(hit: DiseaseHit) -> DiseaseCard:
    matched = hit.matched if hit.text == hit.name else f"{hit.matched} : {hit.text}"
    return DiseaseCard(
        orpha=hit.orpha, name=hit.name, filiere=hit.filiere, level=hit.level, matched=matched
    )


def _surely_meant(hits: list[DiseaseHit]) -> DiseaseHit | None:
    """The one disease that a text names; a likely one is asked, never assumed.

    It is named when its name, its code or its telling words are those of the text, and no other
    disease has them. A text that only begins a name is asked, and so are names that Orphanet gives
    to diseases that we do not have.
    """
    for named in (Closeness.EXACT, Closeness.SAME_WORDS):
        found = [hit for hit in hits if hit.closeness is named]
        if found:
            return found[0] if len(found) == 1 and _says_it_all(found[0]) else None
    return None


def _says_it_all(hit: DiseaseHit) -> bool:
    return not hit.is_shared and (hit.closeness is Closeness.EXACT or hit.says_the_same)


def _unknown_disease() -> NoReturn:
    detail = (
        "Notre annuaire ne connaît pas encore cette maladie. Essayez un autre nom, un sigle ou un "
        "code ORPHA ; Maladies Rares Info Services répond pour toutes, au 01 56 53 81 36."
    )
    raise Problem(code="unknown_disease", detail=detail, errors={"disease": [detail]})
