"""One page of a list, forwards or backwards, by key: no page shifts when a row appears earlier.

A list is one or two stretches, one after the other: in the order of the names, or first what can be
measured from a place, from the nearest, then the rest in the order of the names.
"""

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from heapq import merge
from typing import Any, Protocol

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext

from directory.lists.rows import associations, structures
from foundations.names import Words, words
from foundations.outlines import joined
from foundations.problems import Problem
from resources.models import Association
from structures.filters import FARTHEST_KM, Criteria
from structures.models import Structure, StructureQuerySet
from territories.place import Place

PER_PAGE = 25
MEASURED = (Structure.Precision.EXACT, Structure.Precision.PROBABLE)
"""Positions from which a distance means something; that of a department's middle does not."""

Key = list[Any]
Row = Structure | Association
Read = Callable[[QuerySet, bool], Iterable[dict[str, Any]]]
"""Rows of a query as plain values; whether they have a distance."""


class Stretch(Protocol):
    def key(self, row: Row) -> Key: ...

    def is_key(self, key: Key) -> bool: ...

    def rows(self, key: Key | None, count: int, *, backwards: bool) -> list[Row]:
        """At most `count` rows after (before) the key, or from the first (last) one, as met."""

    def told(self, read: Read) -> Iterable[dict[str, Any]]:
        """Every row in order, as plain values that have at least `name` and `slug`."""


@dataclass(frozen=True, slots=True)
class Page:
    """`measured`: how many of its rows have a distance; they come first. `previous` and `next` are
    cursors, empty where there is no such page."""

    rows: Sequence[Row]
    measured: int
    previous: str
    next: str


class ByName:
    """Structures and associations together, by the words of their names."""

    def __init__(self, found: StructureQuerySet, others: QuerySet[Association]) -> None:
        self.tables: tuple[QuerySet, ...] = (found, others)

    def key(self, row: Row) -> Key:
        return [words(row.name), row.slug, int(isinstance(row, Association))]

    def is_key(self, key: Key) -> bool:
        return [type(part) for part in key] == [str, str, int]

    def rows(self, key: Key | None, count: int, *, backwards: bool) -> list[Row]:
        tables = [
            list(RELATIONS[number](self.ordered(number, key, backwards))[:count])
            for number in range(len(self.tables))
        ]
        return list(merge(*tables, key=self.key, reverse=backwards))[:count]

    def told(self, read: Read) -> Iterable[dict[str, Any]]:
        tables = [read(self.ordered(number, None, False), False) for number in (0, 1)]
        return merge(*tables, key=lambda row: (words(row["name"]), row["slug"]))

    def ordered(self, number: int, key: Key | None, backwards: bool) -> QuerySet:
        found = self.tables[number].alias(words_of_name=Words("name"))
        if key is not None:
            name, slug, of_table = key
            side = "lt" if backwards else "gt"
            is_beyond = number < of_table if backwards else number > of_table
            slug_side = f"{side}e" if is_beyond else side
            # The first condition alone bounds the walk of the index.
            found = found.filter(
                Q(**{f"words_of_name__{side}e": name}),
                Q(**{f"words_of_name__{side}": name}) | Q(**{f"slug__{slug_side}": slug}),
            )
        sign = "-" if backwards else ""
        return found.order_by(f"{sign}words_of_name", f"{sign}slug")


