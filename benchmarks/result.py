"""One line a comparison: what was measured, against what, and whether the target is met."""

import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Result:
    """`ours` and `reference` are in `unit`; `ratio` is what `target` speaks of; None: no target."""

    name: str
    ours: float
    reference: float | None
    unit: str
    ratio: float | None
    target: str
    met: bool | None
    detail: str = ""

    def line(self) -> str:
        reference = "" if self.reference is None else f"{self.reference:.4g} {self.unit}"
        ratio = "" if self.ratio is None else f"x{self.ratio:.2f}"
        verdict = {True: "ok", False: "short", None: ""}[self.met]
        detail = f"  ({self.detail})" if self.detail else ""
        return (
            f"{self.name:<34} {f'{self.ours:.4g} {self.unit}':>14} {reference:>14} {ratio:>9} "
            f"{self.target:>16} {verdict:<5}{detail}"
        )


HEADER = f"{'name':<34} {'ours':>14} {'reference':>14} {'ratio':>9} {'target':>16}"


def alternated(
    ours: Callable[[], float], reference: Callable[[], float], rounds: int
) -> tuple[float, float, float]:
    """Medians of both sides and of their ratio, measured in turn: a busy machine hits both.

    Each side returns what it measured; the ratio is ours / reference, round by round.
    """
    pairs = [(ours(), reference()) for _ in range(rounds)]
    return (
        statistics.median(one for one, _ in pairs),
        statistics.median(other for _, other in pairs),
        statistics.median(one / other for one, other in pairs),
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The value under which `share` (0 to 1) of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def save(results: list[Result], file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [asdict(result) for result in results]
    file.write_text(json.dumps(lines, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
