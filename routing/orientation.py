"""`orient`: one question in, one Orientation out. Every page, API and command goes through it."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from diseases.models import Disease
from foundations.version import one_state
from resources.held import HeldResources, current_resources
from routing.answer import DiseaseCard, Orientation, Step
from routing.around.for_place import for_place
from routing.directory import Directory, Scope, current
from routing.documents import documents_of
from routing.ladder import Candidate, Ladder, build, r9_age_not_given, r10_scope, r11_no_diagnosis
from routing.ladder.building import unnumbered
from routing.ladder.reservations import Asker, reservations
from routing.nearby_affiliates import nearby_affiliates
from routing.pathway import for_person
from routing.proximity import Measure, candidates, measured_by_postgis, measured_in_memory
from routing.question import Question
from routing.scope import claimed_below
from routing.shared_postcode import most_populous, same_steps_from_all, told_for_all
from routing.transition import between_ages
from routing.understanding import understand
from territories.place import Place

OTHERS_OF_THE_FILIERE = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as understood, with all that is held to answer it from any place.

    `choices` are the diseases to choose from, when it is not sure which one is meant.
    """

    question: Question
    scope: Scope | None
    choices: tuple[DiseaseCard, ...]
    directory: Directory
    resources: HeldResources
    today: date


@one_state()
def orient(question: Question, today: date | None = None) -> Orientation:
    """Where to go, in which order and why.

    Raises Problem, with the field named in `errors` ("place", "disease" or "age"), when a part of
    the question cannot be understood. What is merely ambiguous is no error: the status asks.
    """
    directory = current()
    understood = understand(question, directory)
    asked = _asked(question, understood.disease, directory, today or timezone.localdate())
    places = understood.places
    if understood.is_place_sure:
        return _with_help_around(asked, _answer(asked, places[0], measured_by_postgis))
    in_memory = measured_in_memory(directory)
    if not (
        understood.shares_postcode
        and not asked.choices
        and same_steps_from_all(places, lambda place: _answer(asked, place, in_memory))
    ):
        return Orientation(status="choose_place", places=places, age=question.age)
    chosen = most_populous(places)
    answer = told_for_all(_answer(asked, chosen, measured_by_postgis), places, chosen)
    return _with_help_around(asked, answer)


def _asked(
    question: Question,
    disease: Scope | tuple[DiseaseCard, ...] | None,
    directory: Directory,
    today: date,
) -> Asked:
    scope = disease if isinstance(disease, Scope) else None
    choices = disease if isinstance(disease, tuple) else ()
    if scope is not None and not _is_out_of_scope(scope):
        choices = _to_choose_from(scope)
    return Asked(question, scope, choices, directory, current_resources(), today)


def _with_help_around(asked: Asked, answer: Orientation) -> Orientation:
    """What stands around the person beside the steps; not while something is still to be chosen."""
    if answer.place is None or answer.status == "choose_disease":
        return answer
    scope, version = asked.scope, asked.directory.version
    diseases = (scope.card.orpha, *scope.ancestors) if scope else ()
    around = for_place(answer.place, diseases, answer.age, version)
    return replace(answer, lateral=around)


def _answer(asked: Asked, place: Place, measure: Measure) -> Orientation:
    age, scope = asked.question.age, asked.scope
    if asked.choices:
        return Orientation(status="choose_disease", place=place, diseases=asked.choices, age=age)
    if scope is None:
        return _without_diagnosis(place, asked.question)
    if scope.out_of_scope is not None and _is_out_of_scope(scope):
        return Orientation(
            status="out_of_scope",
            place=place,
            disease=scope.card,
            age=age,
            notices=(r10_scope.out_of_scope(scope.card, *scope.out_of_scope),),
        )
    return _for_disease(asked, scope, place, measure)


def _without_diagnosis(place: Place, question: Question) -> Orientation:
    steps = r11_no_diagnosis.steps(
        territory=place.territory, department=place.department, age=question.age
    )
    return Orientation(
        status="no_diagnosis",
        place=place,
        age=question.age,
        ladder=tuple(steps),
        notices=r11_no_diagnosis.notices(question.situation),
        situation=question.situation,
    )


def _for_disease(asked: Asked, scope: Scope, place: Place, measure: Measure) -> Orientation:
    disease, age = scope.card, asked.question.age
    found = candidates(asked.directory, place, scope.answering, measure)
    documents = documents_of(asked.resources.for_disease(disease.orpha, scope.ancestors))
    template = asked.resources.pathways.for_disease(disease.orpha, scope.ancestors)

    def ladder_at(age: float | None) -> Ladder:
        return build(
            found,
            disease=disease,
            age=age,
            territory=place.territory,
            today=asked.today,
            emergency_cards=documents.emergency_cards,
        )

    asks_for_age = age is None and r9_age_not_given.asks_for_age(found)
    ages = r9_age_not_given.COLUMNS if asks_for_age else {"": age}
    sides = {side: ladder_at(age_of_side) for side, age_of_side in ages.items()}
    return Orientation(
        status="choose_age" if asks_for_age else "answered",
        place=place,
        disease=disease,
        age=age,
        ladder=() if asks_for_age else sides[""].steps,
        ladders={side: each.steps for side, each in sides.items()} if asks_for_age else {},
        alternatives=_alternatives(asked, place, disease, found, sides, measure),
        notices=reservations(
            Asker(age, asked.question.situation, place.name, place.territory, place.crossing),
            disease,
            found,
            _numbered(sides),
            nearby_affiliates(asked.directory, place, found),
            today=asked.today,
        ),
        documents=documents,
        pathway=for_person(template, age, asked.question.situation),
        transition=between_ages(template, age, ladder_at),
        situation=asked.question.situation,
    )


def _alternatives(
    asked: Asked,
    place: Place,
    disease: DiseaseCard,
    found: list[Candidate],
    sides: dict[str, Ladder],
    measure: Measure,
) -> tuple[Step, ...]:
    """The other candidates; when there is none at all, the filière's nearest, for other diseases
    (rule R1 c)."""
    if found and "" in sides:
        return sides[""].alternatives
    if found:
        others = [c for c in found if c.centre.slug not in _numbered(sides)]
    else:
        networks = asked.directory.of_filiere(disease.filiere) if disease.filiere else {}
        others = candidates(asked.directory, place, networks, measure)[:OTHERS_OF_THE_FILIERE]
    return unnumbered(others, disease=disease, age=None, today=asked.today)


def _numbered(sides: dict[str, Ladder]) -> frozenset[str]:
    return frozenset(
        step.centre.slug for side in sides.values() for step in side.steps if step.centre
    )


def _is_out_of_scope(scope: Scope) -> bool:
    return scope.out_of_scope is not None and r10_scope.is_out_of_scope(
        listed=True,
        is_claimed=bool(scope.answering),
        is_claimed_below=bool(claimed_below(scope.card.orpha)),
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
