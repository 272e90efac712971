"""Structures and diseases that do not exist, for measures and index tests: the same at each run."""

import random
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from diseases.models import Disease, Filiere
from structures.models import Audience, Centre, Claim, Label, Network, Structure
from territories.models import Commune
from territories.territory import Territory

SEED = 20_261_122
NETWORK = "banc-de-mesure"
FIRST_ORPHA = 5_000_000
"""Above every code of Orphanet's."""

DISEASES_OF_A_NETWORK = 40
LABELS = (Label.CRMR_COORD, Label.CRMR_CONST, *[Label.CCMR] * 18)
"""Those of a network of twenty, in turn."""

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
def fill(count: int, centres: int = 0, answering: int = 0) -> None:
    """Adds `count` structures; the first `centres` of them are centres of one made-up network.

    That network claims no disease: no orientation can ever name it. The `answering` structures that
    follow are centres of made-up networks of twenty, which do claim some.
    """
    # Some 500 communes: hospitals, and what stands around them, are in few.
    communes = list(Commune.objects.order_by("pk").values_list("pk", "department")[::70])
    copy(
        Structure,
        (
            structure(number, place, communes, is_centre=number < centres + answering)
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
    made = Structure.objects.filter(slug__startswith="synthetic-", kind=Structure.Kind.CENTRE)
    keys = list(made.order_by("slug").values_list("pk", flat=True))
    of_network = {"network_id": NETWORK, "label": Label.CCMR, "audience": Audience.BOTH}
    copy(Centre, ({"structure_ptr_id": key, **of_network} for key in keys[:centres]))
    if answering:
        answer_for_diseases(filiere, keys[centres:])


def answer_for_diseases(filiere: Filiere, keys: Sequence[int]) -> None:
    """Makes these structures centres of networks that claim diseases which none claims yet."""
    size, audiences = len(LABELS), list(Audience)
    unclaimed = Disease.objects.filter(claims=None, searchable=True).order_by("pk")
    left = iter(list(unclaimed.values_list("pk", flat=True)))
    centres, claims = [], []
    for number, key in enumerate(keys):
        slug = f"{NETWORK}-{number // size:03}"
        if number % size == 0:
            Network.objects.create(
                slug=slug, name=slug, filiere=filiere, coverage=Network.Coverage.PARTIAL
            )
            claims += [
                Claim(network_id=slug, disease_id=orpha)
                for orpha in islice(left, DISEASES_OF_A_NETWORK)
            ]
        centres.append(
            {
                "structure_ptr_id": key,
                "network_id": slug,
                "label": LABELS[number % size],
                "audience": audiences[number % len(audiences)],
            }
        )
    copy(Centre, centres)
    Claim.objects.bulk_create(claims)


def add_diseases(up_to: int) -> None:
    """Adds diseases until there are so many, where Orphanet's own files are not at hand."""
    missing = max(0, up_to - Disease.objects.count())
    Disease.objects.bulk_create(
        [
            Disease(
                orpha=FIRST_ORPHA + number,
                name=f"Maladie de mesure {number:05}",
                level=Disease.Level.DISORDER,
                searchable=True,
                source="benchmarks.synthetic",
            )
            for number in range(missing)
        ],
        batch_size=2_000,
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
