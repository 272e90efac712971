"""The centres that answer for a disease (rule R1), each with its exact distance from a place.

Two steps: which networks answer and how, then their centres in one query. No radius: the only
centre of the country may be 900 km away. Distances are kilometres on the spheroid; they exist
inside one territory only.
"""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from diseases.models import Ancestry
from routing.answer import CentreCard, Match, NetworkCard, PhoneLine, SiteCard, Travel
from routing.candidate import Candidate, by_distance
from routing.travel import estimate
from structures.models import Affiliation, Centre, Claim, Network, Phone
from territories.place import Place
from territories.territory import Territory


@dataclass(frozen=True, slots=True)
class Answering:
    """A network that answers for a disease, and the claim by which it does."""

    network: NetworkCard
    filiere: str
    match: Match


def networks_answering(orpha: int, filiere: str) -> dict[str, Answering]:
    """Networks by slug that answer for a disease: exactly, or through an ancestor they claim.

    An ancestor counts when network and disease share the filière, when it lies in the disease's
    preferential classification, or when the network is generalist by its own name. Of several
    claims of one network, the nearest to the disease is kept.
    """
    below = Ancestry.objects.filter(descendant=orpha, ancestor=OuterRef("disease"))
    claims = (
        Claim.objects.filter(Q(disease=orpha) | Exists(below))
        .annotate(
            depth=Subquery(below.values("depth")[:1]),
            in_preferential=Subquery(below.values("in_preferential")[:1]),
            known=_known_centres(),
        )
        .order_by("network", F("depth").asc(nulls_first=True), "disease")
        .values_list(
            "disease",
            "disease__name",
            "depth",
            "in_preferential",
            "network",
            "network__name",
            "network__filiere",
            "network__coverage",
            "network__sites_announced",
            "network__generalist",
            "known",
        )
    )
    found: dict[str, Answering] = {}
    for claimed, name, depth, preferred, slug, title, field, coverage, announced, generalist, known in claims:
        exact = depth is None
        if slug in found or not (exact or preferred or generalist or (filiere and field == filiere)):
            continue
        found[slug] = Answering(
            network=NetworkCard(slug, title, coverage, known or 0, announced),
            filiere=field,
            match=Match("exact" if exact else "ancestor", claimed, name),
        )
    return found


def networks_of_filiere(filiere: str) -> dict[str, Answering]:
    """Every network of a filière: never a rung, only "for other diseases of the same field"."""
    networks = Network.objects.filter(filiere=filiere).annotate(
        known=_known_centres(OuterRef("slug"))
    )
    return {
        network.slug: Answering(
            network=NetworkCard(
                network.slug,
                network.name,
                network.coverage,
                network.known or 0,
                network.sites_announced,
            ),
            filiere=filiere,
            match=Match("filiere", 0, network.name),
        )
        for network in networks
    }


def _known_centres(network: OuterRef | None = None) -> Subquery:
    centres = Centre.objects.published().filter(network=network or OuterRef("network"))
    return Subquery(centres.order_by().values("network").annotate(n=Count("*")).values("n"))


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
    "distance",
    "has_affiliates",
)


def candidates(place: Place, answering: dict[str, Answering]) -> list[Candidate]:
    """The published centres of these networks, in order of the distance that is shown.

    Those without a comparable distance come last, by name. Two queries: centres, then phones.
    """
    affiliates = Affiliation.objects.filter(parent=OuterRef("establishment"))
    rows = list(
        Centre.objects.published()
        .filter(network__in=list(answering))
        .with_distance(place)
        .annotate(has_affiliates=Exists(affiliates))
        .values(*CENTRE_COLUMNS)
    )
    owners = {row["pk"] for row in rows} | {row["establishment"] for row in rows}
    phones = phones_of(owners - {None})
    found = [_candidate(row, answering[row["network"]], phones, place) for row in rows]
    return sorted(found, key=by_distance)


def phones_of(owners: set[int]) -> dict[int, list[PhoneLine]]:
    phones = Phone.objects.filter(structure__in=owners).order_by("kind", "number")
    found: dict[int, list[PhoneLine]] = {}
    for owner, number, kind, as_of, hours, url in phones.values_list(
        "structure", "number", "kind", "as_of", "hours", "url"
    ):
        found.setdefault(owner, []).append(PhoneLine(number, kind, as_of, hours, url))
    return found


def _candidate(
    row: dict, answering: Answering, phones: dict[int, list[PhoneLine]], place: Place
) -> Candidate:
    remoteness = _remoteness(row["territory"], place.territory)
    km = _shown_km(row) if remoteness == 0 else None
    crossing = place.crossing or row["commune__crossing"] or ""
    return Candidate(
        centre=_centre_card(row, answering, phones),
        site=_site_card(row),
        match=answering.match,
        distance_km=km,
        remoteness=remoteness,
        travel=_travel(km, row, place) if not crossing else None,
        crossing=crossing,
        emergency_general=row["establishment__emergency_general"],
        emergency_paediatric=row["establishment__emergency_paediatric"],
        has_affiliates=row["has_affiliates"],
        establishment=row["establishment"],
    )


BASINS = (
    frozenset({Territory.MARTINIQUE, Territory.GUADELOUPE, Territory.GUYANE}),
    frozenset({Territory.REUNION, Territory.MAYOTTE}),
)
"""Overseas territories that share their expert centres (rule R3)."""


def _remoteness(one: str, other: str) -> int:
    """0 in one territory, where distances compare; 1 in one basin; 2 otherwise."""
    if one == other:
        return 0
    return 1 if any(one in basin and other in basin for basin in BASINS) else 2


def _travel(km: float | None, row: dict, place: Place) -> Travel | None:
    if km is None:
        return None
    density = min(place.density or 0.0, row["commune__density"] or 0.0)
    return estimate(km, density=density, territory=place.territory)


def _shown_km(row: dict) -> float | None:
    """Kilometres as they are shown: to the metre, or to the kilometre when the site is probable."""
    if row["distance"] is None or row["point_precision"] in {"department", "none"}:
        return None
    km = row["distance"].km
    return float(round(km)) if row["point_precision"] == "probable" else round(km, 3)


def _centre_card(
    row: dict, answering: Answering, phones: dict[int, list[PhoneLine]]
) -> CentreCard:
    return CentreCard(
        slug=row["slug"],
        name=row["name"],
        label=row["label"],
        network=answering.network,
        filiere=answering.filiere,
        phones=(*phones.get(row["pk"], ()), *phones.get(row["establishment"], ())),
        page_url=f"/centres/{row['slug']}/",
        official_url=row["official_url"],
        label_note=row["label_note"],
        label_vintage=row["label_vintage"],
        label_until=row["label_until"],
        audience=row["audience"],
        age_min=_years(row["age_min"]),
        age_max=_years(row["age_max"]),
        evidence=row["evidence"],
        verified_on=row["verified_on"],
    )


def _site_card(row: dict) -> SiteCard:
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


def _years(age: object) -> float | None:
    return None if age is None else float(str(age))
