"""Structures that do not exist, for measures and index tests: the same ones at every run."""

import random
from collections.abc import Sequence

from django.db import transaction

from diseases.models import Filiere
from foundations.geography import point
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
    communes = list(Commune.objects.order_by("pk").values_list("pk", "department")[:40_000:7])
    structures = Structure.objects.bulk_create(
        [
            structure(number, place, communes, is_centre=number < centres)
            for number, place in enumerate(positions(count))
        ],
        batch_size=5_000,
    )
    if not centres:
        return
    filiere, _ = Filiere.objects.get_or_create(code="BANC", defaults={"name": "Banc de mesure"})
    network = Network.objects.create(
        slug=NETWORK,
        name="Réseau du banc de mesure",
        filiere=filiere,
        coverage=Network.Coverage.PARTIAL,
    )
    for row in structures[:centres]:
        centre = Centre(
            structure_ptr_id=row.pk,
            network=network,
            label=Label.CCMR,
            audience=Audience.BOTH,
        )
        centre.save_base(raw=True, force_insert=True)  # its own table only


def structure(
    number: int,
    place: tuple[float, float],
    communes: Sequence[tuple[str, str]],
    *,
    is_centre: bool,
) -> Structure:
    lon, lat = place
    commune, department = communes[number % len(communes)] if communes else (None, None)
    return Structure(
        slug=f"synthetic-{number:05}",
        kind=Structure.Kind.CENTRE if is_centre else Structure.Kind.ESTABLISHMENT,
        name=f"Structure de mesure numéro {number}",
        address=f"{number % 200 + 1} avenue de la République",
        postal_line="94010 CRETEIL CEDEX",
        commune_id=commune,
        department_id=department,
        territory=Territory.METROPOLE,
        point=point(lon=lon, lat=lat),
        point_precision=Structure.Precision.EXACT,
        official_url=f"https://example.org/structures/{number}",
        source="benchmarks.synthetic",
    )
