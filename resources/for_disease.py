"""What there is to read, to attend and to join for a disease, and how its care is organised.

Reading functions: one small query each while nothing changes (`resources.held`).
"""

from collections.abc import Iterable, Sequence

from diseases.hierarchy import Above, entities_above, entities_above_each
from resources.found import Found, Resources
from resources.held import current_resources
from resources.pathways import Template

__all__ = [
    "Found",
    "Resources",
    "counting_ancestors",
    "counting_ancestors_of",
    "pathway_for",
    "resources_for",
    "that_count",
]


def counting_ancestors(orpha: int) -> list[int]:
    """The ancestors that count by rule R1, nearest first: more than a category, and within the
    classification that Orphanet prefers for the disease. One query."""
    return that_count(entities_above(orpha))


def counting_ancestors_of(several: Sequence[int]) -> dict[int, list[int]]:
    """The same for several diseases, each with its own. One query."""
    return {orpha: that_count(above) for orpha, above in entities_above_each(several).items()}


def that_count(above: Iterable[Above]) -> list[int]:
    return [one.orpha for one in above if one.in_preferential and not one.is_category]


def resources_for(orpha: int, ancestors: Sequence[int]) -> Resources:
    """What speaks of the disease, then of its ancestors: see `HeldResources.for_disease`."""
    return current_resources().for_disease(orpha, ancestors)


def pathway_for(orpha: int, ancestors: Sequence[int]) -> Template | None:
    """The template of the disease, else of its nearest ancestor that has one, else the generic one;
    None only when none is published."""
    return current_resources().pathways.for_disease(orpha, ancestors)
