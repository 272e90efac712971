"""The rows of a list: structures, and associations, which stand nowhere on the map."""

from typing import Any

from django.db.models import Q, QuerySet

from directory.lists.kinds import ASSOCIATION
from foundations.names import named
from resources.models import Association
from structures.filters import Criteria, select
from structures.models import Structure, StructureQuerySet

OF_ASSOCIATIONS = {"kind", "department", "filiere", "q"}
"""The filters that mean something for an association; any other leaves none."""


def structures(criteria: Criteria) -> StructureQuerySet:
    """Those that meet the criteria, in no order yet."""
    kinds = criteria.get("kind")
    if kinds is None:
        return select(criteria)
    if known := tuple(kind for kind in kinds if kind in Structure.Kind.values):
        return select({**criteria, "kind": known})
    return Structure.objects.none()  # type: ignore[return-value]


def associations(criteria: Criteria) -> QuerySet[Association]:
    """Those that meet the criteria, in no order yet."""
    if criteria.keys() - OF_ASSOCIATIONS or ASSOCIATION not in criteria.get("kind", [ASSOCIATION]):
        return Association.objects.none()
    found: Any = Association.objects.published()
    for name in ("department", "filiere"):
        if name in criteria:
            found = found.filter(Q(**{name: criteria[name]}))
    return named(found, criteria["q"]) if "q" in criteria else found
