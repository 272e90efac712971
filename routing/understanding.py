"""What a question means: the place and the disease that are named, or those to choose from."""

from dataclasses import dataclass
from typing import NoReturn

from diseases.search import Closeness, DiseaseHit, search
from foundations.problems import Problem, Problems
from routing.answer import DiseaseCard
from routing.directory import Directory, Scope
from routing.question import OLDEST, Question
from territories.locating import place_at, place_of_commune
from territories.place import Place
from territories.resolution import resolve

CHOICES = 20


@dataclass(frozen=True, slots=True)
class Understood:
    """`places` is one when the place is sure, else those to choose from; `shares_postcode` when
    they are all the communes of the typed postcode. `disease` is None without diagnosis."""

    places: tuple[Place, ...]
    shares_postcode: bool
    disease: Scope | tuple[DiseaseCard, ...] | None
    is_place_sure: bool


def understand(question: Question, directory: Directory) -> Understood:
    """Raises Problem, with the field named in `errors` ("place", "disease" or "age"), when a part
    cannot be understood: what is wrong is said all at once. What is ambiguous is no error."""
    problems = Problems()
    with problems:
        _check_age(question.age)
    with problems:
        place = _place(question)
    with problems:
        disease = None if question.no_diagnosis else _disease(question, directory)
    problems.raise_all()
    if isinstance(place, Place):
        return Understood((place,), False, disease, is_place_sure=True)
    postcodes = {choice.postcode for choice in place}
    shares_postcode = len(place) > 1 and len(postcodes) == 1 and None not in postcodes
    return Understood(place, shares_postcode, disease, is_place_sure=False)


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
    hits = search(question.disease_text, limit=CHOICES)
    meant = surely_meant(hits)
    if meant is not None:
        return directory.scope(meant.orpha) or _unknown_disease()
    return tuple(_choice(hit) for hit in hits) or _unknown_disease()


def _choice(hit: DiseaseHit) -> DiseaseCard:
    matched = hit.matched if hit.text == hit.name else f"{hit.matched} : {hit.text}"
    return DiseaseCard(
        orpha=hit.orpha, name=hit.name, filiere=hit.filiere, level=hit.level, matched=matched
    )


def surely_meant(hits: list[DiseaseHit]) -> DiseaseHit | None:
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
