"""From a code or a position to the one place that it names: nothing to choose, nothing typed."""

from dataclasses import replace

from foundations.geography import OutsideFrance, point
from foundations.problems import Problem
from territories import lookups
from territories.models import Commune
from territories.place import GIVEN, Place

TOLERANCE_KM = 5.0
"""How far outside every commune a position may be: a harbour, a simplified coast or border."""


def place_of_commune(insee: str) -> Place | None:
    """The place of an INSEE code of today; None when no commune or arrondissement bears it."""
    return next(iter(lookups.places([insee[:5]])), None) if len(insee) == 5 else None


def place_at(*, lon: float, lat: float) -> Place:
    """The commune at a position (degrees, WGS 84), with that very position and precision "given".

    Raises Problem when the position is not on Earth or not in France: swapped coordinates are
    told so, never corrected.
    """
    try:
        here = point(lon=lon, lat=lat)
    except OutsideFrance as outside:
        raise _not_in_france() from outside
    except ValueError as impossible:
        raise Problem(
            code="invalid_position",
            detail="La longitude va de -180 à 180 et la latitude de -90 à 90 degrés.",
            errors={"place": ["position impossible"]},
        ) from impossible
    commune = _around(here)
    if commune is None:
        raise _not_in_france()
    return replace(lookups.places([commune])[0], lon=lon, lat=lat, precision=GIVEN)


def _around(here) -> str | None:
    """The commune, or the arrondissement, that contains a point; else the nearest by its point."""
    inside = Commune.objects.filter(area__covers=here).order_by("kind", "insee")
    if found := inside.values_list("insee", flat=True).first():
        return found
    anchor = _Anchor(here)
    return (
        Commune.objects.within(anchor, TOLERANCE_KM)
        .nearest_first(anchor)
        .values_list("insee", flat=True)
        .first()
    )


class _Anchor:
    """A bare position, for the geographic verbs."""

    def __init__(self, here) -> None:
        self.point = here


def _not_in_france() -> Problem:
    return Problem(
        code="outside_france",
        detail=(
            "Cette position n'est pas en France. Vérifiez que la longitude et la latitude ne sont "
            "pas inversées."
        ),
        errors={"place": ["position hors de France"]},
    )