class ByDistance:
    """Structures of one territory that have a position, from the nearest to a place."""

    def __init__(self, found: StructureQuerySet, place: Place) -> None:
        self.place = place
        self.found = found

    def key(self, row: Any) -> Key:
        return [row.distance.m, row.pk]

    def is_key(self, key: Key) -> bool:
        """Metres round the Earth, and a key that a column can hold."""
        if len(key) != 2 or type(key[0]) not in {int, float} or type(key[1]) is not int:
            return False
        return 0 <= key[0] <= FARTHEST_KM * 1000 and 0 <= key[1] < 2**63

    def rows(self, key: Key | None, count: int, *, backwards: bool) -> list[Row]:
        if key is None and not backwards:
            # The index finds a first page without measuring every distance of the territory.
            return list(with_relations(self.found.nearest(self.place, count)))
        found = self.found.with_distance(self.place)
        if key is not None:
            metres, pk = key
            side = "lt" if backwards else "gt"
            same = Q(distance=metres) & Q(**{f"pk__{side}": pk})
            found = found.filter(Q(**{f"distance__{side}": metres}) | same)
        order = self.order(backwards)
        return list(with_relations(found.order_by(*order))[:count])

    def told(self, read: Read) -> Iterable[dict[str, Any]]:
        found = self.found.with_distance(self.place).order_by(*self.order(backwards=False))
        return read(found, True)

    @staticmethod
    def order(backwards: bool) -> tuple[Any, str]:
        return (F("distance").desc(), "-pk") if backwards else (F("distance").asc(), "pk")


def page_of(criteria: Criteria, place: Place | None, cursor: str) -> Page:
    """Raises Problem when the cursor is not one that this list gave."""
    stretches = stretches_of(criteria, place)
    start, key, backwards = read_cursor(cursor, stretches) if cursor else (0, None, False)
    found: list[tuple[int, Row]] = []
    here = start
    while 0 <= here < len(stretches) and len(found) <= PER_PAGE:
        rows = stretches[here].rows(key, PER_PAGE + 1 - len(found), backwards=backwards)
        found += [(here, row) for row in rows]
        key, here = None, here + (-1 if backwards else 1)
    has_more = len(found) > PER_PAGE
    found = found[:PER_PAGE]
    if backwards:
        found.reverse()
    has_before, has_after = (has_more, True) if backwards else (bool(cursor), has_more)
    return Page(
        rows=[row for _, row in found],
        measured=sum(1 for number, _ in found if isinstance(stretches[number], ByDistance)),
        previous=write_cursor(found[0], stretches, "p") if found and has_before else "",
        next=write_cursor(found[-1], stretches, "n") if found and has_after else "",
    )


def stretches_of(criteria: Criteria, place: Place | None) -> list[Any]:
    found, others = structures(criteria), associations(criteria)
    if place is None:
        return [ByName(found, others)]
    is_measured = Q(territory=place.territory, point__isnull=False, point_precision__in=MEASURED)
    return [
        ByDistance(found.filter(is_measured), place),
        ByName(found.exclude(is_measured), others),
    ]


def with_relations(found: Any) -> Any:
    """What a line of the list reads, in four queries however many lines there are."""
    return (
        joined(
            found,
            "commune",
            "department",
            "centre__network__filiere",
            "centre__establishment",
            "service__establishment",
            "as_establishment",
        )
        .defer("commune__summary")
        .prefetch_related(
            "phones", "centre__establishment__phones", "service__establishment__phones"
        )
    )


def of_associations(found: QuerySet[Association]) -> QuerySet[Association]:
    return found.defer("department__area", "department__area_overview").select_related(
        "department", "filiere"
    )


RELATIONS = (with_relations, of_associations)


def write_cursor(of: tuple[int, Row], stretches: list[Any], direction: str) -> str:
    number, row = of
    key = [direction, number, *stretches[number].key(row)]
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def read_cursor(cursor: str, stretches: list[Any]) -> tuple[int, Key, bool]:
    try:
        said = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        json.dumps(said, ensure_ascii=False).encode()  # a lone surrogate is no text
        match said:
            case [("n" | "p") as direction, int(number), *key] if stretches[number].is_key(key):
                if number >= 0 and "\0" not in str(key[0]) + str(key[1]):
                    return number, key, direction == "p"
    except (ValueError, IndexError, binascii.Error, RecursionError):
        pass
    raise Problem(
        code="invalid",
        detail=gettext("Cette page de la liste n’existe pas."),
        errors={"cursor": [gettext("n’a pas été donné par cette liste")]},
    )
