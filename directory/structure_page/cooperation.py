"""Consultations that a centre's team may hold in another hospital (rule R5)."""

from dataclasses import dataclass

from django.db.models import Q

from directory.structure_page.reading import Subject
from structures.models import Affiliation


@dataclass(frozen=True, slots=True)
class Cooperation:
    """An affiliation seen from the page of one of its two hospitals, or of a centre of its team.

    `is_host`: the consultation is held in the hospital of the page.
    """

    affiliation: Affiliation
    is_host: bool

    @property
    def is_confirmed(self) -> bool:
        return self.affiliation.pairing == Affiliation.Pairing.CONFIRMED


def cooperation_of(subject: Subject) -> list[Cooperation]:
    """One query for a hospital or a centre in one, none for the others."""
    if subject.establishment is not None:
        wanted = Q(host=subject.establishment) | Q(parent=subject.establishment)
    elif subject.centre is not None and subject.host is not None:
        wanted = Q(parent=subject.host, networks=subject.centre.network_id)
    else:
        return []
    rows = Affiliation.objects.standing().filter(wanted).select_related("host", "parent")
    here = subject.establishment.pk if subject.establishment else None
    return [
        Cooperation(row, is_host=row.host_id == here)
        for row in rows.order_by("host__name", "parent__name", "pk").distinct()
    ]
