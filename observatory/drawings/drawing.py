"""What every map and chart is: SVG text that knows its size and its legend."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from observatory.drawings.classes import NO_DATA, Scale, Tone

Mark = str
"""What a legend shows before its words, when it is no colour: "absent", "partial", "first"…"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a legend: a tone of a ramp, or a mark, with its words."""

    words: str
    tone: Tone | None = None
    mark: Mark = ""
    is_partial: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """SVG text, safe to put in a page, with its size in its own units and its legend."""

    svg: SafeString
    width: float
    height: float
    title: str
    legend: tuple[Entry, ...]

    def __str__(self) -> str:
        return self.svg

    def __html__(self) -> str:
        return self.svg

    @property
    def legend_html(self) -> SafeString:
        """The legend as a list, for a page that shows the drawing."""
        return render_to_string("observatory/drawings/legend.html", {"legend": self.legend})


@dataclass(frozen=True, slots=True)
class Fill:
    """How a shape or a bar is painted: the attribute for files, the class for pages."""

    paint: str
    css: str = ""


@dataclass(frozen=True, slots=True)
class Paints:
    """The colours and hatches of one drawing, whose identifiers must be unique in a page."""

    ident: str
    scale: Scale
    is_partial: bool = False

    @property
    def absent(self) -> Fill:
        return Fill(f"url(#{self.ident}-absent)")

    def fill(self, value: float | None) -> Fill:
        """Of a value: its class, hatched when the list is partial; the other hatch for no data."""
        rank = self.scale.class_of(value)
        if rank is None:
            return self.absent
        if self.is_partial:
            return Fill(f"url(#{self.ident}-partial-{rank})")
        tone = self.scale.tone(rank)
        return Fill(tone.colour, tone.css)

    @property
    def hatched(self) -> list[tuple[int, Tone]]:
        """The classes that need a hatched pattern."""
        ranks = range(len(self.scale.labels)) if self.is_partial else ()
        return [(rank, self.scale.tone(rank)) for rank in ranks]

    @property
    def legend(self) -> tuple[Entry, ...]:
        """Every class, with no data; and what the light hatch says when the list is partial."""
        tones = [self.scale.tone(rank) for rank in range(len(self.scale.labels))]
        classes = [
            Entry(str(label), tone, is_partial=self.is_partial)
            for label, tone in zip(self.scale.labels, tones, strict=True)
        ]
        absent = Entry(str(NO_DATA), mark="absent")
        if not self.is_partial:
            return (*classes, absent)
        return (*classes, absent, self.entry_of_partial)

    @property
    def entry_of_partial(self) -> Entry:
        words = _("hachures fines : liste partielle, des centres peuvent y manquer")
        return Entry(words, mark="partial")


def drawn(
    template: str,
    context: Mapping[str, Any],
    *,
    size: tuple[float, float],
    title: str,
    legend: tuple[Entry, ...],
) -> Drawing:
    """A template of templates/observatory/drawings/ filled: it also gets the size and the title."""
    width, height = size
    given = {**context, "width": width, "height": height, "title": title, "legend": legend}
    svg = mark_safe(render_to_string(f"observatory/drawings/{template}", given).strip())  # noqa: S308
    return Drawing(svg, width, height, title, legend)
