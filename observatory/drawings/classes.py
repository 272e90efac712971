"""What may be mapped, in fixed classes: two maps of one variable are always comparable.

Breaks are conventions, in round numbers, not quantiles: a map does not change its colours because
another network is asked. A value is classed as it is told (rounded), so that a map and its table
never disagree. The darkest colour is the worst class: few served, many minutes, few sites. On a
dark page it is the lightest: what is far always stands out most.

The ramp is ColorBrewer's YlGnBu (Brewer, 2013), sampled in CIE Lab at equal steps of lightness, so
that neighbours differ by lightness alone whatever colours one sees: at least 12 units of Lab for
normal vision, protanopia and deuteranopia.
"""

from bisect import bisect_right
from dataclasses import dataclass
from math import isnan

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RAMPS = {
    5: ("#daf0b3", "#6cc5be", "#1e90bf", "#2458a5", "#172875"),
    6: ("#daf0b3", "#82cebb", "#35a6c2", "#2379b5", "#264da0", "#172875"),
}
"""From the best class to the worst, on a light page and in files. L* from 92 to 20."""

RAMPS_IN_THE_DARK = {
    5: ("#264b9f", "#237ab5", "#37a8c3", "#8cd1ba", "#e6f5b2"),
    6: ("#264b9f", "#2371b1", "#2496c1", "#50bac2", "#9fd9b8", "#e6f5b2"),
}
"""The same on a dark page (drawings.css). L* from 34 to 94."""

DARK = 3
"""Steps of a ramp from which the colour is dark on a light page."""


@dataclass(frozen=True, slots=True)
class Tone:
    """A step of a ramp: 0 is the best class."""

    ramp: int
    step: int

    @property
    def colour(self) -> str:
        return RAMPS[self.ramp][self.step]

    @property
    def is_dark(self) -> bool:
        return self.step >= DARK

    @property
    def css(self) -> str:
        """The CSS class that paints it, in the light and in the dark."""
        return f"tone-{self.ramp}-{self.step}"


@dataclass(frozen=True, slots=True)
class Scale:
    """A variable and its classes: `labels` has one more than `breaks`, in rising order.

    A class holds its lower break, and not its upper one. `name` is the kind of the columns of
    coverage that it classes; `factor` turns their values into `unit`, told with `digits` decimals.
    """

    name: str
    unit: str | Promise
    breaks: tuple[float, ...]
    labels: tuple[str | Promise, ...]
    more_is_better: bool
    factor: float = 1
    digits: int = 0

    def class_of(self, value: float | None) -> int | None:
        """Its rank among the classes; None for no data."""
        return None if is_missing(value) else bisect_right(self.breaks, self._rounded(value))

    def told(self, value: float | None) -> str:
        """With its unit, in the reader's language."""
        if is_missing(value):
            return str(NO_DATA)
        return f"{number_format(self._rounded(value), self.digits)}\N{NO-BREAK SPACE}{self.unit}"

    def tone(self, rank: int) -> Tone:
        worst = len(self.breaks)
        return Tone(worst + 1, worst - rank if self.more_is_better else rank)

    @property
    def colours(self) -> tuple[str, ...]:
        """Of each class, in files and on a light page."""
        return tuple(self.tone(rank).colour for rank in range(len(self.labels)))

    def _rounded(self, value: float | None) -> float:
        assert value is not None
        return round(value * self.factor, self.digits)


def is_missing(value: float | None) -> bool:
    return value is None or isnan(value)


NO_DATA = _("donnée absente")

SHARE = Scale(
    name="share",
    unit="%",
    breaks=(25, 50, 75, 90),
    labels=(
        _("moins de 25 %"),
        _("25 à 50 %"),
        _("50 à 75 %"),
        _("75 à 90 %"),
        _("90 % et plus"),
    ),
    more_is_better=True,
    factor=100,
)
"""Of the people of a zone, the part within the threshold; values from 0 to 1."""

MINUTES = Scale(
    name="minutes",
    unit="min",
    breaks=(15, 30, 45, 60, 90),
    labels=(
        _("moins de 15 min"),
        _("15 à 30 min"),
        _("30 à 45 min"),
        _("45 à 60 min"),
        _("60 à 90 min"),
        _("90 min et plus"),
    ),
    more_is_better=False,
)
"""Median minutes of a zone, by car, estimated."""

RATE = Scale(
    name="rate",
    unit=_("pour 100 000 habitants"),
    breaks=(0.02, 0.05, 0.1, 0.2, 0.5),
    labels=(
        _("moins de 0,02 pour 100 000 habitants"),
        _("0,02 à 0,05"),
        _("0,05 à 0,1"),
        _("0,1 à 0,2"),
        _("0,2 à 0,5"),
        _("0,5 et plus"),
    ),
    more_is_better=True,
    digits=3,
)
"""Sites for 100,000 people. Each break is some twice the last: networks have from five sites to
some hundreds for 68 million people, 0.007 to 0.5 on average."""

SCALES = {scale.name: scale for scale in (SHARE, MINUTES, RATE)}
"""By kind of column (routing/coverage/table.py)."""
