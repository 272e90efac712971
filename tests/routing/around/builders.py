"""Services and places for the pure rules: real communes, made-up services."""

from routing.around.choosing import Seen
from routing.around.service import HeldService, Nearby
from routing.around.shelves import SHELVES, Shelf
from territories.place import Place

POSITIONS = {
    "94028": ("Créteil", "94", "metropole", 2.4554, 48.7771),
    "77186": ("Fontainebleau", "77", "metropole", 2.7047, 48.4009),
    "69381": ("Lyon 1er", "69", "metropole", 4.8343, 45.7689),
    "97209": ("Fort-de-France", "972", "martinique", -61.0667, 14.6),
}


def place(insee: str = "94028", *, located: bool = True) -> Place:
    name, department, territory, lon, lat = POSITIONS[insee]
    return Place(
        insee=insee,
        name=name,
        postcode=None,
        postcodes=(),
        department=department,
        department_name=department,
        territory=territory,
        lon=lon if located else None,
        lat=lat if located else None,
        precision="town_hall" if located else "none",
        population=None,
        density=None,
        crossing="",
        kind="commune",
    )


def service(slug: str = "a-service", category: str = "psychology", **fields) -> HeldService:
    """At Créteil's town hall, for everyone, unless said otherwise."""
    known = {
        "pk": sum(ord(letter) * 31**place for place, letter in enumerate(slug)),
        "slug": slug,
        "kind": "medico_social",
        "category": category,
        "name": slug.replace("-", " "),
        "department": "94",
        "territory": "metropole",
        "lon": 2.4554,
        "lat": 48.7771,
        "precision": "exact",
        "audience": "both",
    }
    return HeldService(**known | fields)


def near(km: float | None, slug: str = "a-service", category: str = "psychology", **fields):
    """A service at so many kilometres, whatever its own position."""
    return Nearby(service(slug, category, **fields), km)


def shelf(category: str) -> Shelf:
    return next(shelf for shelf in SHELVES if shelf.category == category)


def seen(*services: Nearby, category: str = "psychology", complete: bool = False, sure_km=0.0):
    return Seen(shelf=shelf(category), services=services, is_complete=complete, sure_km=sure_km)


def slugs(lines) -> list[str]:
    return [line.structure["slug"] for line in lines if line.structure]
