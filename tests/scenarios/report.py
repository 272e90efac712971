"""What the referral cases gave, as a table that people read."""

from collections.abc import Iterator
from dataclasses import dataclass

from routing.answer import Orientation
from tests.scenarios.cases import REFERRALS, Case
from tests.scenarios.checks import Check


@dataclass(frozen=True)
class Outcome:
    """What is asserted of a case and does not hold; what is probable and does not hold."""

    case: Case
    broken: tuple[str, ...]
    doubted: tuple[str, ...]

    @property
    def row(self) -> str:
        case = self.case
        age = "no age" if case.age is None else f"{case.age:g}"
        asserted = "; ".join(check.expected for check in case.asserted) or "(no crash)"
        probable = "; ".join(check.expected for check in case.probable)
        result = f"**FAILED**: {'; '.join(self.broken)}" if self.broken else "ok"
        if self.doubted:
            result += f" (not confirmed: {'; '.join(self.doubted)})"
        question = f"{case.place}, {case.disease or 'no diagnosis'}, {age}"
        cells = (case.id, question, case.certainty, asserted, probable, result)
        return f"| {' | '.join(cell.replace('|', ESCAPED_BAR) for cell in cells)} |"


ESCAPED_BAR = r"\|"
HEADER = """\
| id | question | certainty | asserted | probable, reported | result |
|---|---|---|---|---|---|"""


def outcome(case: Case) -> Outcome:
    """Asks a case in each of its ways."""
    answers = case.answers()
    return Outcome(
        case,
        broken=tuple(_failures(case.asserted, answers)),
        doubted=tuple(_failures(case.probable, answers)),
    )


def _failures(checks: tuple[Check, ...], answers: dict[str, Orientation]) -> Iterator[str]:
    for check in checks:
        for way, answer in answers.items():
            if wrong := check.wrong(answer):
                yield f"{check.expected} ({way}): {wrong}"


def why(case: Case) -> str:
    """The referrer's own words on a case."""
    return REFERRALS[case.id]["why"]
