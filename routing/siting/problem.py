"""The question: who lives where, how long it takes to each site, what stands already."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.floating[Any]]
IntArray = NDArray[np.intp]
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """`people` (n,): people of each commune, 0 allowed. `minutes` (n, m): car minutes from commune
    i to site j, inf where they do not compare (another territory, an island without a bridge).
    The first `existing` columns stand already (0 allowed); the others are the candidates.

    ValueError when the shapes disagree, when a number is NaN or negative, or people are infinite.
    """

    people: FloatArray
    minutes: FloatArray
    existing: int

    def __post_init__(self) -> None:
        if self.people.ndim != 1 or self.minutes.ndim != 2:
            raise ValueError(
                "people must have one dimension and minutes two, "
                f"not {self.people.ndim} and {self.minutes.ndim}"
            )
        if self.minutes.shape[0] != len(self.people):
            raise ValueError(
                f"{len(self.people)} communes in people, {self.minutes.shape[0]} in minutes"
            )
        if not 0 <= self.existing <= self.minutes.shape[1]:
            raise ValueError(
                f"{self.existing} existing sites for {self.minutes.shape[1]} columns of minutes"
            )
        if not (np.isfinite(self.people).all() and (self.people >= 0).all()):
            raise ValueError("people must be finite and not negative")
        if not (self.minutes >= 0).all():  # a NaN is not >= 0 either
            raise ValueError("minutes must be numbers, inf or not, and not negative")

    @property
    def candidates(self) -> int:
        return self.minutes.shape[1] - self.existing

    def nearest_existing(self) -> FloatArray:
        """(n,): minutes to the nearest site that stands; inf where there is none."""
        return self.minutes[:, : self.existing].min(axis=1, initial=np.inf)

    def check(self, p: int, limit: float) -> None:
        """ValueError when `p` more sites within `limit` minutes cannot be asked of this problem."""
        if p < 1:
            raise ValueError(f"at least one site must be opened, not {p}")
        if p > self.candidates:
            raise ValueError(f"{p} sites asked of {self.candidates} candidates")
        if not limit > 0:
            raise ValueError(f"the limit must be more than 0 minutes, not {limit}")
