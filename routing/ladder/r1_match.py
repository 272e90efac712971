"""Rule R1: how a centre answers for a disease, in an order and in words.

Which networks answer is decided on plain facts by `structures.eligibility`. Here: a network that
names the disease goes before one that names a group above it, however near the other is, because
what a network names is sure; the nearer one stays among the alternatives, with its level, because
the codes of a network are examples of what it treats, not its whole scope. A centre of the same
filière, for other diseases, is never a rung.
"""

from collections.abc import Sequence

from foundations.words import Words
from routing.answer import DiseaseCard, Notice, Reason
from routing.ladder.candidate import Candidate

MATCH_ORDER = ("exact", "ancestor", "filiere")
MUCH_NEARER_KM = 20.0
"""From how much nearer a centre through a group is worth a word before the steps."""


def surest(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those whose network names the disease itself; when there is none, those that name a group."""
    for level in ("exact", "ancestor"):
        found = [c for c in candidates if c.match.level == level]
        if found:
            return found
    return []


def reason(candidate: Candidate, disease: DiseaseCard) -> Reason:
    match, network = candidate.match, candidate.centre.network.name
    if match.level == "exact":
        words = Words(
            f"Son réseau ({network}) cite cette maladie.",
            f"Its network ({network}) names this disease.",
        )
    elif match.level == "ancestor":
        words = Words(
            f"Son réseau ({network}) cite le groupe « {match.name} », "
            f"dont fait partie « {disease.name} ».",
            f"Its network ({network}) names the group “{match.name}”, "
            f"to which “{disease.name}” belongs.",
        )
    else:
        words = Words(
            f"Même filière, mais pour d’autres maladies ({network}).",
            f"Same national network (filière), but for other diseases ({network}).",
        )
    return Reason("R1", words)


def nearer_through_a_group(
    chosen: Sequence[Candidate], others: Sequence[Candidate]
) -> Notice | None:
    """Said when a much nearer centre answers through a group and stands among the alternatives."""
    steps = [c.distance_km for c in chosen if c.distance_km is not None]
    through_group = [c for c in others if c.match.level == "ancestor" and c.distance_km is not None]
    if not steps or not through_group:
        return None
    nearest = min(through_group, key=lambda c: (c.distance_km, c.centre.name, c.centre.slug))
    if min(steps) - (nearest.distance_km or 0.0) < MUCH_NEARER_KM:
        return None
    return Notice(
        "nearer_through_group",
        Words(
            f"Plus près de chez vous, {nearest.site.name} suit le groupe "
            f"« {nearest.match.name} » : demandez-lui s’il suit aussi cette maladie. Voir « Autres "
            "centres possibles ».",
            f"Nearer to you, {nearest.site.name} follows the group “{nearest.match.name}”: ask "
            "whether it also follows this disease. See “Other possible centres”.",
        ),
    )
