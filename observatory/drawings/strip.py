"""Two networks side by side, zone by zone: the share of the people within the threshold."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from observatory.drawings.classes import NO_DATA, SHARE
from observatory.drawings.drawing import Drawing, Entry, drawn


@dataclass(frozen=True, slots=True)
class Pair:
    """A zone and its two shares, from 0 to 1; None for no data."""

    name: str
    first: float | None
    second: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A zone in the drawing: heights from the top, places from the left, and words."""

    name_y: float
    y: float
    name: str
    first: float | None
    second: float | None
    words: str

    @property
    def is_empty(self) -> bool:
        return self.first is None and self.second is None


WIDTH, LEFT, RIGHT, TOP, PITCH = 640.0, 24.0, 36.0, 4.0, 56.0
NAME_AT, LINE_AT = 22.0, 42.0
"""Under the top of a zone: the base of its name, written over its line so that a phone has room."""
LONGEST = WIDTH - LEFT - RIGHT
TICKS = (0, 25, 50, 75, 100)
NARROW = "\N{NARROW NO-BREAK SPACE}"


def strip(
    pairs: Sequence[Pair],
    names: tuple[str, str],
    *,
    title: str,
    description: str,
    ident: str = "comparaison",
) -> Drawing:
    """A disc for the first network, a hollow diamond for the second, from 0 to 100 %."""
    bottom = TOP + PITCH * len(pairs)
    lines = [
        Line(
            TOP + PITCH * index + NAME_AT,
            TOP + PITCH * index + LINE_AT,
            pair.name,
            _place(pair.first),
            _place(pair.second),
            _words(pair, names),
        )
        for index, pair in enumerate(pairs)
    ]
    context = {
        "ident": ident,
        "description": description,
        "lines": lines,
        "ticks": [(LEFT + LONGEST * tick / 100, f"{tick}{NARROW}%") for tick in TICKS],
        "absent": NO_DATA,
        "left": LEFT,
        "right": WIDTH - RIGHT,
        "top": TOP,
        "bottom": bottom,
    }
    legend = (Entry(names[0], mark="first"), Entry(names[1], mark="second"))
    return drawn("strip.svg", context, size=(WIDTH, bottom + 36), title=title, legend=legend)


def _place(share: float | None) -> float | None:
    return None if share is None else LEFT + LONGEST * share


def _words(pair: Pair, names: tuple[str, str]) -> str:
    said = {
        "zone": pair.name,
        "first": names[0],
        "first_share": SHARE.told(pair.first),
        "second": names[1],
        "second_share": SHARE.told(pair.second),
    }
    return _("%(zone)s : %(first)s %(first_share)s, %(second)s %(second_share)s") % said
