"""What a person typed for a place, taken apart before anything is looked up."""

import re
from dataclasses import dataclass

from foundations.text import LONGEST_USEFUL_TEXT, normalise_place_name

CODE = re.compile(r"(?<![0-9A-Za-z])(?:[Ff]-?)?(\d{5}|2[ABab]\d{3})(?![0-9A-Za-z])")
SPACED_CODE = re.compile(r"(?<!\d)(\d{2}) (\d{3})(?!\d)")
CEDEX = re.compile(r"(?<![A-Za-z])cedex(?: *\d{1,2})?(?![0-9A-Za-z])", re.IGNORECASE)
DEPARTMENT = re.compile(r"(?:2[ab]|97\d|98[46-9]|0[1-9]|[1-8]\d|9[0-5])")
BRACKETS = re.compile(r"[()\[\],;/]")
ARRONDISSEMENT = re.compile(
    r"(?P<city>paris|lyon|marseille) (?P<number>\d{1,2}) ?(?:er|e|eme|ieme|nd|nde)?"
    r"(?: (?:arr|arrdt|ardt|arrondissement))?"
)
CITIES: dict[str, tuple[str, int, int]] = {
    "paris": ("75056", 75100, 20),
    "lyon": ("69123", 69380, 9),
    "marseille": ("13055", 13200, 16),
}
"""INSEE code of each city with arrondissements, the code before its first one, how many."""

CITY_POSTCODES = {"75000": "75056", "69000": "69123", "13000": "13055"}
"""What people type for a whole city, though no letter is addressed so."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The parts of a typed place. `name` is folded; `department` is a code ("77", "2A", "972")."""

    codes: tuple[str, ...] = ()
    name: str = ""
    department: str | None = None
    is_cedex: bool = False
    arrondissement: str | None = None
    """INSEE code, when the name is a city and a number of arrondissement."""

    @property
    def is_empty(self) -> bool:
        return not (self.codes or self.name or self.department)


def read(text: str) -> Typed:
    """Take a typed text apart; never fails, whatever the text. Only its start is read."""
    text = text[:LONGEST_USEFUL_TEXT].replace("\0", " ")
    text, cedexes = CEDEX.subn(" ", text)
    text = SPACED_CODE.sub(r"\1\2", text)
    codes = tuple(dict.fromkeys(code.upper() for code in CODE.findall(text)))
    words = normalise_place_name(BRACKETS.sub(" ", CODE.sub(" ", text))).split()
    name = " ".join(words)
    if match := ARRONDISSEMENT.fullmatch(name):
        _, before_first, count = CITIES[match["city"]]
        if 1 <= int(match["number"]) <= count:
            insee = str(before_first + int(match["number"]))
            return Typed(codes, name, None, bool(cedexes), insee)
    department = None
    if words and DEPARTMENT.fullmatch(words[-1]):
        department = words.pop().upper()
    elif len(words) > 1 and DEPARTMENT.fullmatch(words[0]):
        department = words.pop(0).upper()
    return Typed(codes, " ".join(words), department, bool(cedexes))


def departments_of_code(code: str) -> tuple[str, ...]:
    """The departments where a postal or CEDEX code may be, best guess by its first digits.

    Only a fallback for a code that no table has: 16 postcodes straddle two departments, and
    La Réunion's CEDEX begin with 977 and 978 too.
    """
    if code.startswith("20"):
        return ("2A", "2B")
    if code.startswith(("977", "978")):
        return (code[:3], "974")
    return (code[:3],) if code.startswith(("97", "98")) else (code[:2],)
