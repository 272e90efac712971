"""The rows that these tests edit: the centre for neurofibromatoses of Henri-Mondor, as shipped."""

from dataclasses import dataclass

from diseases.models import Disease
from structures.models import Centre, Establishment, Network, Phone

HENRI_MONDOR = (2.45404, 48.79880)
"""Longitude and latitude of data/directory/establishments.csv."""


@dataclass
class Rows:
    hospital: Establishment
    switchboard: Phone
    network: Network
    disease: Disease
    centre: Centre


def shipped_rows() -> Rows:
    hospital = Establishment.objects.get(finess="940100027")
    assert hospital.point.coords == HENRI_MONDOR
    return Rows(
        hospital=hospital,
        switchboard=hospital.phones.get(),
        network=Network.objects.get(slug="cerenef"),
        disease=Disease.objects.get(orpha=636),
        centre=Centre.objects.get(slug="cerenef-henri-mondor-creteil"),
    )
