"""One row of a pair as people compare it."""

from collections.abc import Collection
from dataclasses import dataclass

from structures.models import Centre, Establishment, Service, Structure
from upkeep.concrete import table_of
from upkeep.queue import form_of


@dataclass(frozen=True, slots=True)
class Side:
    """What a row says, label by label, in the order of the page; `filled` counts what it says."""

    pk: int
    name: str
    form: str
    facts: tuple[tuple[str, str], ...]

    @property
    def filled(self) -> int:
        return sum(1 for _, said in self.facts if said)


def sides_of(keys: Collection[int]) -> dict[int, Side]:
    """The rows of a page of pairs, in two queries."""
    rows = Structure.objects.filter(pk__in=keys).select_related(
        "commune",
        "as_establishment",
        "centre__network",
        "centre__establishment",
        "service__establishment",
    )
    outlines = ("area", "area_overview", "area_regional", "summary")
    rows = rows.defer(*(f"commune__{name}" for name in outlines)).prefetch_related("phones")
    return {structure.pk: _side(structure) for structure in rows}


def _side(structure: Structure) -> Side:
    establishment: Establishment | None = getattr(structure, "as_establishment", None)
    centre: Centre | None = getattr(structure, "centre", None)
    service: Service | None = getattr(structure, "service", None)
    hosted = centre or service
    finess = (establishment.finess or "") if establishment else service.finess if service else ""
    house = hosted.establishment if hosted else None
    point = structure.point
    facts = (
        (
            "Nature",
            str(service.get_category_display() if service else structure.get_kind_display()),
        ),
        ("Réseau", str(centre.network) if centre else ""),
        ("Label", str(centre.get_label_display()) if centre else ""),
        ("Public", str(hosted.get_audience_display()) if hosted else ""),
        ("FINESS", finess),
        ("Établissement", str(house or "")),
        ("Adresse", " ".join(filter(None, (structure.address, structure.postal_line)))),
        ("Commune", str(structure.commune or structure.department_id or "")),
        ("Position", f"{point.x:.5f}, {point.y:.5f}" if point else ""),
        ("Téléphones", ", ".join(str(phone) for phone in structure.phones.all())),
        ("Page", structure.official_url),
        ("Remarque", structure.note),
        ("Source", structure.source),
        ("Vérifié le", f"{structure.verified_on:%d/%m/%Y}" if structure.verified_on else ""),
    )
    return Side(structure.pk, structure.name, form_of(table_of(structure), structure.pk), facts)
