"""How one comes: opening now, transport, accessibility; those of its hospital when it has none."""

from dataclasses import dataclass
from datetime import datetime

from directory.structure_page.reading import Subject, has_page
from structures.models import Structure
from structures.opening import Opening, opening_of


@dataclass(frozen=True, slots=True)
class Coming:
    """`transport_of` and `access_of` are the structure whose way in is told; None: not known."""

    opening: Opening | None
    transport_of: Structure | None
    access_of: Structure | None
    to_bring: tuple[str, ...]


def coming_of(subject: Subject, moment: datetime) -> Coming:
    """Hours are never those of the hospital: a ward keeps its own."""
    structure = subject.structure
    told = [structure]
    if subject.host is not None and subject.stands_in_host and has_page(subject.host):
        told.append(subject.host)
    return Coming(
        opening=opening_of(
            structure.opening_hours, structure.department_id or "", structure.territory, moment
        ),
        transport_of=next((one for one in told if one.transport), None),
        access_of=next((one for one in told if one.wheelchair or one.accessibility_note), None),
        to_bring=tuple(line.strip() for line in structure.to_bring.splitlines() if line.strip()),
    )
