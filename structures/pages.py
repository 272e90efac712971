"""Pages of a list by key: no page shifts when a structure appears on an earlier one."""

import base64
import binascii
import json
import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from foundations.problems import Problem
from structures.cards import with_card_relations
from structures.filters import FARTHEST_KM, Criteria
from structures.models import Structure, StructureQuerySet

SLUG = re.compile(r"[-\w]{1,120}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Page:
    count: int
    structures: list[Structure]
    next_cursor: str | None


def page_of(found: StructureQuerySet, criteria: Criteria) -> Page:
    """One page: from the nearest when there is a `near`, by short address otherwise.

    Raises Problem when the cursor is not one that this list gave.
    """
    limit = criteria["limit"]
    key = read_cursor(criteria["cursor"], "near" in criteria) if "cursor" in criteria else None
    if "near" in criteria:
        structures = by_distance(found, criteria, key, limit + 1)
    else:
        ordered = found.order_by("slug")
        after = ordered.filter(slug__gt=key[0]) if key else ordered
        structures = list(with_card_relations(after[: limit + 1]))
    more = len(structures) > limit
    structures = structures[:limit]
    return Page(
        count=found.count(),
        structures=structures,
        next_cursor=write_cursor(structures[-1], "near" in criteria) if more else None,
    )


def by_distance(
    found: StructureQuerySet, criteria: Criteria, key: list | None, count: int
) -> list[Structure]:
    """The next `count` structures in order of distance; those without a point come last."""
    if key is None:
        # The index finds a first page without measuring every distance of the directory.
        nearest = list(with_card_relations(found.nearest(criteria["near"], count)))
        if len(nearest) == count:
            return nearest
    ordered = found.nearest_first(criteria["near"])
    if key is not None:
        metres, pk = key
        same_and_after = Q(pk__gt=pk)
        ordered = (
            ordered.filter(same_and_after, distance__isnull=True)
            if metres is None
            else ordered.filter(
                Q(distance__gt=metres)
                | (Q(distance=metres) & same_and_after)
                | Q(distance__isnull=True)
            )
        )
    return list(with_card_relations(ordered[:count]))


def write_cursor(last: Structure, with_distance: bool) -> str:
    distance = getattr(last, "distance", None)
    metres = None if distance is None else distance.m
    key = [metres, last.pk] if with_distance else [last.slug]
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def read_cursor(cursor: str, with_distance: bool) -> list:
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        key = None
    kinds: tuple[Any, ...] = ((int, float, type(None)), int) if with_distance else (str,)
    if (
        not isinstance(key, list)
        or len(key) != len(kinds)
        or not all(isinstance(part, kind) for part, kind in zip(key, kinds, strict=True))
        or not (_is_measured(*key) if with_distance else SLUG.fullmatch(key[0]))
    ):
        raise Problem(
            code="invalid",
            detail="Un ou plusieurs champs sont invalides.",
            errors={"cursor": ["n'a pas été donné par cette liste"]},
        )
    return key


def _is_measured(metres: float | None, pk: int) -> bool:
    """Metres round the Earth, and a key that a column can hold."""
    return (metres is None or 0 <= metres <= FARTHEST_KM * 1000) and 0 <= pk < 2**63
