"""The finder and its answer: what is asked comes by POST, and nothing of it is kept here."""

from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from foundations.problems import Problem
from resources.pathway_parts import parts_of
from routing.answer import Notice, Orientation, Step
from routing.answer_json import as_geojson
from routing.forms import QuestionForm
from routing.letter import letter
from routing.orientation import orient
from routing.templatetags.orientation_words import place_words, places_words
from structures.templatetags.structure_words import age_words

FIELDS_OF_ERRORS = {"place": "place", "disease": "disease", "age": "age"}
"""Where the engine's errors are shown; what belongs to no field goes to the summary alone."""

NOTICES_AFTER_THE_STEPS = frozenset(
    {"affiliation_to_confirm", "age_not_given", "genetic_counselling", "suspected"}
)
"""Worth knowing, but not before the steps: these come first, on a phone above all."""

CALLED = frozenset({"coordination_outre_mer", "national_europe"})
"""Rungs without a centre that a doctor calls too: the others are the doctor, or urgent."""

PART_OF_PAGE = "X-Part"
"""A header of our own script: the answer is put into the page that is already there."""


@dataclass(frozen=True, slots=True)
class NumberedStep:
    """A step with its place among the steps, as the page and the map's markers show it."""

    number: int
    total: int
    step: Step


def refuse_question_in_address(request: HttpRequest) -> None:
    """A disease and a place never stand together in an address, not even in one typed by hand, nor
    in a link of which the fragment became a query."""
    given = set(request.GET)
    if given & {"place", "commune", "c"} and given & {"disease", "orpha", "d"}:
        raise BadRequest("use_post")


@require_safe
def finder(request: HttpRequest) -> HttpResponse:
    refuse_question_in_address(request)
    response = render(request, "routing/finder.html", page(request, form=QuestionForm()))
    patch_vary_headers(response, [PART_OF_PAGE])
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def orientation(request: HttpRequest) -> HttpResponse:
    """POST answers. GET gives the page that asks again what the browser has kept, or the form."""
    if request.method != "POST":
        refuse_question_in_address(request)
        return private(render(request, "routing/return.html", page(request, form=QuestionForm())))
    form = QuestionForm(request.POST)
    answer = answer_or_errors(form)
    if answer is None:
        asked = {name: request.POST.get(name, "") for name in form.fields}
        return private(
            render(request, "routing/errors.html", page(request, form=form, asked=asked))
        )
    return private(render(request, "routing/answer.html", page(request, **shown(form, answer))))


def answer_or_errors(form: QuestionForm) -> Orientation | None:
    """The engine's answer; None when the form, or the engine, has something to ask first."""
    is_valid = form.is_valid()
    if not is_valid and set(form.errors) != {"age"}:
        return None
    try:
        # With a wrong age too: an unknown place or disease is then said beside it, not after it.
        answer = orient(form.to_question())
        return answer if is_valid else None
    except Problem as problem:
        for name, messages in problem.errors.items():
            for message in messages:
                form.add_error(FIELDS_OF_ERRORS.get(name.split(".")[0]), message)
        if not problem.errors:
            form.add_error(None, problem.detail)
        return None


def page(request: HttpRequest, **context: Any) -> dict[str, Any]:
    """The frame of a page, or none when our script only wants its main part."""
    part = bool(request.headers.get(PART_OF_PAGE))
    return {"frame": "frames/part.html" if part else "frames/page.html", **context}


def private(response: HttpResponse) -> HttpResponse:
    """No cache keeps a question or its answer, no link tells where the reader came from."""
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    return response


