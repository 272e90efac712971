"""What lies below a group: the diseases to choose from when the group itself is too wide."""

from django.db.models import Exists, OuterRef

from diseases.models import Ancestry, Disease
from foundations.provenance import Evidence
from routing.answer import DiseaseCard
from structures.models import Claim


def claimed_below(orpha: int) -> tuple[DiseaseCard, ...]:
    """The diseases below a group that a network claims, by name; empty when there is none."""
    below = Ancestry.objects.filter(ancestor=orpha, descendant=OuterRef("orpha"))
    claims = Claim.objects.exclude(evidence=Evidence.GENERAL_KNOWLEDGE)
    claimed = claims.filter(disease=OuterRef("orpha"))
    found = Disease.objects.filter(Exists(below), Exists(claimed)).order_by("name", "orpha")
    return tuple(
        DiseaseCard(
            orpha=disease.orpha,
            name=disease.name,
            filiere=disease.filiere_id or "",
            level=disease.level,
        )
        for disease in found
    )
