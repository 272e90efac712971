"""A planner's question: which centres, for whom, within how many minutes, in which departments.

It names no person and no place smaller than a department: it may stand in an address.
"""

from dataclasses import dataclass

from routing.coverage.sites import Audience
from routing.coverage.subject import Kind

USUAL_MINUTES = 60
USUAL_THRESHOLDS = (30, 60, 90)
"""Conventions: no legal threshold was found for rare-disease centres."""
LONGEST_MINUTES = 600
MOST_THRESHOLDS = 6


@dataclass(frozen=True, slots=True)
class CoverageQuestion:
    """`departments` are codes, empty for the whole country; `minutes` is the threshold that the
    headline and the catchment of the 2SFCA use, `thresholds` those of the shares."""

    kind: Kind
    code: str
    audience: Audience | None = None
    minutes: int = USUAL_MINUTES
    thresholds: tuple[int, ...] = USUAL_THRESHOLDS
    departments: tuple[str, ...] = ()

    @property
    def every_threshold(self) -> tuple[int, ...]:
        """In rising order, with `minutes`."""
        return tuple(sorted({*self.thresholds, self.minutes}))

    @property
    def parameters(self) -> dict[str, str]:
        """As an address has them; what is usual is left out."""
        asked: dict[str, str] = {self.kind: self.code}
        if self.audience:
            asked["audience"] = self.audience
        if self.minutes != USUAL_MINUTES:
            asked["minutes"] = str(self.minutes)
        if self.thresholds != USUAL_THRESHOLDS:
            asked["thresholds"] = ",".join(str(number) for number in self.thresholds)
        if self.departments:
            asked["departments"] = ",".join(self.departments)
        return asked
