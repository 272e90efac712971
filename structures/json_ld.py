"""A structure for search engines: schema.org, of public facts alone."""

from collections.abc import Iterable
from typing import Any

from foundations.geography import lon_lat
from structures.models import Phone, Structure

TYPES = {
    Structure.Kind.ESTABLISHMENT: "Hospital",
    Structure.Kind.CENTRE: "MedicalClinic",
    Structure.Kind.EMERGENCY: "EmergencyService",
    Structure.Kind.AUTHORITY: "GovernmentOffice",
    Structure.Kind.MEDICO_SOCIAL: "LocalBusiness",
    Structure.Kind.PARAMEDICAL: "LocalBusiness",
    Structure.Kind.LABORATORY: "DiagnosticLab",
    Structure.Kind.RESEARCH_UNIT: "ResearchOrganization",
}


def place(structure: Structure, phones: Iterable[Phone], address: str) -> dict[str, Any]:
    """`address` is the absolute address of its page. A position is told when it is exact."""
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": TYPES[Structure.Kind(structure.kind)],
        "@id": address,
        "url": address,
        "name": structure.name,
    }
    postal = {
        "streetAddress": structure.address,
        "postalCode": structure.postal_line[:5],
        "addressLocality": structure.commune.name if structure.commune else "",
    }
    if any(postal.values()):
        kept = {name: value for name, value in postal.items() if value}
        found["address"] = {"@type": "PostalAddress", "addressCountry": "FR", **kept}
    position = lon_lat(structure.point)
    if position is not None and structure.point_precision == Structure.Precision.EXACT:
        longitude, latitude = (round(degrees, 6) for degrees in position)
        found["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": latitude,
            "longitude": longitude,
        }
    numbers = [p.number for p in phones if p.number and p.kind != Phone.Kind.EXPERT_LINE]
    if numbers:
        found["telephone"] = numbers[0]
    if structure.official_url:
        found["sameAs"] = [structure.official_url]
    return found
