"""What stands around a person, in the order in which it is shown: the side of an answer."""

from collections.abc import Sequence

from resources.for_disease import resources_for
from routing.answer import Lateral
from routing.around import resources
from routing.around.choosing import (
    choose,
    for_the_disease_if_any,
    interleaved,
    one_after_the_other,
    reservation,
)
from routing.around.held import services_at
from routing.around.services import Services
from routing.around.shelves import GROUPS
from territories.place import Place

VARIED = frozenset({"care", "living"})
"""Groups of many categories, none of which is the first to turn to for everyone."""


def for_place(
    place: Place, diseases: Sequence[int], age: float | None, version: int
) -> tuple[Lateral, ...]:
    """Services and resources by group, of the directory's `version`; in a group, first what our
    list does not hold.

    `diseases` are the ORPHA codes of the disease, then of its ancestors that count; none without a
    diagnosis. One query once the version is read: the version of the resources.
    """
    lines = services_around(services_at(version), place, age, diseases)
    if diseases:
        disease, *ancestors = diseases
        for line in resources.lines(resources_for(disease, ancestors), place, age):
            lines[line.group].append(line)
    return tuple(line for group in GROUPS for line in lines[group])


def services_around(
    services: Services, place: Place, age: float | None, diseases: Sequence[int]
) -> dict[str, list[Lateral]]:
    """The lines of each group. Pure: `services` are in memory."""
    chosen: dict[str, list[tuple[Lateral, ...]]] = {group: [] for group in GROUPS}
    said: dict[str, list[Lateral]] = {group: [] for group in GROUPS}
    for seen in services.seen_from(place, age, diseases):
        lines = choose(seen, place, age)
        chosen[seen.shelf.group].append(lines)
        if reserved := reservation(seen, lines):
            said[seen.shelf.group].append(reserved)
    shown = {
        group: (interleaved if group in VARIED else one_after_the_other)(lists)
        for group, lists in chosen.items()
    }
    shown["laboratories"] = for_the_disease_if_any(shown["laboratories"])
    return {group: [*said[group], *shown[group]] for group in GROUPS}
