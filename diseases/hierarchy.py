"""Questions to the closure of Orphanet's classifications, each one lookup in an index."""

from diseases.models import Ancestry


def is_below(orpha: int, group: int) -> bool:
    """Whether an entity stands below another in any classification."""
    return Ancestry.objects.filter(descendant=orpha, ancestor=group).exists()


def ancestors_of(orpha: int) -> dict[int, int]:
    """Every entity above, with the number of links of the shortest path to it."""
    above = Ancestry.objects.filter(descendant=orpha)
    return dict(above.order_by("depth", "ancestor_id").values_list("ancestor", "depth"))
