"""The claims of networks on a disease and on what stands above it, as the rule R1 reads them."""

from collections.abc import Iterator, Sequence

from diseases.hierarchy import Above, entities_above
from diseases.models import Disease
from foundations.provenance import Evidence
from structures.eligibility import ClaimFacts, best_claims
from structures.models import Claim


def answering_claims(
    disease: Disease, above: Sequence[Above] | None = None
) -> dict[str, ClaimFacts]:
    """By slug of network, the claim by which it answers for the disease.

    One query, and one more when the entities `above` the disease are not given.
    """
    if above is None:
        above = entities_above(disease.orpha)
    return best_claims(_claims_on(disease, above), disease.filiere_id or "")


def _claims_on(disease: Disease, above: Sequence[Above]) -> Iterator[ClaimFacts]:
    itself = Above(disease.orpha, 0, False, disease.type == Disease.CATEGORY)
    entities = {entity.orpha: entity for entity in (itself, *above)}
    claims = Claim.objects.exclude(evidence=Evidence.GENERAL_KNOWLEDGE)
    rows = claims.filter(disease__in=entities).values_list(
        "network", "network__filiere", "network__generalist", "disease", "disease__name"
    )
    for network, filiere, generalist, claimed, name in rows:
        entity = entities[claimed]
        yield ClaimFacts(
            network=network,
            filiere=filiere,
            generalist=generalist,
            claimed=claimed,
            name=name,
            depth=entity.depth,
            is_category=entity.is_category,
            in_preferential=entity.in_preferential,
        )