def shown(form: QuestionForm, answer: Orientation) -> dict[str, Any]:
    """What the templates read: the answer, the form filled with what was understood."""
    answer = with_typed_postcode(answer, form.cleaned_data["place"])
    asked = question_of(form, answer)
    return {
        "answer": answer,
        "form": QuestionForm(initial=asked),
        "asked": asked,
        "steps": numbered(answer.ladder),
        "ladders": {side: numbered(steps) for side, steps in answer.ladders.items()},
        "notices_before": [n for n in answer.notices if not _comes_after(n, answer)],
        "notices_after": [n for n in answer.notices if _comes_after(n, answer)],
        "map_data": as_geojson(answer),
        "has_map": any(step.site and step.site.lon is not None for step in answer.ladder),
        "title": title_of(answer),
        "share": share_of(answer, asked["view"]),
        "view": asked["view"],
        "parts": parts_of(answer.pathway),
        "sides": sides_of(answer),
        "to_call": [step for step in answer.ladder if step.centre or step.rung in CALLED],
        "to_send": answer.pathway.part("before") if answer.pathway else (),
        "letter": letter(answer),
    }


def _comes_after(notice: Notice, answer: Orientation) -> bool:
    return bool(answer.ladder) and notice.code in NOTICES_AFTER_THE_STEPS


def with_typed_postcode(answer: Orientation, typed: str) -> Orientation:
    """Shows the postcode that was typed, never the first of the commune's."""
    place = answer.place
    if place is None or place.postcode:
        return answer
    postcode = next((code for code in place.postcodes if code in typed), None)
    return replace(answer, place=replace(place, postcode=postcode))


def numbered(steps: tuple[Step, ...]) -> list[NumberedStep]:
    return [NumberedStep(number, len(steps), step) for number, step in enumerate(steps, start=1)]


def question_of(form: QuestionForm, answer: Orientation) -> dict[str, Any]:
    """The fields of a form that asks the same again, with what the engine understood."""
    typed = form.cleaned_data
    asked: dict[str, Any] = {
        "place": typed["place"],
        "disease": typed["disease"],
        "age": form.data.get("age", "").strip(),
        "situation": typed["situation"],
        "no_diagnosis": typed["no_diagnosis"],
        "view": typed["view"],
    }
    if answer.place is not None and not answer.places:
        asked["place"] = asked["commune_text"] = place_words(answer.place)
        asked["commune"] = answer.place.insee
    if answer.disease is not None:
        asked["disease"] = asked["orpha_text"] = answer.disease.name
        asked["orpha"] = answer.disease.orpha
    return asked


def sides_of(answer: Orientation) -> list[tuple[str, Step | None]]:
    """The two sides of the passage to adulthood, by name."""
    if answer.transition is None:
        return []
    return [
        (gettext("Côté enfants"), answer.transition.child),
        (gettext("Côté adultes"), answer.transition.adult),
    ]


def share_of(answer: Orientation, view: str) -> str:
    """The fragment of a link to this answer (stable, version 1); empty when there is none.

    Of several communes with the same steps, the link names the one from which distances are told.
    """
    is_without_diagnosis = answer.status == "no_diagnosis"
    if answer.place is None or not (answer.disease or is_without_diagnosis):
        return ""
    fields: dict[str, Any] = {"v": 1, "c": answer.place.insee}
    if answer.disease is not None:
        fields["d"] = answer.disease.orpha
    if answer.age is not None:
        fields["a"] = f"{answer.age:g}"
    if view:
        fields["view"] = view
    return "&".join(f"{name}={value}" for name, value in fields.items())


def title_of(answer: Orientation) -> str:
    """The question in words ("Neurofibromatose de type 1, 28 ans, …"), or what it still lacks."""
    if answer.status == "choose_place":
        return gettext("De quelle commune s’agit-il ?")
    if answer.status == "choose_disease":
        return gettext("De quelle maladie s’agit-il ?")
    parts = [answer.disease.name if answer.disease else gettext("Sans diagnostic")]
    if answer.age is not None:
        parts.append(age_words(answer.age))
    if answer.place is not None:
        parts.append(gettext("depuis %(place)s") % {"place": places_words(answer)})
    return ", ".join(parts)
