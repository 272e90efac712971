"""What else is worth a line on paper: the first of what matters most around the person."""

from routing.answer import Lateral, Orientation
from routing.around.reading import as_read

GROUPS_ON_PAPER = ("emergency", "rights", "associations")


def nearby_of(answer: Orientation) -> list[Lateral]:
    """The nearest emergency department, the MDPH and the first association, as far as known."""
    groups = {group.code: group for group in as_read(answer.lateral).groups}
    first = [groups[code].first[:1] for code in GROUPS_ON_PAPER if code in groups]
    return [line for lines in first for line in lines]
