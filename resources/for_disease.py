"""What there is to read and to join for a disease, and through which disease each was found.

A reading function: four queries, whatever the disease. What rests on general knowledge is left
out, resources and links alike.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from django.db.models import Q, QuerySet

from diseases.models import Ancestry, Disease
from foundations.provenance import Evidence
from resources.models import (
    Association,
    AssociationDisease,
    EmergencyCard,
    EmergencyCardDisease,
    Protocol,
    ProtocolDisease,
)

R = TypeVar("R", Protocol, EmergencyCard, Association)
MatchLevel = Literal["exact", "ancestor", "filiere"]


@dataclass(frozen=True, slots=True)
class Found(Generic[R]):
    """A resource, how it was found, and the disease through which: None for the filière."""

    resource: R
    match: MatchLevel
    through: Disease | None
    to_verify: bool


@dataclass(frozen=True, slots=True)
class Resources:
    protocols: tuple[Found[Protocol], ...]
    emergency_cards: tuple[Found[EmergencyCard], ...]
    associations: tuple[Found[Association], ...]


def counting_ancestors(orpha: int) -> list[int]:
    """The ancestors that count by rule R1, nearest first: more than a category, and within the
    classification that Orphanet prefers for the disease. One query."""
    above = Ancestry.objects.filter(descendant=orpha, in_preferential=True)
    above = above.exclude(ancestor__type=Disease.CATEGORY).order_by("depth", "ancestor_id")
    return list(above.values_list("ancestor", flat=True))


def resources_for(orpha: int, ancestors: Sequence[int]) -> Resources:
    """What speaks of the disease, then of its ancestors, nearest first; a category never counts.

    Protocols that a newer one replaces come last. Associations end with those of the filière,
    which may stand for other diseases of the field.
    """
    codes = [orpha, *ancestors]
    protocols = _found(ProtocolDisease.objects.select_related("resource"), codes, _newest_first)
    cards = _found(EmergencyCardDisease.objects.select_related("resource"), codes, _by_kind)
    associations = _found(
        AssociationDisease.objects.select_related(
            "resource__filiere", "resource__department"
        ).defer(*_outlines("resource__department")),
        codes,
        _by_name,
    )
    known = {found.resource.pk for found in associations}
    others = [found for found in _of_filiere(orpha) if found.resource.pk not in known]
    return Resources(
        protocols=tuple(sorted(protocols, key=lambda found: found.resource.superseded)),
        emergency_cards=tuple(cards),
        associations=(*associations, *others),
    )


def _found(
    links: QuerySet[Any], codes: Sequence[int], order: Callable[[Any], tuple[Any, ...]]
) -> list[Found[Any]]:
    """Each published resource once, through the nearest disease that it names."""
    named = Q(disease=codes[0]) | ~Q(disease__type=Disease.CATEGORY)
    links = links.filter(named, disease__in=codes).select_related("disease")
    for hidden in ("evidence", "resource__evidence"):
        links = links.exclude(**{hidden: Evidence.GENERAL_KNOWLEDGE})
    nearness = {code: step for step, code in enumerate(codes)}
    found: dict[str, Found[Any]] = {}
    for link in sorted(links, key=lambda link: (nearness[link.disease_id], *order(link.resource))):
        found.setdefault(
            link.resource_id,
            Found(
                resource=link.resource,
                match="exact" if link.disease_id == codes[0] else "ancestor",
                through=link.disease,
                to_verify=Evidence.TO_VERIFY in (link.evidence, link.resource.evidence),
            ),
        )
    return list(found.values())


def _of_filiere(orpha: int) -> list[Found[Association]]:
    """The associations filed under the filière of the disease, by name."""
    filed = Disease.objects.filter(orpha=orpha).exclude(filiere_evidence=Evidence.GENERAL_KNOWLEDGE)
    rows = Association.objects.published().filter(filiere__in=filed.values("filiere"))
    rows = rows.select_related("filiere", "department").defer(*_outlines("department"))
    return [
        Found(row, "filiere", None, row.evidence == Evidence.TO_VERIFY)
        for row in rows.order_by("name", "slug")
    ]


def _outlines(department: str) -> tuple[str, ...]:
    """The polygons of a joined department: heavy, and of no use here."""
    return (f"{department}__area", f"{department}__area_overview")


def _newest_first(protocol: Protocol) -> tuple[Any, ...]:
    return (-(protocol.year or 0), protocol.title, protocol.slug)


def _by_kind(card: EmergencyCard) -> tuple[Any, ...]:
    return (EmergencyCard.Kind.values.index(card.kind), card.title, card.slug)


def _by_name(association: Association) -> tuple[Any, ...]:
    return (association.name, association.slug)
