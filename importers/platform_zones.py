"""The zones that platforms announce: shipped as a start, then people's; never overwritten."""

import csv
from pathlib import Path

from importers.report import TableDiff
from territories.models import Commune, Department, PlatformZone, PlatformZonePart


def add_missing_zones(folder: Path) -> list[TableDiff]:
    """Add the zones and parts of `folder` that do not exist; leave those that do as they are."""
    zones, parts = TableDiff("zones de plateforme"), TableDiff("parties de zone")
    for line in _lines(folder / "platform_zones.csv"):
        _, created = PlatformZone.objects.get_or_create(
            slug=line["slug"], defaults={"name": line["name"]}
        )
        _count(zones, created)
    for line in _lines(folder / "platform_zone_parts.csv"):
        part, created = PlatformZonePart.objects.get_or_create(
            zone_id=line["zone"],
            name=line["name"],
            defaults={name: line[name] for name in ("scope", "evidence", "note", "source")},
        )
        if created:
            part.departments.set(Department.objects.filter(code__in=line["departments"].split()))
            part.communes.set(Commune.objects.filter(insee__in=line["communes"].split()))
        _count(parts, created)
    return [zones, parts]


def _count(diff: TableDiff, created: bool) -> None:
    if created:
        diff.added += 1
    else:
        diff.unchanged += 1


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
