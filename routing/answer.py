"""The answer to "where do I go?": one Orientation, of which every view is a face.

Plain data, no database. Field names are those of the public contract. Distances are kilometres,
minutes are whole, positions are degrees (WGS 84), longitude first.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from foundations.words import Words
from resources.care_pathway import Template
from territories.place import Place

Status = Literal[
    "answered", "choose_place", "choose_disease", "choose_age", "out_of_scope", "no_diagnosis"
]
Rung = Literal[
    "urgence",
    "coordination_outre_mer",
    "premier_recours",
    "proximite",
    "reference",
    "recours",
    "national_europe",
]
MatchLevel = Literal["exact", "ancestor", "filiere"]
Situation = Literal["confirmed", "suspected", "relative"]
Access = Literal["direct", "letter", "professional_only"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line stands where it stands: the code of the rule and a sentence."""

    code: str
    text: Words


@dataclass(frozen=True, slots=True)
class Link:
    text: Words
    url: str


@dataclass(frozen=True, slots=True)
class Instruction:
    """A step that is not a structure: see your doctor, call the platform."""

    title: Words
    text: Words
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Travel:
    """An estimate by car, as a range of minutes, and the name of the method that made it."""

    minutes_low: int
    minutes_high: int
    method: str
    mode: str = "car"


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """`number` is empty when the line exists but its number is only on the official page."""

    number: str
    kind: str  # centre | switchboard | expert_line
    as_of: date | None = None
    hours: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class NetworkCard:
    slug: str
    name: str
    coverage: str  # complete | reference_sites_complete | partial
    known: int
    announced: int | None


@dataclass(frozen=True, slots=True)
class CentreCard:
    slug: str
    name: str
    label: str
    network: NetworkCard
    filiere: str
    phones: tuple[PhoneLine, ...]
    page_url: str
    official_url: str
    label_note: str
    label_vintage: str
    label_until: date | None
    audience: Literal["adult", "child", "both", "unknown"]
    age_min: float | None
    age_max: float | None
    evidence: Literal["sourced", "to_verify"]
    verified_on: date | None
    clinic_of: str = ""  # the parent centre of an outreach clinic (label AFFILIATION), and its days
    clinic_days: str = ""


@dataclass(frozen=True, slots=True)
class SiteCard:
    """Where a centre stands. `lon`/`lat` are null when no source gives a position."""

    name: str
    finess: str | None
    commune: str | None
    commune_name: str
    address: str
    postal_line: str
    department: str
    territory: str
    lon: float | None
    lat: float | None
    precision: Literal["exact", "probable", "department", "none"]


@dataclass(frozen=True, slots=True)
class Match:
    """How a centre answers for the disease: `orpha` is the code that its network claims, None for
    a centre of the same filière that treats other diseases."""

    level: MatchLevel
    orpha: int | None
    name: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the ladder: a site with the roles it fills, or an instruction."""

    grade: int
    rung: Rung
    roles: tuple[Rung, ...]
    reasons: tuple[Reason, ...]
    access: Access
    centre: CentreCard | None = None
    site: SiteCard | None = None
    instruction: Instruction | None = None
    match: Match | None = None
    distance_km: float | None = None
    travel: Travel | None = None


@dataclass(frozen=True, slots=True)
class DiseaseCard:
    """`filiere` is its code (FAI2R); `filiere_short` is how it writes itself (FAI²R). `status` is
    Orphanet's (active, non_rare…); `name_language` is not fr when no French name is known."""

    orpha: int
    name: str
    filiere: str
    filiere_short: str = ""
    filiere_name: str = ""
    filiere_url: str = ""
    level: str = ""
    matched: str = ""
    status: str = "active"
    name_language: str = "fr"
    preferential_parent: int | None = None


@dataclass(frozen=True, slots=True)
class CardLink:
    """An emergency sheet or card for the disease or group `concerns`; `url` is empty when a centre
    hands it out."""

    title: str
    url: str
    kind: str
    to_verify: bool
    concerns: str = ""


@dataclass(frozen=True, slots=True)
class ProtocolCard:
    """A national protocol (PNDS); `leads_to` tells whether its address is the document itself
    ("exact"), a list, its publisher's site, or nothing ("")."""

    title: str
    year: int | None
    url: str
    leads_to: str
    to_verify: bool


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """A meeting of experts (RCP) to which a doctor brings a case."""

    title: str
    level: str  # local | national | european
    cadence: str
    who_may_submit: str
    how: str
    url: str
    to_verify: bool


@dataclass(frozen=True, slots=True)
class Documents:
    """What professionals read for a disease, and where they bring a case."""

    protocols: tuple[ProtocolCard, ...] = ()
    meetings: tuple[MeetingCard, ...] = ()
    emergency_cards: tuple[CardLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Transition:
    """Between childhood and adulthood: the centre of each side, None where none is known."""

    child: Step | None
    adult: Step | None


@dataclass(frozen=True, slots=True)
class Lateral:
    """Help beside the ladder: a structure, as a card of plain values, and why it is here.

    With an empty structure, what is to be known before or instead of one: whom to call first, or,
    in `notice` and `links`, that our list is not complete and where to look.
    """

    kind: str
    structure: dict[str, object]
    reason: Words
    distance_km: float | None = None
    group: str = ""
    notice: Words | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """A reservation about the whole answer, with a stable code."""

    code: str
    text: Words
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Orientation:
    status: Status
    place: Place | None = None
    places: tuple[Place, ...] = ()
    disease: DiseaseCard | None = None
    diseases: tuple[DiseaseCard, ...] = ()
    age: float | None = None  # years
    ladder: tuple[Step, ...] = ()
    ladders: dict[str, tuple[Step, ...]] = field(default_factory=dict)
    alternatives: tuple[Step, ...] = ()
    lateral: tuple[Lateral, ...] = ()
    notices: tuple[Notice, ...] = ()
    documents: Documents = field(default_factory=Documents)
    pathway: Template | None = None
    transition: Transition | None = None
    situation: Situation = "confirmed"
