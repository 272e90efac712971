"""Lateral services: the lines of their files as rows, and which file feeds which table."""

from collections.abc import Iterator
from typing import Any

from diseases.models import Disease
from importers.directory_rows import folder
from importers.feed import Feed, Yield
from importers.files import Line, read
from importers.hospitals.sources import FINESS, SAE
from importers.nomenclature import PROVENANCE
from importers.places import (
    PLACE,
    communes_of,
    department_only,
    places_of_establishments,
    point_of,
    positions_left,
    territories,
)
from structures.models import (
    CompleteList,
    NationalDirectory,
    Service,
    ServiceDisease,
    nature,
)

SERVICE = (
    "slug",
    "name",
    "source_name",
    "category",
    "relevance",
    "finess",
    "audience",
    "age_min",
    "age_max",
    "paediatric_emergency",
    "access",
    "official_url",
    "note",
    "sources",
)
OWN_PLACE = (
    "address",
    "postal_line",
    "commune",
    "department",
    "longitude",
    "latitude",
    "point_precision",
)
WHERE = tuple(column for column in PLACE if column not in ("point", "point_precision"))
DIRECTORY = ("slug", "category", "title", "url", "note")


def feeds() -> list[Feed]:
    """The tables of services, parents first; they stand on establishments."""
    return [
        Feed(
            title="services",
            model=Service,
            key=("slug",),
            columns=(*SERVICE, *PROVENANCE, "kind", "establishment", *PLACE),
            rows=services,
            path="data/directory/services.csv",
            kept={"stands_apart": PLACE},
            yields=(
                Yield(FINESS, (*WHERE, "source")),
                Yield(SAE, ("paediatric_emergency", "audience")),
                *positions_left(),
            ),
        ),
        Feed(
            title="maladies des services",
            model=ServiceDisease,
            key=("service", "disease"),
            columns=("service", "disease", *PROVENANCE),
            rows=service_diseases,
            path="data/directory/service_diseases.csv",
        ),
        Feed(
            title="listes complètes",
            model=CompleteList,
            key=("category", "department"),
            columns=("category", "department", *PROVENANCE),
            rows=complete_lists,
            path="data/directory/complete_lists.csv",
        ),
        Feed(
            title="annuaires nationaux",
            model=NationalDirectory,
            key=("slug",),
            columns=(*DIRECTORY, *PROVENANCE),
            rows=national_directories,
            path="data/directory/national_directories.csv",
        ),
        Feed(
            title="départements des annuaires",
            model=NationalDirectory.departments.through,
            key=("nationaldirectory", "department"),
            columns=("nationaldirectory", "department"),
            set_of=("nationaldirectory", "departments"),
            rows=departments_of_directories,
            path="data/directory/national_directories.csv",
        ),
    ]


def services() -> Iterator[list[Any]]:
    columns = (*SERVICE, *PROVENANCE)
    lines = list(read(folder() / "services.csv", (*columns, "establishment", *OWN_PLACE)))
    communes, establishments, departments = (
        communes_of(lines),
        places_of_establishments(),
        territories(),
    )
    for line in lines:
        establishment, place = line.reference("establishment", establishments) or (None, None)
        if place is None:
            place = _own_place(line, communes, departments)
        elif any(line[column] for column in OWN_PLACE):
            raise line.broken("un service d'un établissement en prend la place")
        yield [
            *line.values(Service, columns),
            nature(line["category"]).value,
            establishment,
            *place,
        ]


def _own_place(
    line: Line, communes: dict[str, tuple[str, str, str]], departments: dict[str, str]
) -> list[Any]:
    line.reference("department", departments)
    commune = line.reference("commune", communes)
    if commune is None and not line["longitude"]:
        place = dict(zip(PLACE, department_only(line["department"], departments), strict=True))
    elif commune is None:
        raise line.broken("commune : une position sans commune")
    else:
        place = dict(zip(("commune", "department", "territory"), commune, strict=True))
        place["point"] = point_of(line)
    texts = ("address", "postal_line", "point_precision")
    place.update(zip(texts, line.values(Service, texts), strict=True))
    return [place[field] for field in PLACE]


def service_diseases() -> Iterator[list[Any]]:
    services = dict(Service.objects.values_list("slug", "pk"))
    diseases = {str(orpha): orpha for orpha in Disease.objects.values_list("orpha", flat=True)}
    for line in read(folder() / "service_diseases.csv", ("service", "orpha", *PROVENANCE)):
        yield [
            line.reference("service", services),
            line.reference("orpha", diseases),
            *line.values(ServiceDisease, PROVENANCE),
        ]


def complete_lists() -> Iterator[list[Any]]:
    departments = {code: code for code in territories()}
    for line in read(folder() / "complete_lists.csv", ("category", "department", *PROVENANCE)):
        yield [
            *line.values(CompleteList, ("category",)),
            line.reference("department", departments),
            *line.values(CompleteList, PROVENANCE),
        ]


def _directory_lines() -> Iterator[Line]:
    columns = (*DIRECTORY, *PROVENANCE, "departments")
    return read(folder() / "national_directories.csv", columns)


def national_directories() -> Iterator[list[Any]]:
    for line in _directory_lines():
        yield line.values(NationalDirectory, (*DIRECTORY, *PROVENANCE))


def departments_of_directories() -> Iterator[list[Any]]:
    departments = {code: code for code in territories()}
    for line in _directory_lines():
        for code in line.references("departments", departments):
            yield [line["slug"], code]
