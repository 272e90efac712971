"""Where an entity stands: the way from the head of its preferred classification, what is below."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from diseases.models import Ancestry, Classification, Disease, DiseaseEdge

MOST_WAYS = 500
"""Ways that are compared: an entity has some tens at the most."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`way` leads from the head to the parent, empty for a head; `below` are the children by name;
    `fields` the heads of the other classifications in which the entity stands."""

    way: tuple[Disease, ...]
    below: tuple[Disease, ...]
    fields: tuple[Disease, ...]


def standing_of(disease: Disease) -> Standing:
    """The place of an entity, in five queries at the most."""
    heads = dict(Classification.objects.filter(head__isnull=False).values_list("head_id", "number"))
    above = Ancestry.objects.filter(descendant=disease).values_list("ancestor", flat=True)
    fields = (heads.keys() & set(above)) - {disease.preferential_parent_id}
    way = _way(disease, heads.get(disease.preferential_parent_id or 0))
    known = Disease.objects.in_bulk([*way, *fields])
    below = Disease.objects.filter(parent_edges__parent=disease).order_by("name", "orpha")
    return Standing(
        way=tuple(known[orpha] for orpha in way),
        below=tuple(below),
        fields=tuple(sorted((known[orpha] for orpha in fields), key=lambda d: d.name)),
    )


def _way(disease: Disease, classification: int | None) -> list[int]:
    """A way down to the entity inside a classification, head first, the entity left out.

    Of several, one through a group of the filière of the disease (Duchenne through muscular
    dystrophy, not through intellectual disability); then the shortest; then the lowest codes.
    """
    if classification is None:
        return []
    inside = Ancestry.objects.filter(descendant=disease, in_preferential=True)
    kin = {
        orpha: filiere is not None and filiere == disease.filiere_id
        for orpha, filiere in inside.values_list("ancestor", "ancestor__filiere")
    }
    parents: dict[int, list[int]] = {}
    edges = DiseaseEdge.objects.filter(
        child__in=[disease.orpha, *kin],
        parent__in=[*kin],
        classifications__contains=[classification],
    )
    for child, parent in edges.order_by("child_id", "parent_id").values_list("child", "parent"):
        parents.setdefault(child, []).append(parent)
    ways = islice(_ways_up(disease.orpha, parents), MOST_WAYS)
    whole = [way for way in ways if way and way[-1] == disease.preferential_parent_id]
    best = min(whole, key=lambda way: (not any(map(kin.get, way)), len(way), way), default=[])
    return best[::-1]


def _ways_up(orpha: int, parents: dict[int, list[int]]) -> Iterator[list[int]]:
    for parent in parents.get(orpha, ()):
        yield from ([parent, *rest] for rest in _ways_up(parent, parents))
    if not parents.get(orpha):
        yield []
