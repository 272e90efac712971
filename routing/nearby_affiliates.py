"""Hospitals that announce a cooperation with a centre, without saying for which disease (R5)."""

from routing.directory import Directory
from routing.ladder.candidate import Candidate
from routing.ladder.r5_affiliation import Affiliate
from routing.proximity import kilometres_to, measured_in_memory
from territories.place import Place

NEARBY_KM = 60.0


def nearby_affiliates(
    directory: Directory, place: Place, found: list[Candidate]
) -> list[Affiliate]:
    """Affiliated hospitals nearer than the centre itself, nearest first; often none. No query."""
    parents = {c.establishment: c for c in found if c.distance_km is not None}
    networks = {c.centre.network.slug for c in found}
    hosts = [h for h in directory.hosts if h.parent in parents and h.networks & networks]
    nearby = [
        Affiliate(host.name, parents[host.parent].site.name, km)
        for host, km in kilometres_to(place, hosts, measured_in_memory(directory))
        if km <= NEARBY_KM and km < (parents[host.parent].distance_km or 0.0)
    ]
    return sorted(nearby, key=lambda affiliate: (affiliate.distance_km, affiliate.name))
