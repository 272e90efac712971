"""Giving a point to a structure that has none, so that an import and a person both find their own.

The point is written as a correction. Without an author (the command) it gives way: to a person,
whose correction is never touched, and to the source when it comes to say where the structure is.
"""

from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from foundations import corrections
from foundations.models import Correction
from structures.models import PlacedPoint, Structure, StructureQuerySet
from upkeep.concrete import concrete, own_place, table_of

Origin = PlacedPoint.Origin
POSITION = ["point", "point_precision"]


def placed_where(origin: str) -> Q:
    """The structures whose point is still the one that was found this way."""
    return Q(placed__origin=origin, placed_text=F("point_text"))


def _with_texts(rows: Any) -> Any:
    return rows.alias(
        point_text=Cast("point", TextField()), placed_text=Cast("placed__point", TextField())
    )


def without_point() -> StructureQuerySet:
    """The structures that have a place of their own and no point."""
    return Structure.objects.standing().filter(own_place(), point__isnull=True)


def to_place() -> StructureQuerySet:
    """Those that an address or a commune may place, and no person has decided.

    A point of a commune is only for want of better: such a row may still find its address.
    """
    at_commune = _with_texts(Structure.objects.standing()).filter(
        own_place(), placed_where(Origin.COMMUNE)
    )
    by_a_person = Correction.objects.filter(
        model__startswith="structures.",
        field="point",
        key=Cast(OuterRef("pk"), TextField()),
        corrected_by__isnull=False,
    )
    rows = Structure.objects.filter(
        Q(pk__in=without_point().values("pk")) | Q(pk__in=at_commune.values("pk"))
    )
    return rows.filter(~Exists(by_a_person), commune__isnull=False)


@transaction.atomic
def place(
    structure: Structure,
    point: Any,
    *,
    precision: str,
    origin: str,
    label: str,
    score: float | None = None,
    by: Any = None,
) -> None:
    """Write a point that was found, how it was found, and when."""
    row = concrete(structure)
    before = corrections.snapshot(row, POSITION)
    row.point, row.point_precision = point, precision
    row.save()
    corrections.record_changes(row, before, by)
    PlacedPoint.objects.update_or_create(
        structure_id=row.pk,
        defaults={
            "origin": origin,
            "point": point,
            "label": label[:300],
            "score": score,
            "placed_on": timezone.localdate(),
        },
    )


def place_at_commune(structure: Structure, by: Any = None) -> bool:
    """The point of its commune, said to be probable; False when the commune has none."""
    commune = structure.commune
    if commune is None or commune.point is None:
        return False
    where = str(commune.get_point_precision_display())
    place(
        structure,
        commune.point,
        precision=Structure.Precision.PROBABLE,
        origin=Origin.COMMUNE,
        label=f"{commune.full_name} ({where})",
        by=by,
    )
    return True


def give_way() -> int:
    """Take back the points that were found for want of better and that their source now gives.

    Returns how many.
    """
    count = 0
    placed = Structure.objects.filter(placed__isnull=False).select_related("placed")
    for structure in placed.order_by("pk"):
        said = Correction.objects.filter(
            model=table_of(structure), key=str(structure.pk), field__in=POSITION
        ).order_by("-field")  # the precision first: a point never stands without one
        by_field = {correction.field: correction for correction in said}
        kept = by_field.get("point")
        if kept is None or kept.source_value is None or kept.corrected_by_id is not None:
            continue
        with transaction.atomic():
            for correction in by_field.values():
                corrections.revert(correction)
            PlacedPoint.objects.filter(structure=structure).delete()
        count += 1
    return count
