"""What an answer of the geocoder is worth: a point to write, or a question to a person.

Pure: the distance to the outline of the commune is measured elsewhere.
"""

from dataclasses import asdict, dataclass
from typing import Any

SURE = 0.9
"""From here a house number is taken for the door: what differs is an abbreviation."""
GOOD = 0.8
"""From here an answer is written without asking a person: 85 % of the addresses of structures reach
it, as les-emplois (gip-inclusion) measured on its own."""
TOO_FAR_M = 1_000
"""Outside the commune that the source names: another town has a street of that name."""

HOUSE, STREET, PLACE = "housenumber", "street", "locality"
EXACT, PROBABLE = "exact", "probable"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One answer: degrees (WGS 84), a score from 0 to 1, what kind of address it is."""

    label: str
    score: float
    type: str
    citycode: str
    lon: float
    lat: float

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`precision` of the point to write; empty: a person is asked, and `why` says why."""

    precision: str
    why: str


def judge(candidate: Candidate, metres_outside: float | None) -> Verdict:
    """Whether the first answer may be written; `metres_outside` its commune, None: not known."""
    score = f"{candidate.score:.2f}".replace(".", ",")
    if metres_outside is not None and metres_outside > TOO_FAR_M:
        km = f"{metres_outside / 1000:.1f}".replace(".", ",")
        return Verdict("", f"hors de la commune, à {km} km")
    if candidate.type not in (HOUSE, STREET, PLACE):
        return Verdict("", "seule la commune est reconnue")
    if candidate.score < GOOD:
        return Verdict("", f"score trop faible ({score})")
    if candidate.type == HOUSE and candidate.score >= SURE:
        return Verdict(EXACT, f"numéro trouvé (score {score})")
    return Verdict(PROBABLE, f"rue ou lieu-dit trouvé (score {score})")
