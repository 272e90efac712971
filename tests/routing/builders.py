"""Candidates for the pure rules: real field names, made-up distances."""

from hypothesis import strategies as st

from routing.answer import CentreCard, DiseaseCard, Match, NetworkCard, PhoneLine, SiteCard
from routing.ladder import Candidate
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
    establishment: int | None = None,
    territory: str = "metropole",
    phones: tuple[PhoneLine, ...] = (),
    filiere: str = "BRAIN-TEAM",
    evidence: str = "sourced",
    site_name: str = "Hôpital",
    clinic_of: str = "",
    clinic_days: str = "",
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
            filiere=filiere,
            phones=phones,
            page_url=f"/centres/{slug}/",
            official_url="",
            label_note="",
            label_vintage=vintage,
            label_until=label_until,
            audience=audience,
            age_min=age_min,
            age_max=age_max,
            evidence=evidence,
            verified_on=None,
            clinic_of=clinic_of,
            clinic_days=clinic_days,
        ),
        site=SiteCard(
            name=site_name,
            finess=None,
            commune=None,
            commune_name="",
            address="",
            postal_line="",
            department="94",
            territory=territory,
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
        establishment=establishment,
    )


some_candidates = st.lists(
    st.builds(
        candidate,
        slug=st.text("abcdef", min_size=3, max_size=6),
        label=st.sampled_from(["CRMR_COORD", "CRMR_CONST", "CRMR", "CRC", "CCMR", "LABEL_UNKNOWN"]),
        km=st.one_of(st.none(), st.floats(0, 800).map(lambda km: round(km, 3))),
        audience=st.sampled_from(["adult", "child", "both", "unknown"]),
        match=st.sampled_from(["exact", "ancestor"]),
        remoteness=st.sampled_from([0, 0, 1, 2]),
    ),
    max_size=12,
    unique_by=lambda c: c.centre.slug,
)
