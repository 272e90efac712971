"""Rule R1: which networks answer for a disease, and by which claim."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from diseases.models import Ancestry, Disease
from routing.answer import Match, MatchLevel
from structures.models import Claim


def matches_of(disease: Disease) -> dict[str, Match]:
    """Networks by slug that answer for a disease: exactly, or through an ancestor they claim.

    An ancestor counts when network and disease share the filière, when the network is generalist
    by its own name, or when it lies in the disease's preferential classification and is more than
    a category: being below a group in some list is not being treated by those who treat the group
    (Duchenne lies below rare intellectual disability, whose network does not treat it). Of several
    claims of one network, the nearest to the disease is kept.
    """
    found: dict[str, Match] = {}
    for claim in _claims(disease):
        exact = claim["depth"] is None
        if claim["network"] not in found and (exact or _counts(claim, disease)):
            level: MatchLevel = "exact" if exact else "ancestor"
            found[claim["network"]] = Match(level, claim["disease"], claim["disease__name"])
    return found


def _counts(claim: dict[str, Any], disease: Disease) -> bool:
    shared = disease.filiere_id is not None and claim["network__filiere"] == disease.filiere_id
    is_category = claim["disease__type"] == Disease.CATEGORY
    return shared or claim["network__generalist"] or (claim["in_preferential"] and not is_category)


def _claims(disease: Disease) -> QuerySet[Any, Any]:
    """Claims at the disease or above it, the nearest first within each network."""
    above = Ancestry.objects.filter(descendant=disease.orpha, ancestor=OuterRef("disease"))
    return (
        Claim.objects.filter(Q(disease=disease.orpha) | Exists(above))
        .annotate(
            depth=Subquery(above.values("depth")[:1]),
            in_preferential=Subquery(above.values("in_preferential")[:1]),
        )
        .order_by("network", F("depth").asc(nulls_first=True), "disease")
        .values(
            "disease",
            "disease__name",
            "disease__type",
            "depth",
            "in_preferential",
            "network",
            "network__filiere",
            "network__generalist",
        )
    )
