"""The labelled centres as the engine holds them: read once, kept while the directory stands.

An answer needs a dozen tables, of which nothing changes between two edits. They are read into plain
values, and read again when the version of the directory has moved on (`foundations.version`), so
that an edit shows at the next question, in every process. What belongs to a person (a place, an
age) is never kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from diseases.hierarchy import Above, entities_above
from diseases.models import Disease
from diseases.retired import referred_targets, successor_of
from foundations.provenance import Evidence
from foundations.version import current_version
from resources.for_disease import that_count
from routing.answer import (
    CentreCard,
    DiseaseCard,
    Match,
    NetworkCard,
    PhoneLine,
    SiteCard,
)
from routing.held import Held, HeldNetwork, Host
from routing.held_affiliations import host_of, read_affiliations, with_clinics, years
from structures.claims import answering_claims
from structures.models import Centre, Network, Phone


@dataclass(frozen=True, slots=True)
class Scope:
    """What is known of a disease: its card, the networks that answer for it (R1), and whether it
    is outside their field (R10): then the reason and whom to turn to. A code that Orphanet withdrew
    refers to what may be meant. `ancestors` are those that count by R1, the nearest first."""

    card: DiseaseCard
    answering: dict[str, Match]
    out_of_scope: tuple[str, str] | None
    refers_to: tuple[DiseaseCard, ...] = ()
    ancestors: tuple[int, ...] = ()

    @property
    def is_claimed(self) -> bool:
        """Whether a network names this very disease or group."""
        return any(match.level == "exact" for match in self.answering.values())


@dataclass(frozen=True, slots=True)
class Directory:
    """One version of the directory: networks by slug with their centres, and the affiliations.

    `points` are the positions of centres and hosts by primary key: longitude, latitude (WGS 84).
    """

    version: int
    networks: dict[str, HeldNetwork]
    hosts: tuple[Host, ...]
    points: dict[int, tuple[float, float]]
    _scopes: dict[int, Scope] = field(default_factory=dict)

    def scope(self, orpha: int) -> Scope | None:
        """What is known of a disease, read at its first question; None when it is unknown."""
        scope = self._scopes.get(orpha)
        if scope is None:
            scope = self._read_scope(orpha)
            if scope is not None:  # codes that do not exist are without number
                self._scopes[orpha] = scope
        return scope

    def of_filiere(self, code: str) -> dict[str, Match]:
        """Every network of a filière: never a rung, only "for other diseases of the field"."""
        return {
            slug: Match("filiere", None, network.card.name)
            for slug, network in self.networks.items()
            if network.filiere == code
        }

    def _read_scope(self, orpha: int) -> Scope | None:
        diseases = Disease.objects.select_related("filiere", "out_of_scope")
        disease = diseases.filter(orpha=orpha).first()
        if disease and disease.status == Disease.Status.DEPRECATED:
            disease = diseases.filter(orpha=successor_of(orpha)).first()
        if disease is None:
            return None
        outside = getattr(disease, "out_of_scope", None)
        above = entities_above(disease.orpha)
        return Scope(
            card=_disease_card(disease),
            answering=_matches(disease, above),
            out_of_scope=(outside.reason, outside.redirect) if outside else None,
            refers_to=tuple(_disease_card(target) for target in referred_targets(disease)),
            ancestors=tuple(that_count(above)),
        )


_held: Directory | None = None


def current() -> Directory:
    """The directory as it stands now: one small query when nothing has changed."""
    global _held
    version = current_version()
    if _held is None or _held.version != version:
        _held = _read(version)
    return _held


def _read(version: int) -> Directory:
    rows_by_network: dict[str, list[dict[str, Any]]] = {}
    for row in Centre.objects.published().order_by("pk").values(*CENTRE_COLUMNS):
        rows_by_network.setdefault(row["network"], []).append(row)
    phones = read_phones()
    affiliations = read_affiliations()
    networks = {
        network.slug: with_clinics(
            _network(network, rows_by_network.get(network.slug, []), phones), affiliations, phones
        )
        for network in Network.objects.exclude(evidence=Evidence.GENERAL_KNOWLEDGE)
    }
    hosts = tuple(host_of(affiliation) for affiliation in affiliations)
    points = {
        row["pk"]: row["point"].coords
        for rows in rows_by_network.values()
        for row in rows
        if row["point"]
    }
    points |= {host.pk: host.point for host in hosts if host.point}
    return Directory(version=version, networks=networks, hosts=hosts, points=points)


def _network(
    network: Network, rows: list[dict[str, Any]], phones: dict[int, list[PhoneLine]]
) -> HeldNetwork:
    card = NetworkCard(
        slug=network.slug,
        name=network.name,
        coverage=network.coverage,
        known=len(rows),
        announced=network.sites_announced,
    )
    centres = tuple(_held_centre(row, card, network.filiere_id, phones) for row in rows)
    return HeldNetwork(card, network.filiere_id, network.generalist, centres)


def read_phones() -> dict[int, list[PhoneLine]]:
    """The telephones of every structure, by its primary key, but for those that wait for an
    editor's word: what such a hospital houses does not tell its numbers."""
    found: dict[int, list[PhoneLine]] = {}
    told = Phone.objects.exclude(structure__evidence=Evidence.GENERAL_KNOWLEDGE)
    rows = told.order_by("kind", "number").values_list(
        "structure", "number", "kind", "as_of", "hours", "url"
    )
    for owner, number, kind, as_of, hours, url in rows:
        found.setdefault(owner, []).append(PhoneLine(number, kind, as_of, hours, url))
    return found


