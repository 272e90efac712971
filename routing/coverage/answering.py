"""One Coverage answers a planner's question: every page, file and map is a view of it.

What was measured is kept in memory while the directory and the communes stand: figures of other
departments, thresholds or views are then summaries of the same arrays.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from foundations.version import Watched, current_version, one_state
from routing.coverage import IntArray
from routing.coverage import origins as where_people_live
from routing.coverage.accessibility import accessibility
from routing.coverage.figures import Figures, Measured, Zone, figures, within
from routing.coverage.origins import Origins
from routing.coverage.question import CoverageQuestion
from routing.coverage.reach import Reach, reach
from routing.coverage.sites import Audience, Site, Supply, supply
from routing.coverage.subject import Kind, Subject, subject
from routing.directory import current

KEPT = 8  # answers, and distances of some 5 MB each


@dataclass(frozen=True, slots=True)
class Versions:
    """Of what an answer is made of: equal versions, equal answers."""

    directory: int
    communes: int

    def __str__(self) -> str:
        return f"{self.directory}.{self.communes}"


@dataclass(frozen=True, eq=False)
class Coverage:
    """The answer: its figures are computed when a view first asks for them."""

    question: CoverageQuestion
    subject: Subject
    measured: Measured
    versions: Versions

    @property
    def supply(self) -> Supply:
        return self.measured.supply

    @property
    def origins(self) -> Origins:
        return self.measured.origins

    @property
    def has_sites(self) -> bool:
        return bool(self.supply.sites)

    @cached_property
    def whole(self) -> Figures:
        """The whole of what is asked, France when no department is."""
        asked = within(self.measured, self.question.departments)
        zone = Zone("country", "FR", "")
        [found] = self._figures([zone], np.where(asked, 0, -1))
        return found

    @cached_property
    def departments(self) -> tuple[Figures, ...]:
        """Each department that is asked, in order of code."""
        zones = [
            Zone("department", row.code, row.name, row.code, row.region, row.territory)
            for row in self.origins.departments
        ]
        return self._asked(zones, self.origins.department)

    @cached_property
    def regions(self) -> tuple[Figures, ...]:
        """Each region that has a department among those asked, cut to these, in order of code."""
        names = {row.region: row.region_name for row in self.origins.departments if row.region}
        codes = sorted(names)
        zones = [Zone("region", code, names[code], region=code) for code in codes]
        rows = self.origins.departments
        of_department = [codes.index(row.region) if row.region else -1 for row in rows]
        return self._asked(zones, np.asarray(of_department)[self.origins.department])

    @cached_property
    def communes(self) -> tuple[Figures, ...]:
        """Each commune of the departments that are asked, in order of INSEE code."""
        here = np.flatnonzero(within(self.measured, self.question.departments))
        rows, of = self.origins.departments, self.origins.department
        zones = [
            Zone(
                "commune",
                self.origins.insee[index],
                self.origins.names[index],
                rows[of[index]].code,
                rows[of[index]].region,
                rows[of[index]].territory,
            )
            for index in here
        ]
        membership = np.full(len(self.origins), -1)
        membership[here] = np.arange(len(here))
        return self._figures(zones, membership)

    def nearest_site(self, index: int, rank: int = 0) -> Site | None:
        """The nearest site of an origin (rank 0) or the second nearest (rank 1)."""
        site = int(self.measured.reach.site[index, rank])
        return self.supply.sites[site] if site >= 0 else None

    def _asked(self, zones: list[Zone], membership: IntArray) -> tuple[Figures, ...]:
        asked = within(self.measured, self.question.departments)
        kept = np.unique(membership[asked]) if self.question.departments else range(len(zones))
        chosen = [zone for zone in kept if zone >= 0]
        places = np.full(len(zones) + 1, -1)  # the last place is that of -1: no zone
        places[chosen] = np.arange(len(chosen))
        return tuple(
            self._figures([zones[zone] for zone in chosen], np.where(asked, places[membership], -1))
        )

    def _figures(self, zones: list[Zone], membership: IntArray) -> tuple[Figures, ...]:
        thresholds, headline = self.question.every_threshold, self.question.minutes
        return tuple(figures(self.measured, zones, membership, thresholds, headline))


def answer(question: CoverageQuestion) -> Coverage:
    """Raises Problem for a subject that does not exist."""
    with one_state():
        versions = Versions(current_version(), current_version(Watched.COMMUNES))
        return _answered(versions, question)


@lru_cache(maxsize=KEPT)
def _answered(versions: Versions, question: CoverageQuestion) -> Coverage:
    measured = _measured(
        versions, question.kind, question.code, question.audience, question.minutes
    )
    found = subject(current(), question.kind, question.code)
    return Coverage(question, found, measured, versions)


@lru_cache(maxsize=KEPT // 2)
def _measured(
    versions: Versions, kind: Kind, code: str, audience: Audience | None, catchment: int
) -> Measured:
    """What is measured does not depend on the zones that are asked, nor on their thresholds."""
    return _shared(_reached(versions, kind, code, audience), catchment)


@lru_cache(maxsize=KEPT)
def _reached(
    versions: Versions, kind: Kind, code: str, audience: Audience | None
) -> tuple[Origins, Supply, Reach, Reach]:
    """The distances, which no threshold changes: the longest to measure."""
    there = supply(subject(current(), kind, code).centres, audience)
    return _distances(where_people_live.current(), there)


def measure(here: Origins, there: Supply, catchment: float) -> Measured:
    """Everything that figures summarise, for any supply: the directory's or a scenario's."""
    return _shared(_distances(here, there), catchment)


def _distances(here: Origins, there: Supply) -> tuple[Origins, Supply, Reach, Reach]:
    found = reach(here, there)
    confirmed = there.only_confirmed
    return here, there, found, found if confirmed is there else reach(here, confirmed)


def _shared(distances: tuple[Origins, Supply, Reach, Reach], catchment: float) -> Measured:
    here, there, found, confirmed = distances
    return Measured(here, there, found, confirmed, accessibility(here, there, catchment))
