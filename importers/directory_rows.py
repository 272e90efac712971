"""The lines of data/directory/ as rows: values checked, references resolved, places copied."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from diseases.models import Disease, Filiere
from foundations.geography import OutsideFrance, point
from importers.files import LIST_SEPARATOR, Line, read
from importers.nomenclature import PROVENANCE
from importers.staging import field_of
from structures.models import (
    Affiliation,
    Centre,
    Claim,
    Establishment,
    Network,
    Phone,
    ServiceArea,
    Structure,
)
from territories.models import Commune, Department

ESTABLISHMENT = (
    "finess",
    "slug",
    "name",
    "official_name",
    "finess_legal",
    "siret",
    "category",
    "address",
    "postal_line",
    "point_precision",
    "group",
    "platform",
    "platform_note",
    "emergency_general",
    "emergency_paediatric",
    "note",
)
NETWORK = (
    "slug",
    "name",
    "acronym",
    "filiere_evidence",
    "disease_group",
    "coverage",
    "coverage_note",
    "sites_announced",
    "generalist",
    "url",
)
CENTRE = (
    "slug",
    "name",
    "site_name",
    "site_confirmed",
    "label",
    "label_from",
    "label_until",
    "label_order",
    "label_vintage",
    "label_note",
    "audience",
    "age_min",
    "age_max",
    "age_note",
    "official_url",
    "note",
    "sources",
)
PHONE = ("number", "kind", "hours", "as_of", "url", "source")
PLACE = Centre.INHERITED
POSITION = PLACE.index("point_precision")


def folder() -> Path:
    return Path(settings.DATA_DIR) / "directory"


def establishments() -> Iterator[list[Any]]:
    own = ("commune", "longitude", "latitude")
    lines = list(read(folder() / "establishments.csv", (*ESTABLISHMENT, *PROVENANCE, *own)))
    wanted = {line["commune"] for line in lines}
    communes = {
        insee: (insee, department, territory)
        for insee, department, territory in Commune.objects.filter(insee__in=wanted).values_list(
            "insee", "department_id", "department__territory"
        )
    }
    for line in lines:
        place = line.reference("commune", communes) or (None, None, "")
        yield [
            *line.values(Establishment, (*ESTABLISHMENT, *PROVENANCE)),
            Structure.Kind.ESTABLISHMENT.value,
            *place,
            _point(line),
        ]


def _point(line: Line) -> str | None:
    """The point of a line as EWKT, longitude first; a precision without a point is refused."""
    if not line["longitude"] and not line["latitude"]:
        if line["point_precision"] not in (
            Structure.Precision.NONE,
            Structure.Precision.DEPARTMENT,
        ):
            raise line.broken("point_precision : une précision sans position")
        return None
    try:
        return point(lon=float(line["longitude"]), lat=float(line["latitude"])).ewkt
    except (ValueError, OutsideFrance) as error:
        raise line.broken(f"longitude, latitude : {error}") from error


def networks() -> Iterator[list[Any]]:
    filieres = {code: code for code in Filiere.objects.values_list("code", flat=True)}
    columns = (*NETWORK, *PROVENANCE)
    for line in read(folder() / "networks.csv", (*columns, "filiere")):
        yield [*line.values(Network, columns), line.reference("filiere", filieres)]


def claims() -> Iterator[list[Any]]:
    networks = _networks_by_slug()
    diseases = {str(orpha): orpha for orpha in Disease.objects.values_list("orpha", flat=True)}
    for line in read(folder() / "network_claims.csv", ("network", "orpha", *PROVENANCE)):
        yield [
            line.reference("network", networks),
            line.reference("orpha", diseases),
            *line.values(Claim, PROVENANCE),
        ]


def centres() -> Iterator[list[Any]]:
    networks = _networks_by_slug()
    departments = dict(Department.objects.values_list("code", "territory"))
    places = {
        finess: (pk, place)
        for finess, pk, *place in Establishment.objects.values_list(
            "finess", "pk", *(_column(field) for field in PLACE)
        )
    }
    columns = (*CENTRE, *PROVENANCE)
    for line in read(folder() / "centres.csv", (*columns, "network", "finess", "department")):
        establishment, place = line.reference("finess", places) or (None, None)
        if place is None:
            line.reference("department", departments)
            place = _department_only(line["department"], departments)
        elif line["site_confirmed"] == "false":
            place = _assumed(place)
        yield [
            *line.values(Centre, columns),
            Structure.Kind.CENTRE.value,
            line.reference("network", networks),
            establishment,
            *(value.ewkt if hasattr(value, "ewkt") else value for value in place),
        ]


def _column(field: str) -> str:
    return field_of(Structure, field).attname


def _department_only(code: str, territories: dict[str, str]) -> list[Any]:
    """What is known of the place of a centre whose source names no establishment."""
    known = {
        "department": code or None,
        "territory": territories.get(code, ""),
        "point_precision": Structure.Precision.DEPARTMENT if code else Structure.Precision.NONE,
        "commune": None,
        "point": None,
    }
    return [known.get(field, "") for field in PLACE]


def _assumed(place: list[Any]) -> list[Any]:
    """The place of an establishment that the source does not name: its point is probable."""
    place = list(place)
    if place[POSITION] == Structure.Precision.EXACT:
        place[POSITION] = Structure.Precision.PROBABLE
    return place


def phones() -> Iterator[list[Any]]:
    structures = _structures_by_slug()
    columns = ("structure", *PHONE, "source_url", "licence", "evidence")
    for line in read(folder() / "phones.csv", columns):
        yield [line.reference("structure", structures), *line.values(Phone, PHONE)]


def _affiliation_lines() -> Iterator[Line]:
    columns = ("host", "parent", "networks", "disease_group", "pairing", *PROVENANCE)
    return read(folder() / "affiliations.csv", columns)


def affiliations() -> Iterator[list[Any]]:
    establishments = _establishments_by_finess()
    for line in _affiliation_lines():
        yield [
            line.reference("host", establishments),
            line.reference("parent", establishments),
            *line.values(Affiliation, ("disease_group", "pairing", "source")),
        ]


def affiliation_networks() -> Iterator[list[Any]]:
    networks, establishments = _networks_by_slug(), _establishments_by_finess()
    affiliations = {
        (host, parent): pk
        for pk, host, parent in Affiliation.objects.values_list("pk", "host_id", "parent_id")
    }
    for line in _affiliation_lines():
        ends = (establishments[line["host"]], establishments[line["parent"]])
        for slug in filter(None, line["networks"].split(LIST_SEPARATOR)):
            if slug not in networks:
                raise line.broken(f"networks : « {slug} » est inconnu")
            yield [affiliations[ends], slug]


def _area_lines() -> Iterator[Line]:
    columns = ("structure", "kind", "departments", "territory", *PROVENANCE)
    return read(folder() / "service_areas.csv", columns)


def service_areas() -> Iterator[list[Any]]:
    structures = _structures_by_slug()
    for line in _area_lines():
        yield [
            line.reference("structure", structures),
            *line.values(ServiceArea, ("kind", "territory", *PROVENANCE)),
        ]


def service_area_departments() -> Iterator[list[Any]]:
    structures = _structures_by_slug()
    departments = set(Department.objects.values_list("code", flat=True))
    areas = {
        (structure, kind): pk
        for pk, structure, kind in ServiceArea.objects.values_list("pk", "structure_id", "kind")
    }
    for line in _area_lines():
        for code in filter(None, line["departments"].split(LIST_SEPARATOR)):
            if code not in departments:
                raise line.broken(f"departments : « {code} » est inconnu")
            yield [areas[structures[line["structure"]], line["kind"]], code]


def _networks_by_slug() -> dict[str, str]:
    return {slug: slug for slug in Network.objects.values_list("slug", flat=True)}


def _structures_by_slug() -> dict[str, int]:
    return dict(Structure.objects.values_list("slug", "pk"))


def _establishments_by_finess() -> dict[str, int]:
    numbered = Establishment.objects.exclude(finess=None)
    return {str(finess): pk for finess, pk in numbered.values_list("finess", "pk")}
