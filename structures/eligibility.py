"""Rule R1: which networks answer for a disease, stated once, as a condition on their claims."""

from django.db.models import Q, QuerySet

from diseases.models import Ancestry, Disease
from foundations.provenance import Evidence
from structures.models import Claim


def eligible_claims(disease: Disease) -> QuerySet[Claim]:
    """The claims by which networks answer for a disease: at it, or at an ancestor that counts.

    An ancestor counts when network and disease share the filière, when the network is generalist
    by its own name, or when it lies in the disease's preferential classification and is more than
    a category: being below a group in some list is not being treated by those who treat the group
    (Duchenne lies below rare intellectual disability, whose network does not treat it).
    """
    above = Ancestry.objects.filter(descendant=disease)
    preferred = above.filter(in_preferential=True).exclude(ancestor__type=Disease.CATEGORY)
    same_field = Q(network__generalist=True)
    if disease.filiere_id:
        same_field |= Q(network__filiere=disease.filiere_id)
    return Claim.objects.exclude(evidence=Evidence.GENERAL_KNOWLEDGE).filter(
        Q(disease=disease)
        | Q(disease__in=preferred.values("ancestor"))
        | (Q(disease__in=above.values("ancestor")) & same_field)
    )
