"""Where more sites would help most: the search of the observatory, proved and without a clock."""

from dataclasses import dataclass
from functools import cached_property

from observatory.siting.problem import Prepared, prepare
from observatory.siting.wording import how_sure
from observatory.studies import words
from observatory.studies.document import table
from observatory.studies.sections import AROUND
from routing.coverage.answering import Coverage
from routing.coverage.candidates import candidates
from routing.coverage.scenario import Scenario, suppose
from routing.coverage.sites import Site
from routing.siting import Solution, cover_most

MOST = 3


@dataclass(frozen=True)
class Opening:
    """The best choice of some sites, and the coverage that it would give."""

    before: Coverage
    sites: tuple[Site, ...]
    solution: Solution

    @cached_property
    def after(self) -> Coverage:
        return suppose(self.before, Scenario(self.sites))

    @property
    def places(self) -> str:
        """« CHU de Lille – Hôpital Calmette (59) »; nothing when no site would help."""
        return words.names([f"{site.name} ({site.department})" for site in self.sites])

    @property
    def gained(self) -> int:
        """People newly within the threshold."""
        return round(self.solution.covered_after - self.solution.covered_before)


class Openings:
    """Of one coverage; the minutes to every candidate are measured once. Needs the exact solver."""

    def __init__(self, coverage: Coverage) -> None:
        self.before = coverage
        self._prepared: Prepared = prepare(coverage, candidates(coverage))
        self.minutes = coverage.question.minutes
        self.found = [self._best(count, self.minutes) for count in range(1, MOST + 1)]
        """Of one site, of two, of three: each the best of its kind, not one after the other."""

    @property
    def candidates(self) -> int:
        return len(self._prepared.candidates)

    @property
    def first(self) -> Opening:
        return self.found[0]

    def compared(self) -> str:
        """Today, then after each opening."""
        today = ("aucun (aujourd’hui)", self.share(self.before), "–", _mean(self.before))
        rows = [
            (
                one.places or "aucun n’apporterait rien",
                self.share(one.after),
                words.count(one.gained),
                _mean(one.after),
            )
            for one in self.found
        ]
        headings = [
            "Sites ouverts en plus",
            f"Part à {self.minutes} min",
            "Habitants gagnés",
            "Minutes en moyenne",
        ]
        return table(headings, [today, *rows])

    def share(self, coverage: Coverage) -> str:
        return words.told(words.share_at(coverage.whole, self.minutes))

    def sure(self) -> str:
        """The least sure of them decides what is said."""
        solutions = [one.solution for one in self.found]
        said = next((one for one in solutions if not one.proven), solutions[0])
        return how_sure(said.method, said.proven, said.gap)

    def steadiness(self) -> str:
        """Whether the best single site depends on the threshold."""
        limits = (self.minutes - AROUND, self.minutes + AROUND)
        moved = [(limit, self._best(1, limit).places or "aucun") for limit in limits]
        if all(places == self.first.places for _limit, places in moved):
            return (
                f"Le premier choix est le même à {words.names([str(one) for one in limits])} min."
            )
        others = " ; ".join(f"à {limit} min, {places}" for limit, places in moved)
        return f"Le premier choix dépend du seuil : {others}."

    def _best(self, count: int, limit: int) -> Opening:
        asked = min(count, self.candidates)
        solution = cover_most(self._prepared.problem, asked, limit, time_limit=None)
        return Opening(self.before, tuple(self._prepared.sites(solution.opened)), solution)


def _mean(coverage: Coverage) -> str:
    return words.minutes(coverage.whole.mean)
