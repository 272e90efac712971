"""A structure as plain values for JSON: the card of a list, the whole of a page."""

from typing import Any

from foundations.outlines import joined
from foundations.provenance import Evidence
from structures.models import (
    Centre,
    Hosted,
    Network,
    Phone,
    Service,
    ServiceArea,
    Structure,
)
from structures.opening import zone_of

METRES_PER_KM = 1_000


def with_card_relations(structures: Any) -> Any:
    """Fetches what `card` reads in two queries, however many structures there are."""
    return joined(
        structures,
        "commune",
        "centre__network",
        "centre__establishment",
        "service__establishment",
        "as_establishment",
    ).prefetch_related("phones")


def card(structure: Structure) -> dict[str, Any]:
    """Positions are degrees (WGS 84), longitude first; what is unknown is null, never a guess."""
    centre: Centre | None = getattr(structure, "centre", None)
    service: Service | None = getattr(structure, "service", None)
    hosted: Hosted | None = centre or service
    establishment = hosted.establishment if hosted else getattr(structure, "as_establishment", None)
    point = structure.point
    return {
        "slug": structure.slug,
        "kind": structure.kind,
        "name": structure.name,
        "category": service.category if service else None,
        "category_name": service.get_category_display() if service else None,
        "relevance": service.relevance if service else None,
        "label": centre.label if centre else None,
        "label_name": centre.get_label_display() if centre else None,
        "network": network_card(centre.network) if centre else None,
        "filiere": centre.network.filiere_id if centre else None,
        "audience": hosted.audience if hosted else None,
        "age_min": as_number(hosted.age_min) if hosted else None,
        "age_max": as_number(hosted.age_max) if hosted else None,
        "establishment": (
            {
                "slug": establishment.slug,
                "name": establishment.name,
                "finess": establishment.finess,
            }
            if establishment
            else None
        ),
        "address": structure.address,
        "postal_line": structure.postal_line,
        "commune": structure.commune_id,
        "commune_name": structure.commune.name if structure.commune else None,
        "department": structure.department_id,
        "territory": structure.territory or None,
        "lon": round(point.x, 6) if point else None,
        "lat": round(point.y, 6) if point else None,
        "precision": structure.point_precision,
        "distance_km": distance_km(structure),
        "phones": [phone_card(phone) for phone in structure.phones.all()],
        "page_url": page_url(structure),
        "official_url": structure.official_url,
        "evidence": structure.evidence,
        "verified_on": as_text(structure.verified_on),
    }


def whole(structure: Structure) -> dict[str, Any]:
    """The card, and what only the page of one structure says: dates, diseases, provenance."""
    centre: Centre | None = getattr(structure, "centre", None)
    service: Service | None = getattr(structure, "service", None)
    hosted: Hosted | None = centre or service
    return {
        **card(structure),
        "note": structure.note,
        "appointment": structure.appointment,
        "to_bring": structure.to_bring,
        "opening_hours": structure.opening_hours,
        "opening_hours_as_of": as_text(structure.opening_hours_as_of),
        "time_zone": zone_of(structure.territory).key,
        "transport": structure.transport,
        "wheelchair": structure.wheelchair or None,
        "accessibility_note": structure.accessibility_note,
        "source_name": service.source_name if service else "",
        "access": service.access if service else "",
        "paediatric_emergency": service.paediatric_emergency if service else None,
        "label_from": as_text(centre.label_from) if centre else None,
        "label_until": as_text(centre.label_until) if centre else None,
        "label_order": centre.label_order if centre else "",
        "label_vintage": centre.label_vintage if centre else "",
        "label_note": centre.label_note if centre else "",
        "age_note": centre.age_note if centre else "",
        "diseases": diseases_of(centre, service),
        "service_areas": [area_card(area) for area in structure.service_areas.all()],
        "provenance": {
            "source": structure.source,
            "source_url": structure.source_url,
            "licence": structure.licence,
            "retrieved_on": as_text(structure.retrieved_on),
            "verified_on": as_text(structure.verified_on),
            "evidence": structure.evidence,
            "other_sources": list(hosted.sources) if hosted else [],
        },
        "updated_at": structure.updated_at.isoformat(),
    }


def network_card(network: Network) -> dict[str, Any]:
    return {"slug": network.slug, "name": network.name, "coverage": network.coverage}


def phone_card(phone: Phone) -> dict[str, Any]:
    """`number` is empty when the line exists but its number is only on the official page."""
    return {
        "number": phone.number,
        "kind": phone.kind,
        "hours": phone.hours,
        "as_of": as_text(phone.as_of),
        "url": phone.url,
    }


def area_card(area: ServiceArea) -> dict[str, Any]:
    return {
        "kind": area.kind,
        "communes": [commune.pk for commune in area.communes.all()],
        "departments": [department.pk for department in area.departments.all()],
        "territory": area.territory or None,
    }


def diseases_of(centre: Centre | None, service: Service | None) -> list[dict[str, Any]]:
    """What the network of a centre claims, or what a service says that it works for."""
    if centre:
        return claimed_diseases(centre.network)
    return named_diseases(service.links) if service else []


def claimed_diseases(network: Network) -> list[dict[str, Any]]:
    return named_diseases(network.claims)


def named_diseases(links: Any) -> list[dict[str, Any]]:
    """The diseases of published links: claims of a network, links of a service."""
    published = links.exclude(evidence=Evidence.GENERAL_KNOWLEDGE)
    found = published.select_related("disease").order_by("disease_id")
    return [{"orpha": link.disease_id, "name": link.disease.name} for link in found]


def distance_km(structure: Structure) -> float | None:
    """Kilometres to the metre when the point is exact, whole ones when it is probable."""
    distance = getattr(structure, "distance", None)
    if distance is None or structure.point_precision == Structure.Precision.DEPARTMENT:
        return None
    exact = structure.point_precision == Structure.Precision.EXACT
    return round(distance.m / METRES_PER_KM, 3 if exact else 0)


def page_url(structure: Structure) -> str:
    """The French page, whatever the language that is asked; an API speaks one."""
    folder = "centres" if structure.kind == Structure.Kind.CENTRE else "structures"
    return f"/{folder}/{structure.slug}/"


def as_number(value: Any) -> float | None:
    return None if value is None else float(value)


def as_text(value: Any) -> str | None:
    return None if value is None else value.isoformat()
