"""What a person asks, as typed: the one input of `routing.orientation.orient`."""

from dataclasses import dataclass

from routing.answer import Situation

OLDEST = 125
"""Years; the oldest person ever known died at 122."""


@dataclass(frozen=True, slots=True)
class Question:
    """A place, a disease, an age. What is chosen (`commune`, `orpha`) wins over what is typed.

    `age` is in years, fractions allowed (a newborn has an age), None when not given.
    `lon`/`lat` are degrees, WGS 84.
    """

    commune: str = ""
    place_text: str = ""
    lon: float | None = None
    lat: float | None = None
    orpha: int | None = None
    disease_text: str = ""
    no_diagnosis: bool = False
    age: float | None = None
    situation: Situation = "confirmed"
