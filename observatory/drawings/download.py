"""A drawing that stands alone: its title, legend, source, warning and address are drawn with it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from observatory.drawings.drawing import Drawing, Entry
from routing.coverage.subject import Subject
from routing.coverage.table import WARNING

WIDTH, MARGIN = 800.0, 36.0
INSIDE = WIDTH - 2 * MARGIN
WIDTH_OF_A_LETTER, WIDTH_OF_A_BOLD_LETTER = 0.58, 0.64
"""Of the size of the letters, in DejaVu Sans: lines are broken without measuring them."""
TITLE_SIZE, NOTE_SIZE, LEGEND_SIZE = 22.0, 12.0, 14.0
TITLE_PITCH, NOTE_PITCH, LEGEND_PITCH = 29.0, 18.0, 26.0
KEY_WIDTH, GAP = 38.0, 26.0


@dataclass(frozen=True, slots=True)
class Text:
    """A line of letters; y is that of its base."""

    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend in its place: left and top."""

    x: float
    y: float
    entry: Entry


def standalone(drawing: Drawing, known: Iterable[str], *, source: str, address: str) -> str:
    """SVG for a file. `known` tells how complete the list is (`known_words`), `source` names the
    data and their dates, `address` is the permanent URL."""
    bold = TITLE_SIZE * WIDTH_OF_A_BOLD_LETTER
    titles = list(_lines(drawing.title, bold, MARGIN + TITLE_SIZE, TITLE_PITCH))
    top = titles[-1].y + 18
    scale = INSIDE / drawing.width
    keys = list(_keys(drawing.legend, top + drawing.height * scale + 22))
    below = (keys[-1].y if keys else top + drawing.height * scale) + LEGEND_PITCH + 12
    notes: list[Text] = []
    for note in (*known, WARNING, _("Source : %(source)s") % {"source": source}, address):
        start = notes[-1].y + NOTE_PITCH + 3 if notes else below + 24
        notes += _lines(note, NOTE_SIZE * WIDTH_OF_A_LETTER, start, NOTE_PITCH)
    context = {
        "drawing": drawing,
        "titles": titles,
        "top": top,
        "scale": scale,
        "keys": keys,
        "rule": below,
        "notes": notes,
        "left": MARGIN,
        "right": WIDTH - MARGIN,
        "width": WIDTH,
        "height": notes[-1].y + MARGIN - 6,
    }
    return render_to_string("observatory/drawings/download.svg", context).strip()


def known_words(subject: Subject) -> Iterator[str]:
    """How much of the list is known, in words."""
    counts = {"known": subject.known, "announced": subject.announced}
    if subject.announced is None:
        yield _("%(known)d centres connus ; nombre annoncé inconnu.") % counts
    else:
        yield _("%(known)d centres connus, %(announced)d annoncés.") % counts
    if not subject.is_complete:
        yield _(
            "La liste des centres est partielle : ce qui paraît loin peut avoir un centre que nous "
            "ne connaissons pas."
        )


def _lines(words: str, letter: float, start: float, pitch: float) -> Iterator[Text]:
    """Broken where the picture ends, for letters of this width."""
    for index, line in enumerate(wrap(words, int(INSIDE / letter)) or [""]):
        yield Text(start + index * pitch, line)


def _keys(legend: Sequence[Entry], top: float) -> Iterator[Key]:
    """From left to right, on the next line when there is no room."""
    x, y = MARGIN, top
    for entry in legend:
        width = KEY_WIDTH + len(entry.words) * WIDTH_OF_A_LETTER * LEGEND_SIZE
        if x > MARGIN and x + width > WIDTH - MARGIN:
            x, y = MARGIN, y + LEGEND_PITCH
        yield Key(x, y, entry)
        x += width + GAP
