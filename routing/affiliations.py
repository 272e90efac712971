"""Hospitals that announce a cooperation with a centre, without saying for which disease (R5)."""

from dataclasses import dataclass

from routing.candidate import Candidate
from routing.directory import Directory
from routing.proximity import kilometres_to
from territories.place import Place

NEARBY_KM = 60.0


@dataclass(frozen=True, slots=True)
class Affiliate:
    """A hospital near the patient that may hold a consultation of the centre's team."""

    name: str
    parent: str
    distance_km: float


def nearby_affiliates(
    directory: Directory, place: Place, found: list[Candidate]
) -> list[Affiliate]:
    """Affiliated hospitals nearer than the centre itself, nearest first; often none.

    One query, and none at all when no candidate has an affiliate.
    """
    parents = {c.establishment: c for c in found if c.distance_km is not None}
    networks = {c.centre.network.slug for c in found}
    hosts = [h for h in directory.hosts if h.parent in parents and h.networks & networks]
    nearby = [
        Affiliate(host.name, parents[host.parent].site.name, km)
        for host, km in kilometres_to(place, hosts)
        if km <= NEARBY_KM and km < (parents[host.parent].distance_km or 0.0)
    ]
    return sorted(nearby, key=lambda affiliate: (affiliate.distance_km, affiliate.name))
