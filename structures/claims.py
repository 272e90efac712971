"""The claims of networks on a disease and on what stands above it, as the rule R1 reads them."""

from collections.abc import Iterator

from django.db.models import FilteredRelation, Q

from diseases.models import Disease
from foundations.provenance import Evidence
from structures.eligibility import ClaimFacts, best_claims
from structures.models import Claim


def answering_claims(disease: Disease) -> dict[str, ClaimFacts]:
    """By slug of network, the claim by which it answers for the disease. One query."""
    return best_claims(_claims_above(disease), disease.filiere_id or "")


def _claims_above(disease: Disease) -> Iterator[ClaimFacts]:
    way_up = Q(disease__descendances__descendant=disease)
    claims = Claim.objects.exclude(evidence=Evidence.GENERAL_KNOWLEDGE)
    claims = claims.annotate(way=FilteredRelation("disease__descendances", condition=way_up))
    rows = claims.filter(Q(disease=disease) | Q(way__isnull=False)).values_list(
        "network",
        "network__filiere",
        "network__generalist",
        "disease",
        "disease__name",
        "disease__type",
        "way__depth",
        "way__in_preferential",
    )
    for network, filiere, generalist, claimed, name, kind, depth, in_preferential in rows:
        yield ClaimFacts(
            network=network,
            filiere=filiere,
            generalist=generalist,
            claimed=claimed,
            name=name,
            depth=depth or 0,
            is_category=kind == Disease.CATEGORY,
            in_preferential=bool(in_preferential),
        )
