"""Affiliations as the engine holds them (rule R5): hosts to tell of, and confirmed clinics."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from foundations.geography import lon_lat
from foundations.outlines import joined
from routing.answer import CentreCard, PhoneLine, SiteCard
from routing.held import Held, HeldNetwork, Host
from structures.models import Affiliation, Establishment


def read_affiliations() -> list[Affiliation]:
    rows = joined(Affiliation.objects.standing(), "host__commune", "parent", "host__department")
    return list(rows.prefetch_related("networks").order_by("pk"))


def host_of(affiliation: Affiliation) -> Host:
    return Host(
        pk=affiliation.host_id,
        name=affiliation.host.name,
        territory=affiliation.host.territory,
        parent=affiliation.parent_id,
        networks=_networks_of(affiliation) if _is_unconfirmed(affiliation) else frozenset(),
        point=lon_lat(affiliation.host.point),
    )


def _networks_of(affiliation: Affiliation) -> frozenset[str]:
    return frozenset(network.slug for network in affiliation.networks.all())


def _is_unconfirmed(affiliation: Affiliation) -> bool:
    return affiliation.pairing != Affiliation.Pairing.CONFIRMED


def with_clinics(
    network: HeldNetwork, affiliations: Sequence[Affiliation], phones: dict[int, list[PhoneLine]]
) -> HeldNetwork:
    """The network with the confirmed outreach clinics of its teams, which are no centres of it."""
    clinics = [
        _clinic(affiliation, network, phones)
        for affiliation in affiliations
        if not _is_unconfirmed(affiliation) and network.card.slug in _networks_of(affiliation)
    ]
    return replace(network, centres=(*network.centres, *clinics))


def _clinic(
    affiliation: Affiliation, network: HeldNetwork, phones: dict[int, list[PhoneLine]]
) -> Held:
    host, parent = affiliation.host, affiliation.parent
    return Held(
        pk=host.pk,
        centre=CentreCard(
            slug=f"{network.card.slug}-consultation-{host.slug}",
            name=f"Consultation avancée : {network.card.name}",
            label="AFFILIATION",
            network=network.card,
            filiere=network.filiere,
            phones=tuple(phones.get(host.pk, ())),
            page_url="",
            official_url=host.official_url,
            label_note="",
            label_vintage="",
            label_until=None,
            audience=cast(Any, affiliation.audience),
            age_min=years(affiliation.age_min),
            age_max=years(affiliation.age_max),
            evidence="sourced",
            verified_on=None,
            clinic_of=parent.name,
            clinic_days=affiliation.days,
        ),
        site=_site_of(host),
        crossing=host.commune.crossing if host.commune else "",
        density=host.commune.density if host.commune else None,
        emergency_general=host.emergency_general,
        emergency_paediatric=host.emergency_paediatric,
        establishment=host.pk,
    )


def _site_of(host: Establishment) -> SiteCard:
    position = lon_lat(host.point)
    return SiteCard(
        name=host.name,
        finess=host.finess,
        commune=host.commune_id,
        commune_name=host.commune.full_name if host.commune else "",
        address=host.address,
        postal_line=host.postal_line,
        department=host.department_id or "",
        territory=host.territory,
        lon=round(position[0], 6) if position else None,
        lat=round(position[1], 6) if position else None,
        precision=cast(Any, host.point_precision),
    )


def years(age: Any) -> float | None:
    return None if age is None else float(age)
