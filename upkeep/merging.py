"""Merging a duplicate into the row that is kept, and undoing it.

The duplicate stays in its table, hidden (`Structure.merged_into`): the import that knows it goes on
recognising it, and finds nothing to bring back. What it alone told is copied to the kept row as
corrections and rows added by hand, which imports leave alone; what pointed at it points at the kept
row, as corrections too. `Merge` remembers each of these, so that undoing puts back what nobody has
changed since.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction

from foundations import corrections
from foundations.provenance import Provenance
from resources.models import PublicationUnit, ResearchTheme, StructureDocument, Video
from structures.models import (
    Affiliation,
    Audience,
    Establishment,
    Hosted,
    PlacedPoint,
    Service,
    Structure,
)
from upkeep.concrete import concrete
from upkeep.models import Merge

KEPT_AS_IT_IS = {
    "slug",
    "kind",
    "name",
    "merged_into",
    "updated_at",
    "territory",
    "stands_apart",
    "establishment",
    "sources",
    *(field.name for field in Provenance._meta.concrete_fields),
}
"""What says which row this is, and where it comes from: never taken from the other."""

POSITION = ("point", "point_precision")
TOGETHER = (("address", "postal_line"), POSITION, ("age_min", "age_max"))
"""Fields that mean nothing apart: all are copied, or none."""

EMPTY = ("", Audience.UNKNOWN.value, Structure.Precision.NONE.value)

Copies = list[dict[str, Any]]


class CannotMerge(Exception):
    """Two rows that are not two of one table, or of which one is merged already."""


@transaction.atomic
def merge(kept: Structure, duplicate: Structure, by: Any) -> Merge:
    """Let `kept` tell what both told. Raises CannotMerge, with a sentence for the person."""
    kept, duplicate = _locked(kept.pk), _locked(duplicate.pk)
    if kept.pk == duplicate.pk:
        raise CannotMerge("Une ligne ne se fusionne pas avec elle-même.")
    if kept.merged_into_id or duplicate.merged_into_id:
        raise CannotMerge("L’une des deux lignes est déjà fusionnée.")
    if type(kept) is not type(duplicate):
        raise CannotMerge("Deux lignes de natures différentes ne se fusionnent pas.")
    changes = [
        *_filled(kept, duplicate, by),
        *_followed(kept, duplicate, by),
    ]
    additions = list(_copied(kept, duplicate, by))
    # as SQL: the row itself is not edited, and no import names this column
    Structure.objects.filter(pk=duplicate.pk).update(merged_into=kept.pk)
    return Merge.objects.create(
        merged_id=duplicate.pk,
        kept_id=kept.pk,
        merged_by=by,
        changes=changes,
        additions=additions,
    )


@transaction.atomic
def undo(done: Merge, by: Any) -> None:
    """The duplicate stands again; what somebody has changed since is left as it is now."""
    Structure.objects.filter(pk=done.merged_id).update(merged_into=None)
    for row, changes in _by_row(done.changes):
        _put_back(row, changes, by)
    for addition in done.additions:
        copied = _row(addition["table"], addition["key"])
        if copied is not None and corrections.is_added_by_hand(copied):
            corrections.forget(copied)
            copied.delete()
    done.delete()


def _locked(pk: int) -> Structure:
    return concrete(Structure.objects.select_for_update().get(pk=pk))


def _row(table: str, key: str) -> models.Model | None:
    return apps.get_model(table)._default_manager.filter(pk=key).first()


def _saved(row: models.Model, before: dict[str, Any], by: Any) -> Copies:
    """Save a changed row as corrections; what changed, to be undone one day."""
    row.save()
    after = corrections.snapshot(row, before)
    return [
        {
            "table": corrections.label_of(type(row)),
            "key": str(row.pk),
            "field": name,
            "before": before[name],
            "after": after[name],
        }
        for name in corrections.record_changes(row, before, by)
    ]


def _filled(kept: Structure, duplicate: Structure, by: Any) -> Copies:
    """The empty fields of the kept row take what the duplicate says; both sources are named."""
    before = corrections.snapshot(kept, corrections.columns_of(type(kept)))
    for names in _fillable(kept):
        if names == POSITION and _is_of_its_commune(duplicate):
            continue
        if all(_is_empty(getattr(kept, name)) for name in names):
            for name in names:
                setattr(kept, name, getattr(duplicate, name))
    if isinstance(kept, Hosted):
        kept.sources = _with_sources_of(kept, duplicate)
    return _saved(kept, before, by)


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value in EMPTY)


def _is_of_its_commune(structure: Structure) -> bool:
    """Whether its point is only that of a commune: the kept row can find as much by itself."""
    placed = PlacedPoint.objects.filter(structure=structure).first()
    return placed is not None and placed.origin == PlacedPoint.Origin.COMMUNE


def _fillable(kept: Structure) -> Iterator[tuple[str, ...]]:
    """Groups of fields that may be taken from a duplicate."""
    inherited: Iterable[str] = ()
    if isinstance(kept, Hosted) and kept.establishment_id and not kept.stands_apart:
        inherited = Hosted.INHERITED
    left = {
        field.name: field
        for field in type(kept)._meta.concrete_fields
        if field.name in corrections.columns_of(type(kept))
        and field.name not in KEPT_AS_IT_IS
        and field.name not in inherited
        and field.editable
        and not field.unique
        and not isinstance(field, ArrayField)
    }
    for names in TOGETHER:
        if all(name in left for name in names):
            yield names
    together = {name for names in TOGETHER for name in names}
    yield from ((name,) for name in left if name not in together)


def _with_sources_of(kept: Any, duplicate: Any) -> list[str]:
    named = f"{duplicate.source} {duplicate.source_url}".strip() or f"doublon « {duplicate.slug} »"
    return list(dict.fromkeys([*kept.sources, named, *duplicate.sources]))


def _followed(kept: Structure, duplicate: Structure, by: Any) -> Copies:
    """What stood in the duplicate, or presents it, stands in the kept row, or presents it."""
    changes: Copies = []
    for video in Video.objects.filter(structure=duplicate.pk).order_by("pk"):
        changes += _pointed(video, "structure", kept, by)
    if not isinstance(kept, Establishment) or not isinstance(duplicate, Establishment):
        return changes
    for hosted in (*duplicate.centres.order_by("pk"), *duplicate.services.order_by("pk")):
        changes += _pointed(hosted, "establishment", kept, by)
    return changes


def _pointed(row: Any, name: str, target: models.Model, by: Any) -> Copies:
    before = corrections.snapshot(row, corrections.columns_of(type(row)))
    setattr(row, name, target)
    return _saved(row, before, by)


def _copied(kept: Structure, duplicate: Structure, by: Any) -> Iterator[dict[str, Any]]:
    """What the duplicate alone has beside it, as rows added by hand, which imports leave."""
    numbers = set(kept.phones.values_list("kind", "number"))
    for phone in duplicate.phones.order_by("pk"):
        if (phone.kind, phone.number) not in numbers:
            yield _copy_of(phone, by, structure_id=kept.pk)
    read = set(StructureDocument.objects.filter(structure=kept.pk).values_list("url", flat=True))
    for document in StructureDocument.objects.filter(structure=duplicate.pk).order_by("pk"):
        if document.url not in read:
            yield _copy_of(document, by, structure_id=kept.pk)
    kinds = set(kept.service_areas.values_list("kind", flat=True))
    for area in duplicate.service_areas.order_by("pk"):
        if area.kind not in kinds:
            yield _copy_of(area, by, structure_id=kept.pk)
    if isinstance(kept, Service) and isinstance(duplicate, Service):
        known = set(kept.links.values_list("disease", flat=True))
        for link in duplicate.links.order_by("pk"):
            if link.disease_id not in known:
                yield _copy_of(link, by, service_id=kept.pk)
        yield from _copied_research(kept, duplicate, by)
    if isinstance(kept, Establishment) and isinstance(duplicate, Establishment):
        yield from _copied_affiliations(kept, duplicate, by)


def _copied_research(kept: Service, duplicate: Service, by: Any) -> Iterator[dict[str, Any]]:
    """The works that only the duplicate signed; its themes, when the kept unit tells none."""
    signed = PublicationUnit.objects.filter(unit=kept.pk).values_list("publication", flat=True)
    works = PublicationUnit.objects.filter(unit=duplicate.pk).exclude(publication__in=list(signed))
    for work in works.order_by("pk"):
        yield _copy_of(work, by, unit_id=kept.pk)
    if not ResearchTheme.objects.filter(unit=kept.pk).exists():
        for theme in ResearchTheme.objects.filter(unit=duplicate.pk).order_by("position"):
            yield _copy_of(theme, by, unit_id=kept.pk)


def _copied_affiliations(
    kept: Establishment, duplicate: Establishment, by: Any
) -> Iterator[dict[str, Any]]:
    """The cooperation of the duplicate, told of the kept row.

    The row of a source is known by its two ends: it keeps them, and is read no more since one of
    them is merged (`Affiliation.objects.standing`).
    """
    for end, other in (("host", "parent"), ("parent", "host")):
        for affiliation in Affiliation.objects.filter(**{end: duplicate}).order_by("pk"):
            ends = {f"{end}_id": kept.pk, f"{other}_id": getattr(affiliation, f"{other}_id")}
            known = Affiliation.objects.filter(**ends).exists()
            if not known and ends["host_id"] != ends["parent_id"]:
                yield _copy_of(affiliation, by, **ends)


def _copy_of(row: Any, by: Any, **changes: Any) -> dict[str, Any]:
    several = {field.name: list(getattr(row, field.name).all()) for field in row._meta.many_to_many}
    row.pk = None
    row._state.adding = True
    for name, value in changes.items():
        setattr(row, name, value)
    row.save()
    for name, members in several.items():
        getattr(row, name).set(members)
    corrections.record_addition(row, by)
    return {"table": corrections.label_of(type(row)), "key": str(row.pk)}


def _put_back(row: models.Model, changes: Copies, by: Any) -> None:
    """Give a row the values that it had, but for those that somebody has changed since."""
    before = corrections.snapshot(row, corrections.columns_of(type(row)))
    moved = {change["field"] for change in changes if before[change["field"]] != change["after"]}
    moved |= {name for names in TOGETHER if moved & set(names) for name in names}
    for change in changes:
        if change["field"] not in moved:
            field = next(f for f in row._meta.concrete_fields if f.name == change["field"])
            setattr(row, field.attname, corrections.from_json(field, change["before"]))
    row.save()
    corrections.record_changes(row, before, by)


def _by_row(changes: Copies) -> Iterator[tuple[models.Model, Copies]]:
    """The changes of each row that still exists, those made last first."""
    gathered: dict[tuple[str, str], Copies] = {}
    for change in reversed(changes):
        gathered.setdefault((change["table"], change["key"]), []).append(change)
    for (table, key), of_row in gathered.items():
        row = _row(table, key)
        if row is not None:
            yield row, of_row
