"""The services of one version of the directory, laid out so that a place finds its own at once.

Those that state an area are found by it; those for a disease, by the disease; the others by
distance, in their territory. Nothing of a person is kept, and no query is made.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from foundations.held_points import HeldPoints, exact_metres
from routing.answer import Link
from routing.around.choosing import Seen
from routing.around.eligibility import is_for
from routing.around.service import HeldService, Nearby
from routing.around.shelves import SHELVES, Shelf
from routing.proximity import shown_km
from territories.place import Place

ENOUGH = 4
"""How many of the nearest are looked at, in each bucket; three are shown."""


class Bucket:
    """Services that are chosen by distance: those of one category and territory among which the
    nearest is enough to know, of one relevance and alike for children's emergencies."""

    def __init__(self, services: Sequence[HeldService]) -> None:
        placed = [(service, service.position) for service in services if service.position]
        self._services = [service for service, _ in placed]
        self._points = HeldPoints([position for _, position in placed])

    def nearest_first(self, place: Place) -> Iterator[Nearby]:
        if place.lon is None or place.lat is None:
            return
        for rank, metres in self._points.nearest_first(lon=place.lon, lat=place.lat):
            service = self._services[rank]
            yield Nearby(service, shown_km(metres, service.precision))


@dataclass(frozen=True, slots=True)
class Known:
    """Where nothing is missing from a list: departments, and points along the borders beyond which
    something may be."""

    departments: frozenset[str]
    frontier: HeldPoints

    def sure_km(self, place: Place) -> float:
        """No service that we do not know is nearer than this; 0 where one may be anywhere."""
        if place.department not in self.departments or place.lon is None or place.lat is None:
            return 0.0
        metres = self.frontier.nearest_metres(lon=place.lon, lat=place.lat)
        return max(0.0, metres / 1000 - FRONTIER_STEP_KM)


FRONTIER_STEP_KM = 1.2
"""More than what lies between two points of a frontier."""


class Services:
    """Every published service, the departments where each category is complete, and where to look
    elsewhere.

    `directories` are (category, departments, link), with no department for the whole of France.
    `known` says, by category, up to where "the nearest" can be said; nowhere without it.
    """

    def __init__(
        self,
        services: Iterable[HeldService],
        complete: Mapping[str, frozenset[str]],
        directories: Sequence[tuple[str, frozenset[str], Link]] = (),
        known: Mapping[str, Known] | None = None,
    ) -> None:
        self._complete = complete
        self._directories = directories
        self._known = known or {}
        self._of_disease: dict[tuple[str, int], list[HeldService]] = defaultdict(list)
        self._of_area: dict[tuple[str, str, str], list[HeldService]] = defaultdict(list)
        self._of_department: dict[tuple[str, str], list[HeldService]] = defaultdict(list)
        alike: dict[tuple[str, str, str, bool | None], list[HeldService]] = defaultdict(list)
        for service in services:
            if service.diseases:
                for orpha in service.diseases:
                    self._of_disease[service.category, orpha].append(service)
            elif service.area is not None:
                for key in _keys_of_area(service):
                    self._of_area[key].append(service)
            else:
                self._of_department[service.category, service.department].append(service)
                if service.position:
                    traits = (service.relevance, service.paediatric)
                    alike[service.category, service.territory, *traits].append(service)
        self._by_distance: dict[tuple[str, str], list[Bucket]] = defaultdict(list)
        for (category, territory, *_), found in alike.items():
            self._by_distance[category, territory].append(Bucket(found))

    def seen_from(
        self, place: Place, age: float | None, diseases: Collection[int] = ()
    ) -> Iterator[Seen]:
        """Every shelf that is of use at this age, with who may be proposed.

        `diseases` are the asked one and those of its ancestors that count, as ORPHA codes.
        """
        for shelf in SHELVES:
            if shelf.is_for(age, place.territory):
                known = self._known.get(shelf.category)
                yield Seen(
                    shelf=shelf,
                    services=self._for(shelf, place, age, diseases),
                    is_complete=place.department in self._complete.get(shelf.category, ()),
                    sure_km=known.sure_km(place) if known else 0.0,
                    directories=self._where_to_look(shelf.category, place.department),
                )

    def _for(
        self, shelf: Shelf, place: Place, age: float | None, diseases: Collection[int]
    ) -> list[Nearby]:
        found = [
            near
            for near in self._stated(shelf.category, place, diseases)
            if is_for(near.service, place, age, diseases)
        ]
        if shelf.chosen_by != "distance":
            return found
        for bucket in self._by_distance.get((shelf.category, place.territory), ()):
            fitting = (n for n in bucket.nearest_first(place) if is_for(n.service, place, age))
            found += islice(fitting, ENOUGH)
        unmeasured = (
            Nearby(service)
            for service in self._of_department.get((shelf.category, place.department), ())
            if place.lon is None or service.position is None
        )
        return [*found, *(near for near in unmeasured if is_for(near.service, place, age))]

    def _stated(self, category: str, place: Place, diseases: Collection[int]) -> Iterator[Nearby]:
        """Services whose source says for which disease, or for people from where."""
        stated = {
            service.pk: service
            for orpha in diseases
            for service in self._of_disease.get((category, orpha), ())
        }
        for kind, code in (
            ("everywhere", ""),
            ("territory", place.territory),
            ("department", place.department),
            ("commune", place.insee),
        ):
            for service in self._of_area.get((category, kind, code), ()):
                stated[service.pk] = service
        return measured(stated.values(), place)

    def _where_to_look(self, category: str, department: str) -> tuple[Link, ...]:
        return tuple(
            link
            for of_category, departments, link in self._directories
            if of_category == category and (not departments or department in departments)
        )


def measured(services: Iterable[HeldService], place: Place) -> Iterator[Nearby]:
    """With exact kilometres where they compare: a known position, in the place's territory."""
    for service in services:
        km = None
        position = service.position if service.territory == place.territory else None
        if position and place.lon is not None and place.lat is not None:
            metres = exact_metres((place.lon, place.lat), position)
            km = shown_km(metres, service.precision)
        yield Nearby(service, km)


def _keys_of_area(service: HeldService) -> Iterator[tuple[str, str, str]]:
    area, category = service.area, service.category
    if area is None:
        return
    if area.everywhere:
        yield category, "everywhere", ""
    for territory in area.territories:
        yield category, "territory", territory
    for department in area.departments:
        yield category, "department", department
    for commune in area.communes:
        yield category, "commune", commune
