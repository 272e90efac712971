"""What else stands in the same hospital: its centres, its services. Two queries."""

from dataclasses import dataclass

from directory.structure_page.reading import Subject
from structures.models import Centre, Establishment, Service


@dataclass(frozen=True, slots=True)
class SamePlace:
    establishment: Establishment
    centres: tuple[Centre, ...]
    services: tuple[Service, ...]


def same_place_of(subject: Subject) -> SamePlace | None:
    """The others in its hospital; None for what stands by itself."""
    establishment = subject.establishment or subject.host
    if establishment is None:
        return None
    here = subject.structure.pk
    centres = establishment.centres.published().exclude(pk=here).select_related("network")
    services = establishment.services.published().exclude(pk=here)
    return SamePlace(
        establishment=establishment,
        centres=tuple(centres.order_by("name", "slug")),
        services=tuple(services.order_by("category", "name", "slug")),
    )
