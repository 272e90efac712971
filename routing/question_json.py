"""Reads a Question from the JSON of the public contract, strictly and at little cost.

The shape is published by `routing.serializers.QuestionSerializer`; a test holds the two together.
"""

from typing import Any, get_args

from foundations.geography import OutsideFrance, point
from foundations.problems import Problem, refuse_unknown_parameters
from routing.question import OLDEST, Question, Situation

MEMBERS = {"place", "disease", "age", "situation"}
ONE_PLACE = "donnez l'un de : {commune}, {text}, {lon, lat}"
ONE_DISEASE = "donnez l'un de : {orpha}, {text}, ou null sans diagnostic"
LONGEST_TEXT = 200
LARGEST_ORPHA = 9_999_999
SITUATIONS = get_args(Situation)


class WrongMemberError(Exception):
    """A member that cannot be read: its path, and why."""

    def __init__(self, member: str, why: str) -> None:
        super().__init__(member, why)
        self.member = member
        self.why = why


def read_question(body: dict[str, Any]) -> Question:
    """The question that a JSON object asks. Raises Problem with the wrong member in `errors`."""
    refuse_unknown_parameters(set(body), MEMBERS)
    parts: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for read in (_place, _disease, _age, _situation):
        try:
            parts.update(read(body))
        except WrongMemberError as wrong:
            errors[wrong.member] = [wrong.why]
    if errors:
        raise Problem(
            code="invalid", detail="Un ou plusieurs champs sont invalides.", errors=errors
        )
    return Question(**parts)


def _place(body: dict[str, Any]) -> dict[str, Any]:
    place = body.get("place")
    if not isinstance(place, dict):
        raise WrongMemberError("place", ONE_PLACE)
    _refuse_unknown(place, "place", {"commune", "text", "lon", "lat"})
    match sorted(place):
        case ["commune"]:
            return {"commune": _text(place["commune"], "place.commune", 5)}
        case ["text"]:
            return {"place_text": _text(place["text"], "place.text", LONGEST_TEXT)}
        case ["lat", "lon"]:
            lon = _number(place["lon"], "place.lon", -180, 180)
            lat = _number(place["lat"], "place.lat", -90, 90)
            try:
                point(lon=lon, lat=lat)
            except OutsideFrance:
                raise WrongMemberError(
                    "place", "hors de France ; lon est la longitude, lat la latitude"
                ) from None
            return {"lon": lon, "lat": lat}
    raise WrongMemberError("place", ONE_PLACE)


def _disease(body: dict[str, Any]) -> dict[str, Any]:
    if "disease" not in body:
        raise WrongMemberError("disease", ONE_DISEASE)
    disease = body["disease"]
    if disease is None:
        return {"no_diagnosis": True}
    if not isinstance(disease, dict):
        raise WrongMemberError("disease", ONE_DISEASE)
    _refuse_unknown(disease, "disease", {"orpha", "text"})
    match sorted(disease):
        case ["orpha"]:
            orpha = disease["orpha"]
            if isinstance(orpha, bool) or not isinstance(orpha, int):
                raise WrongMemberError("disease.orpha", "attendu : un nombre entier")
            if not 0 < orpha <= LARGEST_ORPHA:
                raise WrongMemberError("disease.orpha", "code ORPHA inconnu")
            return {"orpha": orpha}
        case ["text"]:
            return {"disease_text": _text(disease["text"], "disease.text", LONGEST_TEXT)}
    raise WrongMemberError("disease", ONE_DISEASE)


def _age(body: dict[str, Any]) -> dict[str, Any]:
    age = body.get("age")
    return {"age": None if age is None else _number(age, "age", 0, OLDEST)}


def _situation(body: dict[str, Any]) -> dict[str, Any]:
    situation = body.get("situation", SITUATIONS[0])
    if situation not in SITUATIONS:
        raise WrongMemberError("situation", f"attendu : {', '.join(SITUATIONS)}")
    return {"situation": situation}


def _refuse_unknown(given: dict[str, Any], member: str, known: set[str]) -> None:
    refuse_unknown_parameters(
        {f"{member}.{name}" for name in given}, {f"{member}.{name}" for name in known}
    )


def _number(value: Any, member: str, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WrongMemberError(member, "attendu : un nombre")
    if not low <= value <= high:
        raise WrongMemberError(member, f"attendu : entre {low} et {high}")
    return float(value)


def _text(value: Any, member: str, longest: int) -> str:
    if not isinstance(value, str):
        raise WrongMemberError(member, "attendu : un texte")
    if not value.strip():
        raise WrongMemberError(member, "vide")
    if len(value) > longest:
        raise WrongMemberError(member, f"au plus {longest} caractères")
    if "\0" in value or (not value.isascii() and any("\ud800" <= c <= "\udfff" for c in value)):
        raise WrongMemberError(member, "contient un caractère interdit")
    return value
