"""Rule R9: without an age, ask when children and adults have different centres; show both."""

from collections.abc import Sequence

from foundations.words import Words
from routing.answer import Notice
from routing.ladder.candidate import Candidate

CHILD_AGE, ADULT_AGE = 8.0, 40.0
COLUMNS: dict[str, float | None] = {"child": CHILD_AGE, "adult": ADULT_AGE}
"""Years that stand for the two columns."""


def asks_for_age(candidates: Sequence[Candidate]) -> bool:
    audiences = {candidate.centre.audience for candidate in candidates}
    return {"adult", "child"} <= audiences


def notice(candidates: Sequence[Candidate], age: float | None) -> Notice | None:
    """Said of known centres when the age would not change the columns; else both are shown."""
    if age is not None or not candidates or asks_for_age(candidates):
        return None
    return Notice(
        "age_not_given",
        Words(
            "Sans l’âge, nous n’avons pas pu tenir compte des centres réservés aux enfants ou aux "
            "adultes.",
            "Without the age, we could not take into account the centres for children or for "
            "adults only.",
        ),
    )
