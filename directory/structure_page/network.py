"""The network of a centre: who coordinates it, its other sites, how much of it is known."""

from dataclasses import dataclass

from directory.structure_page.reading import Subject
from routing.ladder.labels import COORDINATORS, LABEL_ORDER
from structures.models import Centre, Network


@dataclass(frozen=True, slots=True)
class NetworkPart:
    """`known` counts the published centres, this one included; coordinators may be several, when
    they share the task."""

    network: Network
    known: int
    coordinators: tuple[Centre, ...]
    sisters: tuple[Centre, ...]
    coordinates: bool

    @property
    def is_complete(self) -> bool:
        return self.network.coverage == Network.Coverage.COMPLETE


def network_of(subject: Subject) -> NetworkPart | None:
    """None for what is no centre. One query."""
    centre = subject.centre
    if centre is None:
        return None
    published = Centre.objects.filter(network=centre.network_id).published()
    others = list(
        published.exclude(pk=centre.pk)
        .select_related("establishment", "commune")
        .defer(
            "point",
            "commune__area",
            "commune__area_overview",
            "commune__area_regional",
        )
    )
    others.sort(key=lambda one: (LABEL_ORDER[one.label], _where(one), one.slug))
    return NetworkPart(
        network=centre.network,
        known=len(others) + 1,
        coordinators=tuple(one for one in others if one.label in COORDINATORS),
        sisters=tuple(one for one in others if one.label not in COORDINATORS),
        coordinates=centre.label in COORDINATORS,
    )


def _where(centre: Centre) -> str:
    return centre.commune.name if centre.commune else centre.site_name
