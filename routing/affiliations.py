"""Hospitals that announce a cooperation with a centre, without saying for which disease (R5)."""

from dataclasses import dataclass

from routing.candidate import Candidate
from structures.models import Establishment
from territories.place import Place

NEARBY_KM = 60.0


@dataclass(frozen=True, slots=True)
class Affiliate:
    """A hospital near the patient that may hold a consultation of the centre's team."""

    name: str
    parent: str
    distance_km: float


def nearby_affiliates(place: Place, found: list[Candidate]) -> list[Affiliate]:
    """Affiliated hospitals nearer than the centre itself, nearest first; often none.

    One query, and none at all when no candidate has an affiliate.
    """
    parents = {
        c.establishment: c for c in found if c.has_affiliates and c.distance_km is not None
    }
    if not parents:
        return []
    networks = {c.centre.network.slug for c in parents.values()}
    hosts = (
        Establishment.objects.published()
        .within(place, NEARBY_KM)
        .filter(affiliations__parent__in=parents, affiliations__networks__in=networks)
        .nearest_first(place)
        .values_list("name", "affiliations__parent", "distance")
        .distinct()
    )
    return [
        Affiliate(name, parents[parent].site.name, round(distance.km, 1))
        for name, parent, distance in hosts
        if distance.km < (parents[parent].distance_km or 0.0)
    ]
