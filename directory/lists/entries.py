"""One line of a list: what is told of a structure or of an association, each the same way."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from directory.lists.kinds import ASSOCIATION
from directory.lists.pages import Page, Row
from directory.lists.words import category_name, kind_name
from foundations.provenance import Evidence
from resources.models import Association
from structures.cards import distance_km
from structures.models import Phone, Structure
from structures.templatetags.structure_words import audience_words, label_is_over, label_words

RUNGS = {
    Structure.Kind.EMERGENCY: "urgence",
    Structure.Kind.ESTABLISHMENT: "premier_recours",
    Structure.Kind.AUTHORITY: "coordination_outre_mer",
    Structure.Kind.LABORATORY: "national_europe",
    Structure.Kind.RESEARCH_UNIT: "recours",
}
"""The colour of a marker, among those of the finder's map; a number always stands in it."""


@dataclass(frozen=True, slots=True)
class Telephone:
    number: str
    kind: str
    hours: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """`address` is where its name leads, outside this site when `is_outside`; `distance_km` is None
    when nothing was asked, or nothing can be measured. `lon` and `lat` are degrees (WGS 84)."""

    number: int
    slug: str
    kind: str
    name: str
    address: str
    is_outside: bool
    what: str
    label_is_over: bool
    house: str
    town: str
    department: str
    territory: str
    whom: str
    concerns: str
    filiere: str
    is_to_verify: bool
    phone: Telephone | None
    lon: float | None
    lat: float | None
    precision: str
    distance_km: float | None
    rung: str


def entries(page: Page) -> list[Entry]:
    """The lines of a page, numbered as the markers of its map."""
    return [entry(number, row) for number, row in enumerate(page.rows, start=1)]


def entry(number: int, row: Row) -> Entry:
    return (
        of_association(number, row) if isinstance(row, Association) else of_structure(number, row)
    )


def of_structure(number: int, one: Structure) -> Entry:
    centre: Any = getattr(one, "centre", None)
    service: Any = getattr(one, "service", None)
    hosted = centre or service
    house = hosted.establishment if hosted else None
    return Entry(
        number=number,
        slug=one.slug,
        kind=one.kind,
        name=one.name,
        address=one.get_absolute_url(),
        is_outside=False,
        what=what_is(one, centre, service),
        label_is_over=bool(centre) and label_is_over(centre),
        house=house.name if house else (centre.site_name if centre else ""),
        town=one.commune.full_name if one.commune else "",
        department=str(one.department or ""),
        territory=one.territory,
        whom=whom(hosted),
        concerns=centre.network.disease_group if centre else "",
        filiere=filiere_name(centre.network.filiere) if centre else "",
        is_to_verify=one.evidence == Evidence.TO_VERIFY,
        phone=telephone(one, house),
        lon=one.point.x if one.point else None,
        lat=one.point.y if one.point else None,
        precision=one.point_precision,
        distance_km=distance_km(one),
        rung=rung(one, centre),
    )


def of_association(number: int, one: Association) -> Entry:
    return Entry(
        number=number,
        slug=one.slug,
        kind=ASSOCIATION,
        name=one.name,
        address=address_of(one),
        is_outside=not has_page(),
        what=association_words(one),
        label_is_over=False,
        house="",
        town=one.seat_city,
        department=str(one.department or ""),
        territory="",
        whom="",
        concerns=one.concerns,
        filiere=filiere_name(one.filiere) if one.filiere else "",
        is_to_verify=one.evidence == Evidence.TO_VERIFY,
        phone=Telephone(one.phone, "", "", one.contact_year) if one.phone else None,
        lon=None,
        lat=None,
        precision=Structure.Precision.NONE,
        distance_km=None,
        rung="",
    )


def what_is(one: Structure, centre: Any, service: Any) -> str:
    """Its label, its category, else its kind."""
    if centre:
        return str(label_words(centre.label).name)
    return category_name(service.category) if service else kind_name(one.kind)


def association_words(one: Association) -> str:
    match one.scope:
        case Association.Scope.NATIONAL:
            return gettext("Association nationale")
        case Association.Scope.LOCAL:
            return gettext("Association locale")
    return gettext("Association")


def whom(hosted: Any) -> str:
    return audience_words(hosted) if hosted else ""


def filiere_name(filiere: Any) -> str:
    return filiere.short_name or filiere.code


def telephone(one: Structure, house: Any) -> Telephone | None:
    """The first number that the public may call: its own, else that of its hospital, but for one
    that waits for an editor's word."""
    is_told = house is not None and house.evidence != Evidence.GENERAL_KNOWLEDGE
    for phones in (one.phones.all(), house.phones.all() if is_told else ()):
        for phone in phones:
            if phone.number and phone.kind != Phone.Kind.EXPERT_LINE:
                year = phone.as_of.year if phone.as_of else None
                return Telephone(phone.number, phone.kind, phone.hours, year)
    return None


def rung(one: Structure, centre: Any) -> str:
    if centre:
        return "reference" if "CRMR" in centre.label else "proximite"
    return RUNGS.get(Structure.Kind(one.kind), "proximite")


def has_page() -> bool:
    """Whether this site has a page for each association."""
    try:
        reverse("association", kwargs={"slug": "x"})
    except NoReverseMatch:
        return False
    return True


def address_of(one: Association) -> str:
    """Its page here when there is one, else its own site; empty when neither is known."""
    return reverse("association", kwargs={"slug": one.slug}) if has_page() else one.website
