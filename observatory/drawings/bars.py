"""How many people live how far: bars and their table, from one definition."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, inf, log10

import numpy as np
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from observatory.drawings.classes import MINUTES
from observatory.drawings.drawing import Drawing, Fill, Paints, drawn
from routing.coverage.origins import FloatArray

STEP, LAST = 15, 120
EDGES = (*range(0, LAST + 1, STEP), inf)
"""Minutes; a bin holds its lower edge and not its upper one."""
TICKS = 4
NARROW = "\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Bin:
    """People within a range of minutes; `low` is None for those whose minutes are not measured."""

    low: float | None
    high: float | None
    people: int

    @property
    def label(self) -> str:
        if self.low is None:
            return _("non mesuré")
        if self.high is None:
            return _("plus de %(minutes)d min") % {"minutes": self.low}
        return _("%(low)d à %(high)d min") % {"low": self.low, "high": self.high}


def histogram(minutes: FloatArray, people: FloatArray) -> tuple[Bin, ...]:
    """`minutes` (n,) and `people` (n,) of each origin, NaN where not measured. The bins hold all
    of the people, the last one those not measured."""
    measured = ~np.isnan(minutes)
    counts, _edges = np.histogram(minutes[measured], bins=EDGES, weights=people[measured])
    bins = [
        Bin(low, None if high == inf else high, round(count))
        for (low, high), count in zip(pairwise(EDGES), counts, strict=True)
    ]
    return (*bins, Bin(None, None, round(people[~measured].sum())))


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table, as it is read: the bars are drawn from the same lines."""

    label: str
    people: int
    share: float
    told: str
    share_told: str


def rows(bins: Sequence[Bin]) -> list[Row]:
    """`share` is of the whole population, from 0 to 1."""
    total = sum(one.people for one in bins)
    shares = [one.people / total if total else 0.0 for one in bins]
    return [
        Row(one.label, one.people, share, _grouped(one.people), _percent(one.people, share))
        for one, share in zip(bins, shares, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Bar:
    """A row in the drawing, in its units; `end` is where its value is written."""

    y: float
    length: float
    end: float
    fill: Fill
    row: Row


WIDTH, LEFT, RIGHT, TOP, PITCH = 640.0, 178.0, 92.0, 8.0, 36.0
LONGEST = WIDTH - LEFT - RIGHT


def bars(
    bins: Sequence[Bin],
    *,
    partial: bool,
    title: str,
    description: str,
    ident: str = "histogramme",
) -> Drawing:
    """One bar a bin, in the colours of the map of minutes; the axis is in people."""
    read = rows(bins)
    top, step = _axis(max(row.people for row in read))
    paints = Paints(ident, MINUTES, partial)
    drawn_bars = [
        _bar(TOP + index * PITCH, LONGEST * row.people / top, paints.fill(one.low), row)
        for index, (one, row) in enumerate(zip(bins, read, strict=True))
    ]
    bottom = TOP + PITCH * len(bins)
    ticks = [
        (LEFT + LONGEST * people / top, _grouped_short(people))
        for people in range(0, top + 1, step)
    ]
    context = {
        "ident": ident,
        "description": description,
        "paints": paints,
        "bars": drawn_bars,
        "ticks": ticks,
        "axis": _("habitants"),
        "left": LEFT,
        "top": TOP,
        "bottom": bottom,
    }
    legend = (paints.entry_of_partial,) if partial else ()
    return drawn("bars.svg", context, size=(WIDTH, bottom + 46), title=title, legend=legend)


def _bar(y: float, length: float, fill: Fill, row: Row) -> Bar:
    return Bar(y, length, LEFT + length + 8, fill, row)


def _axis(most: int) -> tuple[int, int]:
    """Where the axis ends and its step, in people: one, two, two and a half or five times a power
    of ten, with TICKS steps at most."""
    wanted = max(most, TICKS) / TICKS
    power = 10 ** int(log10(wanted))
    sizes = (1, 2, 2.5, 5, 10) if power >= 10 else (1, 2, 5, 10)
    step = int(next(size * power for size in sizes if size * power >= wanted))
    return step * ceil(max(most, 1) / step), step


def _grouped(people: int) -> str:
    return number_format(people, decimal_pos=0, force_grouping=True)


def _grouped_short(people: int) -> str:
    """Millions and thousands: what an axis has room for."""
    if people >= 1_000_000:
        return f"{number_format(f'{people / 1_000_000:g}')}{NARROW}M"
    return _grouped(people)


def _percent(people: int, share: float) -> str:
    """Under one in a thousand is told so: nobody is rounded to nothing."""
    if people and share < 0.001:
        return f"<{NARROW}{number_format(0.1, 1)}{NARROW}%"
    return f"{number_format(round(100 * share, 1), 1)}{NARROW}%"
