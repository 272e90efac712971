"""Whether a service is for a person at all: their home, their age, their disease. Pure."""

from collections.abc import Collection

from routing.around.service import HeldService
from routing.ladder.r2_age import Fit, fit_of
from territories.place import Place


def is_for(
    service: HeldService, place: Place, age: float | None, diseases: Collection[int] = ()
) -> bool:
    """`diseases` are the asked one and those of its ancestors that count, as ORPHA codes."""
    return (
        serves(service, place)
        and fit_of(service, age) is not Fit.UNFIT
        and (not service.diseases or not service.diseases.isdisjoint(diseases))
    )


def serves(service: HeldService, place: Place) -> bool:
    """A stated area decides; without one, a service is for those of its own territory."""
    if service.area is not None:
        return service.area.contains(place)
    return service.territory == place.territory
