"""The lines of data/directory/ as rows: values checked, references resolved, places copied."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from diseases.models import Disease, Filiere
from importers.files import Line, read
from importers.nomenclature import PROVENANCE
from importers.places import (
    assumed,
    communes_of,
    department_only,
    places_of_establishments,
    point_of,
    territories,
)
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


def folder() -> Path:
    return Path(settings.DATA_DIR) / "directory"


def establishments() -> Iterator[list[Any]]:
    own = ("commune", "longitude", "latitude")
    lines = list(read(folder() / "establishments.csv", (*ESTABLISHMENT, *PROVENANCE, *own)))
    communes = communes_of(lines)
    for line in lines:
        place = line.reference("commune", communes) or (None, None, "")
        yield [
            *line.values(Establishment, (*ESTABLISHMENT, *PROVENANCE)),
            Structure.Kind.ESTABLISHMENT.value,
            *place,
            point_of(line),
        ]


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
    departments = territories()
    places = places_of_establishments()
    columns = (*CENTRE, *PROVENANCE)
    for line in read(folder() / "centres.csv", (*columns, "network", "finess", "department")):
        establishment, place = line.reference("finess", places) or (None, None)
        if place is None:
            line.reference("department", departments)
            place = department_only(line["department"], departments)
        elif line["site_confirmed"] == "false":
            place = assumed(place)
        yield [
            *line.values(Centre, columns),
            Structure.Kind.CENTRE.value,
            line.reference("network", networks),
            establishment,
            *place,
        ]


def phones() -> Iterator[list[Any]]:
    structures = structures_by_slug()
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
        for slug in line.references("networks", networks):
            yield [affiliations[ends], slug]


def _area_lines() -> Iterator[Line]:
    columns = ("structure", "kind", "departments", "territory", *PROVENANCE)
    return read(folder() / "service_areas.csv", columns)


def service_areas() -> Iterator[list[Any]]:
    structures = structures_by_slug()
    for line in _area_lines():
        yield [
            line.reference("structure", structures),
            *line.values(ServiceArea, ("kind", "territory", *PROVENANCE)),
        ]


def service_area_departments() -> Iterator[list[Any]]:
    structures = structures_by_slug()
    departments = {code: code for code in territories()}
    areas = {
        (structure, kind): pk
        for pk, structure, kind in ServiceArea.objects.values_list("pk", "structure_id", "kind")
    }
    for line in _area_lines():
        for code in line.references("departments", departments):
            yield [areas[structures[line["structure"]], line["kind"]], code]


def _networks_by_slug() -> dict[str, str]:
    return {slug: slug for slug in Network.objects.values_list("slug", flat=True)}


def structures_by_slug() -> dict[str, int]:
    return dict(Structure.objects.values_list("slug", "pk"))


def _establishments_by_finess() -> dict[str, int]:
    numbered = Establishment.objects.exclude(finess=None)
    return {str(finess): pk for finess, pk in numbered.values_list("finess", "pk")}
