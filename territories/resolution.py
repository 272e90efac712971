"""From what a person types to one place, or to the places to choose among; never a silent guess.

resolve("77300 Fontainebleau")  -> resolved, one place
resolve("77300")                -> choose, two places
resolve("Fontainbleau")         -> choose, one place: a misspelling is confirmed, not guessed
"""

from dataclasses import dataclass

from territories import lookups
from territories.place import Place
from territories.reading import CITIES, CITY_POSTCODES, Typed, departments_of_code, read
from territories.suggestions import suggest

__all__ = ["Resolution", "resolve", "suggest"]

MANY = 10


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a text leads to.

    `status`: "resolved" (exactly one place), "choose" (ask which of `places`), "unknown", "empty".
    `matched`: by what the places were found: "postcode", "name", "insee", "cedex", "city_postcode",
    "arrondissement", "former_commune", "department", "partial", "typo", "" when nothing was.
    `note`: why a person is asked or what to say, as a code: "several_communes" (of one postcode),
    "homonyms", "longer_names" (a larger commune's name begins so: Évry, Évry-Courcouronnes),
    "code_and_name_disagree", "unknown_cedex" (resolved by the name alone), "misspelt",
    "incomplete", "department_given", "unknown_code", None.
    `suggestions`: for a postcode, the commune that has it as INSEE code, today's or former; for an
    unknown code, the largest communes of its department.
    """

    status: str
    places: tuple[Place, ...] = ()
    matched: str = ""
    note: str | None = None
    suggestions: tuple[Place, ...] = ()

    @property
    def place(self) -> Place | None:
        """The one place, when there is exactly one and nothing is to be confirmed."""
        return self.places[0] if self.status == "resolved" else None


def resolve(text: str) -> Resolution:
    """The place or places that a typed text names. Never raises, whatever the text."""
    typed = read(text)
    if typed.is_empty:
        return Resolution("empty" if not text.strip("\0 \t\r\n") else "unknown")
    if typed.codes and (typed.name or len(typed.codes) > 1):
        return _by_code_and_name(typed)
    if typed.codes:
        return _by_code(typed.codes[0])
    if typed.arrondissement:
        return _by_arrondissement(typed)
    if not typed.name:
        return _by_department(typed.department)
    return _by_name(typed)


def _by_code(code: str) -> Resolution:
    if found := lookups.by_postcode(code):
        others = [hit.insee for hit in lookups.by_insee(code) if hit.insee not in found]
        known = lookups.places([*found, *others], postcode=code)
        places, suggestions = known[: len(found)], known[len(found) :]
        note = "several_communes" if places[1:] else None
        return _among(places, "postcode", note, suggestions=suggestions)
    if code in CITY_POSTCODES:
        return _among(lookups.places([CITY_POSTCODES[code]]), "city_postcode")
    if hits := lookups.by_insee(code):
        return _among(_places(hits), hits[0].matched)
    if found := lookups.by_cedex(code):
        return _among(lookups.places(found), "cedex", "several_communes" if found[1:] else None)
    return _unknown_code(code)


def _by_code_and_name(typed: Typed) -> Resolution:
    code, *others = typed.codes
    if others:
        return _by_two_codes(typed)
    served = lookups.by_postcode(code)
    if typed.arrondissement and (not served or typed.arrondissement in served):
        return _among(lookups.places([typed.arrondissement], code), "arrondissement")
    if served:
        if hits := _named_among(typed.name, served):
            return _among(_places(hits, code), "postcode", _why_several(hits))
        if hits := _named_by_code(code, typed.name):
            return _among(_places(hits), hits[0].matched)
        return _misspelt_among(typed, served) or _disagreement(typed, served)
    known = _by_code(code)
    if known.places:
        codes = [place.insee for place in known.places]
        if hits := _named_among(typed.name, codes):
            return _among(_places(hits), known.matched, _why_several(hits))
        return _misspelt_among(typed, codes) or _disagreement(typed, codes)
    return _by_unknown_code_and_name(typed)


def _by_two_codes(typed: Typed) -> Resolution:
    """As « 77300 Fontainebleau (77186) »: the second code, of the commune, settles it."""
    first, second = typed.codes[:2]
    places = lookups.places([second], postcode=first)
    if places and (first in places[0].postcodes or _named_by_code(second, typed.name)):
        return _among(places, "insee")
    return _disagreement(typed, [*lookups.by_postcode(first), *lookups.by_postcode(second)])


def _by_unknown_code_and_name(typed: Typed) -> Resolution:
    """A CEDEX that no list has: the name counts, inside the department of the code."""
    departments = departments_of_code(typed.codes[0])
    if hits := lookups.by_exact_name(typed.name, departments):
        return _among(_places(hits), "name", "unknown_cedex")
    if hits := lookups.by_similar_name(typed.name, departments):
        return Resolution("choose", _places(hits), "typo", "misspelt")
    if hits := lookups.by_exact_name(typed.name):
        return Resolution("choose", _places(hits), "name", "code_and_name_disagree")
    return _unknown_code(typed.codes[0])


def _unknown_code(code: str) -> Resolution:
    """A CEDEX, or a slip of a finger: the large communes of its department may help."""
    largest = [
        insee
        for department in departments_of_code(code)
        for insee in lookups.largest_of_department(department)
    ]
    return Resolution("unknown", note="unknown_code", suggestions=lookups.places(largest[:MANY]))


def _misspelt_among(typed: Typed, served: list[str]) -> Resolution | None:
    """« 77300 Fontainbleau » is asked back; « 77000 La Rochelle » is not La Rochette."""
    if lookups.by_exact_name(typed.name):
        return None
    hits = lookups.by_similar_name(typed.name, communes=served)
    places = _places(hits, postcode=typed.codes[0])
    return Resolution("choose", places, "typo", "misspelt") if places else None


def _disagreement(typed: Typed, served: list[str]) -> Resolution:
    """A code and a name that do not go together: both readings are offered."""
    department = departments_of_code(typed.codes[0])
    hits = lookups.by_exact_name(typed.name, department) or lookups.by_exact_name(typed.name)
    codes = [*(hit.insee for hit in hits[:MANY]), *served]
    places = lookups.places(codes, postcode=typed.codes[0])
    if not places:
        return Resolution("unknown", note="unknown_code")
    return Resolution("choose", places, "postcode", "code_and_name_disagree")


def _by_arrondissement(typed: Typed) -> Resolution:
    """« Marseille 13 » may be the 13th arrondissement or the city in department 13: ask."""
    city, number = typed.name.split()[:2]
    insee = CITIES[city][0]
    codes = [typed.arrondissement or insee]
    if insee[:2] == number:
        codes.append(insee)
    return _among(lookups.places(codes), "arrondissement", "homonyms" if codes[1:] else None)


def _by_department(code: str | None) -> Resolution:
    places = lookups.places(lookups.largest_of_department(code)) if code else ()
    if not places:
        return Resolution("unknown", note="unknown_code")
    return Resolution("choose", places, "department", "department_given")


def _by_name(typed: Typed) -> Resolution:
    departments: tuple[str, ...] = (typed.department,) if typed.department else ()
    name = typed.name
    hits = lookups.by_exact_name(name, departments)
    if not hits and not departments and (parts := _name_and_department(name)):
        name, departments = parts
        hits = lookups.by_exact_name(name, departments)
    named_department = None if departments else lookups.department_called(name)
    if hits:
        return _homonyms(name, hits, departments, named_department)
    if named_department:
        return _by_department(named_department)
    partial = suggest(text=typed.name, limit=MANY, department=typed.department)
    if partial.found:
        misspelt = all(found.matched == "typo" for found in partial.found)
        places = lookups.places(found.insee for found in partial.found)
        matched, note = ("typo", "misspelt") if misspelt else ("partial", "incomplete")
        return Resolution("choose", places, matched, note)
    if departments and (hits := lookups.by_exact_name(name)):
        return Resolution("choose", _places(hits), "name", "code_and_name_disagree")
    return Resolution("unknown")


def _homonyms(
    name: str,
    hits: list[lookups.Hit],
    departments: tuple[str, ...],
    named_department: str | None,
) -> Resolution:
    """What else may be meant by an exact name: a department, a larger commune with a longer one.

    « La Réunion » is a village of Lot-et-Garonne too; « Champigny » is most often said of
    Champigny-sur-Marne, and there is a Champigny in Yonne.
    """
    places = _places(hits)
    if named_department and all(place.department != named_department for place in places):
        others = lookups.places(lookups.largest_of_department(named_department))
        return Resolution("choose", (*places, *others), "name", "department_given")
    if longer := lookups.larger_with_longer_name(name, places, departments):
        places = lookups.places([*(place.insee for place in places), *longer])
        return Resolution("choose", places, "name", "longer_names")
    return _among(places, hits[0].matched, _why_several(hits))


def _name_and_department(name: str) -> tuple[str, tuple[str, ...]] | None:
    """« creteil val de marne » -> "creteil" in 94; None when it does not end with a department."""
    words = name.split()
    for cut in range(1, len(words)):
        if department := lookups.department_called(" ".join(words[cut:])):
            return " ".join(words[:cut]), (department,)
    return None


def _named_among(name: str, codes: list[str]) -> list[lookups.Hit]:
    """Which of the communes the name speaks of: exactly, else in part."""
    return lookups.by_exact_name(name, communes=codes) or lookups.by_partial_name(name, codes)


def _named_by_code(code: str, name: str) -> list[lookups.Hit]:
    """The communes of an INSEE code, when the name is theirs."""
    hits = lookups.by_insee(code)
    return hits if lookups.by_exact_name(name, communes=[hit.insee for hit in hits]) else []


def _places(hits: list[lookups.Hit], postcode: str | None = None) -> tuple[Place, ...]:
    return lookups.places((hit.insee for hit in hits), postcode)


def _why_several(hits: list[lookups.Hit]) -> str | None:
    return "homonyms" if len(hits) > 1 else None


def _among(
    places: tuple[Place, ...],
    matched: str,
    note: str | None = None,
    suggestions: tuple[Place, ...] = (),
) -> Resolution:
    status = "resolved" if len(places) == 1 else "choose" if places else "unknown"
    return Resolution(status, places, matched, note, suggestions)
