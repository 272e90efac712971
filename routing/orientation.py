"""`orient`: one question in, one Orientation out. Every page, API and command goes through it."""

from dataclasses import replace
from datetime import date
from functools import partial

from django.utils import timezone

from diseases.models import Disease
from resources.held import current_resources
from routing.answer import DiseaseCard, Orientation, Step
from routing.around.for_place import for_place
from routing.directory import Directory, Scope, current
from routing.documents import documents_of
from routing.ladder import Candidate, Ladder, build, r9_age_not_given, r10_scope, r11_no_diagnosis
from routing.ladder.building import unnumbered
from routing.ladder.reservations import Asker, reservations
from routing.nearby_affiliates import nearby_affiliates
from routing.proximity import Measure, candidates, measured_by_postgis, measured_in_memory
from routing.question import Question
from routing.scope import claimed_below
from routing.shared_postcode import most_populous, same_steps_from_all, told_for_all
from routing.transition import between_ages
from routing.understanding import understand
from territories.place import Place

OTHERS_OF_THE_FILIERE = 5


def orient(question: Question, today: date | None = None) -> Orientation:
    """Where to go, in which order and why.

    Raises Problem, with the field named in `errors` ("place", "disease" or "age"), when a part of
    the question cannot be understood. What is merely ambiguous is no error: the status asks.
    """
    today = today or timezone.localdate()
    directory = current()
    understood = understand(question, directory)

    def answer(place: Place, measure: Measure = measured_by_postgis) -> Orientation:
        return _answer(question, place, understood.disease, directory, today, measure)

    def complete(found: Orientation) -> Orientation:
        return _with_help_around(found, directory)

    if understood.is_place_sure:
        return complete(answer(understood.places[0]))
    compare = partial(answer, measure=measured_in_memory(directory))
    if understood.shares_postcode and same_steps_from_all(understood.places, compare):
        chosen = most_populous(understood.places)
        return complete(told_for_all(answer(chosen), understood.places, chosen))
    return Orientation(status="choose_place", places=understood.places, age=question.age)


def _with_help_around(answer: Orientation, directory: Directory) -> Orientation:
    """What stands around the person beside the steps; not while something is still to be chosen."""
    if answer.place is None or answer.status == "choose_disease":
        return answer
    around = for_place(answer.place, answer.disease, answer.age, directory.version)
    return replace(answer, lateral=around)


def _answer(
    question: Question,
    place: Place,
    disease: Scope | tuple[DiseaseCard, ...] | None,
    directory: Directory,
    today: date,
    measure: Measure,
) -> Orientation:
    if disease is None:
        return _without_diagnosis(question, place)
    if isinstance(disease, Scope):
        return _for_disease(question, place, directory, disease, today, measure)
    return Orientation(status="choose_disease", place=place, diseases=disease, age=question.age)


def _without_diagnosis(question: Question, place: Place) -> Orientation:
    steps = r11_no_diagnosis.steps(
        territory=place.territory, department=place.department, age=question.age
    )
    return Orientation(
        status="no_diagnosis",
        place=place,
        age=question.age,
        ladder=tuple(steps),
        notices=(r11_no_diagnosis.NOTICE,),
    )


def _for_disease(
    question: Question,
    place: Place,
    directory: Directory,
    scope: Scope,
    today: date,
    measure: Measure,
) -> Orientation:
    disease, age = scope.card, question.age
    if scope.out_of_scope and _is_out_of_scope(scope):
        return Orientation(
            status="out_of_scope",
            place=place,
            disease=disease,
            age=age,
            notices=(r10_scope.out_of_scope(disease, *scope.out_of_scope),),
        )
    if below := _to_choose_from(scope):
        return Orientation(status="choose_disease", place=place, diseases=below, age=age)
    found = candidates(directory, place, scope.answering, measure)
    resources = current_resources()
    documents = documents_of(resources.for_disease(disease.orpha, scope.ancestors))
    template = resources.pathways.for_disease(disease.orpha, scope.ancestors)

    def ladder(age: float | None) -> Ladder:
        return build(
            found,
            disease=disease,
            age=age,
            territory=place.territory,
            today=today,
            emergency_cards=documents.emergency_cards,
        )

    sides = {"": ladder(age)}
    if age is None and r9_age_not_given.asks_for_age(found):
        sides = {
            "child": ladder(r9_age_not_given.CHILD_AGE),
            "adult": ladder(r9_age_not_given.ADULT_AGE),
        }
    numbered = frozenset(
        step.centre.slug for side in sides.values() for step in side.steps if step.centre
    )
    said = reservations(
        Asker(age, question.situation, place.name, place.territory, place.crossing),
        disease,
        found,
        numbered,
        nearby_affiliates(directory, place, found, measure),
    )
    if "" in sides:
        folded = () if found else _others_of_the_filiere(directory, disease, place, today)
        return Orientation(
            status="answered",
            place=place,
            disease=disease,
            age=age,
            ladder=sides[""].steps,
            alternatives=(*sides[""].alternatives, *folded),
            notices=said,
            documents=documents,
            pathway=template,
            transition=between_ages(template, age, ladder),
            situation=question.situation,
        )
    return Orientation(
        status="choose_age",
        place=place,
        disease=disease,
        ladders={side: ladder.steps for side, ladder in sides.items()},
        alternatives=unnumbered(
            [c for c in found if c.centre.slug not in numbered],
            disease=disease,
            age=None,
            today=today,
        ),
        notices=said,
        documents=documents,
        pathway=template,
        situation=question.situation,
    )


def _is_out_of_scope(scope: Scope) -> bool:
    return r10_scope.is_out_of_scope(
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


def _others_of_the_filiere(
    directory: Directory, disease: DiseaseCard, place: Place, today: date
) -> tuple[Step, ...]:
    """Rule R1 (c): when no centre is known, the filière's nearest, folded and never numbered."""
    if not disease.filiere:
        return ()
    others: list[Candidate] = candidates(directory, place, directory.of_filiere(disease.filiere))
    return unnumbered(others[:OTHERS_OF_THE_FILIERE], disease=disease, age=None, today=today)
