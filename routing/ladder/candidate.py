"""A centre that answers for the disease, before any rule has placed it. Plain data."""

from dataclasses import dataclass

from routing.answer import CentreCard, Match, SiteCard, Travel
from routing.ladder.labels import LABEL_ORDER


@dataclass(frozen=True, slots=True)
class Candidate:
    """`distance_km` has metre precision when the point is exact, is rounded to the kilometre when
    it is probable, and is None across territories or without a point. `crossing` says by what one
    reaches an island without a bridge: such a trip gets no minutes. `remoteness` is 0 in the same
    territory, 1 in the same overseas basin, 2 elsewhere.
    """

    centre: CentreCard
    site: SiteCard
    match: Match
    distance_km: float | None
    remoteness: int
    travel: Travel | None = None
    crossing: str = ""
    emergency_general: bool | None = None
    emergency_paediatric: bool | None = None
    establishment: int | None = None

    @property
    def site_key(self) -> str:
        """What two centres of one hospital share; a centre of no known hospital stands alone."""
        if self.establishment is None:
            return self.centre.slug
        return f"establishment {self.establishment}"

    @property
    def same_territory(self) -> bool:
        return self.remoteness == 0

    @property
    def minutes(self) -> float | None:
        """The middle of the estimate: what rules compare."""
        if self.travel is None:
            return None
        return (self.travel.minutes_low + self.travel.minutes_high) / 2


def by_distance(candidate: Candidate) -> tuple[bool, float, int, int, str, str]:
    """Sorting key of a list of candidates: the distance shown, name, slug.

    Those without a distance come last, by basin, label and name (rule R3).
    """
    km, centre = candidate.distance_km, candidate.centre
    if km is not None:
        return (False, km, 0, 0, centre.name, centre.slug)
    label = LABEL_ORDER[centre.label]
    return (True, 0.0, candidate.remoteness, label, centre.name, centre.slug)
