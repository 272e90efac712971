"""Rule R1: whether a network answers for a disease, stated once, on plain facts.

Pure: `structures.claims` reads the facts, and the engine's ladder tells them in words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["exact", "ancestor"]


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A disease or group that a network claims, seen from a disease at it or below it.

    `depth` counts the levels from the disease up to what is claimed (0: the disease itself).
    `in_preferential` tells whether that way lies in the classification that Orphanet prefers for
    the disease, `is_category` whether what is claimed only gathers others in a list.
    """

    network: str
    filiere: str
    generalist: bool
    claimed: int
    name: str
    depth: int
    is_category: bool
    in_preferential: bool


def level_of(claim: ClaimFacts, filiere: str) -> Level | None:
    """How the claim answers for the disease, of which `filiere` is the code; None: not at all.

    An ancestor counts when network and disease share the filière, when the network is generalist
    by its own name, or when it lies in the disease's preferential classification and is more than
    a category: being below a group in some list is not being treated by those who treat the group
    (Duchenne lies below rare intellectual disability, whose network does not treat it).
    """
    if claim.depth == 0:
        return "exact"
    shares_filiere = bool(filiere) and claim.filiere == filiere
    if shares_filiere or claim.generalist:
        return "ancestor"
    return "ancestor" if claim.in_preferential and not claim.is_category else None


def best_claims(claims: Iterable[ClaimFacts], filiere: str) -> dict[str, ClaimFacts]:
    """Of each network that answers, by slug, the claim nearest to the disease."""
    found: dict[str, ClaimFacts] = {}
    for claim in sorted(claims, key=lambda claim: (claim.depth, claim.claimed)):
        if level_of(claim, filiere) is not None:
            found.setdefault(claim.network, claim)
    return found