def _matches(disease: Disease, above: Sequence[Above]) -> dict[str, Match]:
    """Networks by slug that answer for a disease, by the claim nearest to it."""
    return {
        network: Match("exact" if claim.depth == 0 else "ancestor", claim.claimed, claim.name)
        for network, claim in answering_claims(disease, above).items()
    }


def _disease_card(disease: Disease) -> DiseaseCard:
    filiere = disease.filiere
    return DiseaseCard(
        orpha=disease.orpha,
        name=disease.name,
        level=disease.level,
        status=disease.status,
        name_language=disease.name_language,
        preferential_parent=disease.preferential_parent_id,
        filiere=filiere.code if filiere else "",
        filiere_short=(filiere.short_name or filiere.code) if filiere else "",
        filiere_name=filiere.name if filiere else "",
        filiere_url=filiere.website if filiere else "",
    )


CENTRE_COLUMNS = (
    "pk",
    "slug",
    "name",
    "label",
    "label_note",
    "label_vintage",
    "label_until",
    "official_url",
    "audience",
    "age_min",
    "age_max",
    "evidence",
    "verified_on",
    "network",
    "establishment",
    "establishment__name",
    "site_name",
    "establishment__finess",
    "establishment__emergency_general",
    "establishment__emergency_paediatric",
    "commune",
    "commune__full_name",
    "commune__crossing",
    "commune__density",
    "address",
    "postal_line",
    "department",
    "territory",
    "point",
    "point_precision",
)


def _held_centre(
    row: dict[str, Any], network: NetworkCard, filiere: str, phones: dict[int, list[PhoneLine]]
) -> Held:
    numbers = (*phones.get(row["pk"], ()), *phones.get(row["establishment"], ()))
    return Held(
        pk=row["pk"],
        centre=_centre_card(row, network, filiere, numbers),
        site=_site_card(row),
        crossing=row["commune__crossing"] or "",
        density=row["commune__density"],
        emergency_general=row["establishment__emergency_general"],
        emergency_paediatric=row["establishment__emergency_paediatric"],
        establishment=row["establishment"],
    )


def _centre_card(
    row: dict[str, Any], network: NetworkCard, filiere: str, phones: Iterable[PhoneLine]
) -> CentreCard:
    return CentreCard(
        slug=row["slug"],
        name=row["name"],
        label=row["label"],
        network=network,
        filiere=filiere,
        phones=tuple(phones),
        page_url=f"/centres/{row['slug']}/",
        official_url=row["official_url"],
        label_note=row["label_note"],
        label_vintage=row["label_vintage"],
        label_until=row["label_until"],
        audience=row["audience"],
        age_min=years(row["age_min"]),
        age_max=years(row["age_max"]),
        evidence=row["evidence"],
        verified_on=row["verified_on"],
    )


def _site_card(row: dict[str, Any]) -> SiteCard:
    point = row["point"]
    return SiteCard(
        name=row["establishment__name"] or row["site_name"],
        finess=row["establishment__finess"],
        commune=row["commune"],
        commune_name=row["commune__full_name"] or "",
        address=row["address"],
        postal_line=row["postal_line"],
        department=row["department"] or "",
        territory=row["territory"],
        lon=round(point.x, 6) if point else None,
        lat=round(point.y, 6) if point else None,
        precision=row["point_precision"],
    )
