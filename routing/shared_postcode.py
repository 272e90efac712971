"""Several communes of one postcode: one answer when the steps are the same for all of them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from foundations.words import Words
from routing.answer import Notice, Orientation, Step
from territories.place import Place


def most_populous(places: Sequence[Place]) -> Place:
    return max(places, key=lambda place: (place.population or 0, place.insee))


def same_steps_from_all(places: Sequence[Place], answer: Callable[[Place], Orientation]) -> bool:
    """Whether the same sites stand in the same order with the same roles from each commune.

    Only figures differ then, by a few kilometres. Communes of two departments never agree: the help
    around depends on the department.
    """
    if len({(place.department, place.territory, bool(place.crossing)) for place in places}) > 1:
        return False
    first, *others = places
    steps = _steps(answer(first))
    return all(_steps(answer(place)) == steps for place in others)


def told_for_all(answer: Orientation, places: Sequence[Place], chosen: Place) -> Orientation:
    """The answer from one commune, with the others to choose from and a word on what is shared."""
    by_population = sorted(places, key=lambda place: (-(place.population or 0), place.insee))
    return replace(
        answer, places=tuple(by_population), notices=(_notice(places, chosen), *answer.notices)
    )


def _steps(orientation: Orientation) -> tuple:
    """What must be the same: the status, of each step the site, its roles and its ways in, and the
    reservations, but for the name of the place that one leaves by a crossing."""
    sides = (("", orientation.ladder), *sorted(orientation.ladders.items()))
    return (
        orientation.status,
        tuple((side, tuple(_identity(step) for step in steps)) for side, steps in sides),
        tuple(notice for notice in orientation.notices if notice.code != "crossing"),
    )


def _identity(step: Step) -> tuple:
    return (step.centre.slug if step.centre else step.instruction, step.rung, step.roles)


def _notice(places: Sequence[Place], largest: Place) -> Notice:
    return Notice(
        "same_for_all_communes",
        Words(
            f"Le code postal {largest.postcode} couvre {len(places)} communes : les étapes sont "
            f"les mêmes pour toutes. Distances et temps sont comptés depuis {largest.name}, la "
            "plus peuplée.",
            f"The postcode {largest.postcode} covers {len(places)} communes: the steps are the "
            f"same for all. Distances and times are counted from {largest.name}, the largest.",
        ),
    )
