"""Structures that do not exist, for measures and index tests: the same ones at every run."""

import random
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from diseases.models import Filiere
from structures.models import Audience, Centre, Label, Network, Structure
from territories.models import Commune
from territories.territory import Territory

SEED = 20_261_122
NETWORK = "banc-de-mesure"
INSIDE_FRANCE = (-0.5, 43.6, 6.2, 49.2)  # west, south, east, north: land nearly everywhere


def positions(count: int, seed: int = SEED) -> list[tuple[float, float]]:
    """Longitudes and latitudes (degrees), uniform over the mainland's middle."""
    west, south, east, north = INSIDE_FRANCE
    dice = random.Random(seed)
    return [
        (round(dice.uniform(west, east), 6), round(dice.uniform(south, north), 6))
        for _ in range(count)
    ]


@transaction.atomic
def fill(count: int, centres: int = 0) -> None:
    """Adds `count` structures; the first `centres` of them are centres of one made-up network.

    The network claims no disease: no orientation can ever name it.
    """
    # Some 500 communes: hospitals, and what stands around them, are in few.
    communes = list(Commune.objects.order_by("pk").values_list("pk", "department")[::70])
    copy(
        Structure,
        (
            structure(number, place, communes, is_centre=number < centres)
            for number, place in enumerate(positions(count))
        ),
    )
    if not centres:
        return
    filiere, _ = Filiere.objects.get_or_create(code="BANC", defaults={"name": "Banc de mesure"})
    Network.objects.create(
        slug=NETWORK,
        name="Réseau du banc de mesure",
        filiere=filiere,
        coverage=Network.Coverage.PARTIAL,
    )
    keys = Structure.objects.filter(slug__startswith="synthetic-", kind=Structure.Kind.CENTRE)
    of_network = {"network_id": NETWORK, "label": Label.CCMR, "audience": Audience.BOTH}
    copy(
        Centre,
        ({"structure_ptr_id": key, **of_network} for key in keys.values_list("pk", flat=True)),
    )


def copy(model: type[Model], rows: Iterable[dict[str, Any]]) -> None:
    """COPY of rows given by column; a column that a row leaves out takes the field's default."""
    defaults: dict[str, Any] = {
        str(field.column): field.get_default()
        for field in model._meta.local_concrete_fields
        if field.get_internal_type() != "BigAutoField"
    }
    if "updated_at" in defaults:
        defaults["updated_at"] = timezone.now()
    columns = ", ".join(f'"{column}"' for column in defaults)
    statement = f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN'
    with connection.cursor() as cursor, cursor.copy(statement) as copied:
        for row in rows:
            copied.write_row([row.get(column, default) for column, default in defaults.items()])


def structure(
    number: int,
    place: tuple[float, float],
    communes: Sequence[tuple[str, str]],
    *,
    is_centre: bool,
) -> dict[str, Any]:
    lon, lat = place
    commune, department = communes[number % len(communes)] if communes else (None, None)
    return {
        "slug": f"synthetic-{number:05}",
        "kind": Structure.Kind.CENTRE if is_centre else Structure.Kind.ESTABLISHMENT,
        "name": f"Structure de mesure numéro {number}",
        "address": f"{number % 200 + 1} avenue de la République",
        "postal_line": "94010 CRETEIL CEDEX",
        "commune_id": commune,
        "department_id": department,
        "territory": Territory.METROPOLE,
        "point": f"SRID=4326;POINT({lon} {lat})",
        "point_precision": Structure.Precision.EXACT,
        "official_url": f"https://example.org/structures/{number}",
        "source": "benchmarks.synthetic",
    }
