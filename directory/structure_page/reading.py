"""The structure of a page, whatever its kind, with what every part of the page reads. Two queries,
and one more when its telephone is that of its hospital."""

from dataclasses import dataclass

from foundations.provenance import Evidence
from structures.models import Centre, Establishment, Phone, PlacedPoint, Service, Structure

OUTLINES = [
    f"{relation}__{field}"
    for relation, fields in {
        "department": ("area", "area_overview"),
        "commune": ("area", "area_overview", "area_regional"),
    }.items()
    for field in fields
]
"""Polygons: heavy, and of no use here."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A structure as its own kind; `establishment` is itself when it is one, `host` where it is
    housed. A host that waits for an editor's word has no page, but its name is no secret."""

    structure: Structure
    centre: Centre | None
    service: Service | None
    establishment: Establishment | None
    host: Establishment | None
    phones: tuple[Phone, ...]
    phones_are_of_host: bool

    @property
    def hosted(self) -> Centre | Service | None:
        return self.centre or self.service

    @property
    def stands_in_host(self) -> bool:
        """Whether the way to its host is the way to it."""
        return self.hosted is not None and self.host is not None and not self.hosted.stands_apart

    @property
    def is_at_commune(self) -> bool:
        """Whether its point, or that of its host, is only the point of the commune."""
        placed_by = self.host if self.host and self.stands_in_host else self.structure
        placed: PlacedPoint | None = getattr(placed_by, "placed", None)
        at_commune = placed is not None and placed.origin == PlacedPoint.Origin.COMMUNE
        return at_commune and placed is not None and placed.stands


def find(slug: str) -> Subject | None:
    """The published structure of this address; None for any other."""
    rows = Structure.objects.published().select_related(
        "commune",
        "department",
        "centre__network__filiere",
        "centre__establishment",
        "service__establishment",
        "as_establishment",
        "placed",
        "centre__establishment__placed",
        "service__establishment__placed",
    )
    structure = rows.defer(*OUTLINES).filter(slug=slug).first()
    if structure is None:
        return None
    centre: Centre | None = getattr(structure, "centre", None)
    service: Service | None = getattr(structure, "service", None)
    hosted = centre or service
    host = hosted.establishment if hosted else None
    own = tuple(structure.phones.order_by("kind", "number"))
    told = host if host is not None and has_page(host) and not own else None
    of_host = tuple(told.phones.order_by("kind", "number")) if told else ()
    return Subject(
        structure=structure,
        centre=centre,
        service=service,
        establishment=getattr(structure, "as_establishment", None),
        host=host,
        phones=own or of_host,
        phones_are_of_host=bool(of_host),
    )


def has_page(structure: Structure) -> bool:
    return structure.evidence != Evidence.GENERAL_KNOWLEDGE
