"""Candidates for the pure rules: real field names, made-up distances."""

from routing.answer import CentreCard, DiseaseCard, Match, NetworkCard, SiteCard
from routing.candidate import Candidate
from routing.travel import estimate

HUNTINGTON = DiseaseCard(
    orpha=399,
    name="Maladie de Huntington",
    filiere="BRAIN-TEAM",
    filiere_short="BRAIN-TEAM",
    filiere_url="https://brain-team.fr",
)


def candidate(
    slug: str = "a-centre",
    *,
    label: str = "CCMR",
    km: float | None = 10.0,
    audience: str = "both",
    age_min: float | None = None,
    age_max: float | None = None,
    match: str = "exact",
    vintage: str = "2023+",
    remoteness: int = 0,
    coverage: str = "complete",
    known: int = 3,
    announced: int | None = 3,
    label_until=None,
    precision: str = "exact",
    emergency_general: bool | None = None,
    emergency_paediatric: bool | None = None,
    crossing: str = "",
) -> Candidate:
    if remoteness:
        km = None
    timed = km is not None and not crossing
    return Candidate(
        centre=CentreCard(
            slug=slug,
            name=slug.replace("-", " "),
            label=label,
            network=NetworkCard("net", "Réseau", coverage, known, announced),
            filiere="BRAIN-TEAM",
            phones=(),
            page_url=f"/centres/{slug}/",
            official_url="",
            label_note="",
            label_vintage=vintage,
            label_until=label_until,
            audience=audience,
            age_min=age_min,
            age_max=age_max,
            evidence="sourced",
            verified_on=None,
        ),
        site=SiteCard(
            name="Hôpital",
            finess=None,
            commune=None,
            commune_name="",
            address="",
            postal_line="",
            department="94",
            territory="metropole",
            lon=2.4,
            lat=48.8,
            precision=precision,
        ),
        match=Match(match, 399, "Maladie de Huntington"),
        distance_km=km,
        remoteness=remoteness,
        travel=estimate(km, density=5000, territory="metropole") if timed else None,
        crossing=crossing,
        emergency_general=emergency_general,
        emergency_paediatric=emergency_paediatric,
    )
