"""Questions to the closure of Orphanet's classifications, each one lookup in an index."""

from collections.abc import Sequence
from dataclasses import dataclass

from diseases.models import Ancestry, Disease


@dataclass(frozen=True, slots=True)
class Above:
    """An entity above another: `depth` links of the shortest path, whether that path stays in the
    classification that Orphanet prefers for the other, and whether it only gathers others."""

    orpha: int
    depth: int
    in_preferential: bool
    is_category: bool

    @classmethod
    def of(cls, ancestry: Ancestry) -> "Above":
        """`ancestry` comes with its ancestor."""
        is_category = ancestry.ancestor.type == Disease.CATEGORY
        return cls(ancestry.ancestor_id, ancestry.depth, ancestry.in_preferential, is_category)


def entities_above(orpha: int) -> list[Above]:
    """Every entity above, the nearest first. One query."""
    rows = Ancestry.objects.filter(descendant=orpha).order_by("depth", "ancestor_id")
    return [
        Above(ancestor, depth, in_preferential, kind == Disease.CATEGORY)
        for ancestor, depth, in_preferential, kind in rows.values_list(
            "ancestor", "depth", "in_preferential", "ancestor__type"
        )
    ]


def entities_above_each(several: Sequence[int]) -> dict[int, list[Above]]:
    """The same for several entities, in their order. One query, none for nobody."""
    found: dict[int, list[Above]] = {orpha: [] for orpha in several}
    if not several:
        return found
    rows = Ancestry.objects.filter(descendant__in=several).order_by("depth", "ancestor_id")
    for descendant, ancestor, depth, in_preferential, kind in rows.values_list(
        "descendant", "ancestor", "depth", "in_preferential", "ancestor__type"
    ):
        above = Above(ancestor, depth, in_preferential, kind == Disease.CATEGORY)
        found[descendant].append(above)
    return found


def is_below(orpha: int, group: int) -> bool:
    """Whether an entity stands below another in any classification."""
    return Ancestry.objects.filter(descendant=orpha, ancestor=group).exists()
