"""Where more sites would help most: the search of the observatory, proved and without a clock."""

from dataclasses import dataclass, replace

from observatory.siting.question import SitingQuestion
from observatory.siting.solving import Outcome, solve
from observatory.siting.wording import how_sure
from observatory.studies import words
from observatory.studies.document import table
from observatory.studies.sections import AROUND
from routing.coverage.answering import Coverage, answer
from routing.coverage.hospitals import hospitals
from routing.coverage.question import CoverageQuestion
from routing.coverage.scenario import Scenario, suppose

MOST = 3
AS_LONG_AS_IT_TAKES = float("inf")


@dataclass(frozen=True, slots=True)
class Opening:
    """The choice of some sites, and the coverage that it would give."""

    outcome: Outcome
    before: Coverage
    after: Coverage

    @property
    def minutes(self) -> int:
        return self.before.question.minutes

    @property
    def places(self) -> list[str]:
        return [f"{site.name} ({site.department})" for site in self.outcome.opened]

    @property
    def gained(self) -> int:
        """People newly within the threshold."""
        return sum(site.brought.people for site in self.outcome.opened)

    @property
    def shares(self) -> tuple[str, str]:
        before, after = (
            words.share_at(one.whole, self.minutes) for one in (self.before, self.after)
        )
        return words.told(before), words.told(after)


def opening(question: CoverageQuestion, sites: int) -> Opening:
    """Which hospitals bring the most people within the threshold."""
    outcome = solve(SitingQuestion(question, sites, "cover"), _unheard, AS_LONG_AS_IT_TAKES)
    before = answer(question)
    opened = hospitals(site.finess for site in outcome.opened).sites
    return Opening(outcome, before, suppose(before, Scenario(opened)))


def openings(question: CoverageQuestion) -> list[Opening]:
    """Of one site, of two, of three: each the best of its kind, not one after the other."""
    return [opening(question, sites) for sites in range(1, MOST + 1)]


def compared(found: list[Opening]) -> str:
    """Before, then after each opening."""
    first = found[0]
    rows = [("aucun (aujourd’hui)", first.shares[0], "–", words.minutes(first.before.whole.mean))]
    rows += [
        (
            words.names(one.places) if one.places else "aucun n’apporterait rien",
            one.shares[1],
            words.count(one.gained),
            words.minutes(one.after.whole.mean),
        )
        for one in found
    ]
    headings = [
        "Sites ouverts en plus",
        f"Part à {first.minutes} min",
        "Habitants gagnés",
        "Minutes en moyenne",
    ]
    return table(headings, rows)


def sure(found: list[Opening]) -> str:
    """The least sure of them decides what is said."""
    outcome = next((one.outcome for one in found if not one.outcome.proven), found[0].outcome)
    return how_sure(outcome.method, outcome.proven, outcome.gap)


def steadiness(usual: Opening) -> str:
    """Whether the best single site depends on the threshold."""
    question = usual.before.question
    moved = [
        opening(replace(question, minutes=question.minutes + step), 1) for step in (-AROUND, AROUND)
    ]
    limits = words.names([str(one.minutes) for one in moved])
    if all(one.places == usual.places for one in moved):
        return f"Le premier choix est le même à {limits} minutes."
    others = "; ".join(
        f"à {one.minutes} minutes, {words.names(one.places) if one.places else 'aucun'}"
        for one in moved
    )
    return f"Le premier choix dépend du seuil : {others}."


def _unheard(_stage: str, _spent: float | None, _best: object) -> None:
    """Nobody waits for the stages of this search."""
