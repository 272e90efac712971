"""Rule R1: which networks answer for a disease, and by which claim."""

from django.db.models import Exists, F, OuterRef, Q, Subquery

from diseases.models import Ancestry, Disease
from routing.answer import Match
from structures.models import Claim


def matches_of(disease: Disease) -> dict[str, Match]:
    """Networks by slug that answer for a disease: exactly, or through an ancestor they claim.

    An ancestor counts when network and disease share the filière, when it lies in the disease's
    preferential classification, or when the network is generalist by its own name: being below a
    group in some other list is not being treated by those who treat the group. Of several claims
    of one network, the nearest to the disease is kept.
    """
    found: dict[str, Match] = {}
    for claimed, name, depth, in_preferential, network, filiere, generalist in _claims(disease):
        exact = depth is None
        shared = disease.filiere_id is not None and filiere == disease.filiere_id
        if network not in found and (exact or in_preferential or shared or generalist):
            found[network] = Match("exact" if exact else "ancestor", claimed, name)
    return found


def _claims(disease: Disease):
    """Claims at the disease or above it, the nearest first within each network."""
    above = Ancestry.objects.filter(descendant=disease.orpha, ancestor=OuterRef("disease"))
    return (
        Claim.objects.filter(Q(disease=disease.orpha) | Exists(above))
        .annotate(
            depth=Subquery(above.values("depth")[:1]),
            in_preferential=Subquery(above.values("in_preferential")[:1]),
        )
        .order_by("network", F("depth").asc(nulls_first=True), "disease")
        .values_list(
            "disease",
            "disease__name",
            "depth",
            "in_preferential",
            "network",
            "network__filiere",
            "network__generalist",
        )
    )
