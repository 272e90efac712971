"""Sites within reach for the people who share them: the three floating catchments.

One site is one unit of supply: what a centre can take is not public. Weights are stated here and on
the method sheet; they follow Luo & Qi (2009), with the thresholds of rare care.
"""

from dataclasses import dataclass

import numpy as np

from routing.coverage import FloatArray
from routing.coverage.catchments import (
    Weights,
    enhanced_two_step,
    three_step,
    two_step,
)
from routing.coverage.origins import Origins
from routing.coverage.reach import pairs_within
from routing.coverage.sites import Supply

DECAY = Weights(bounds=(30, 60, 90), weights=(1.0, 0.68, 0.22))
"""Minutes, and what a site counts up to there; beyond the last it does not count."""


@dataclass(frozen=True, slots=True, eq=False)
class Accessibility:
    """Sites a person, for each of n origins (zero where none is in reach)."""

    two_step: FloatArray
    enhanced: FloatArray
    three_step: FloatArray


def accessibility(origins: Origins, supply: Supply, catchment: float) -> Accessibility:
    """2SFCA within `catchment` minutes, E2SFCA and 3SFCA with `DECAY`."""
    pairs = pairs_within(origins, supply, max(catchment, *DECAY.bounds))
    capacity = np.ones(len(supply.sites))
    return Accessibility(
        two_step=two_step(pairs, origins.people, capacity, catchment),
        enhanced=enhanced_two_step(pairs, origins.people, capacity, DECAY),
        three_step=three_step(pairs, origins.people, capacity, DECAY),
    )
