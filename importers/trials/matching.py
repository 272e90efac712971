"""Which of our diseases a study is about, and in which hospitals of the platform it takes place."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from diseases.search import Closeness, search
from foundations.text import fold, normalise_place_name
from importers.trials.study import Site
from structures.models import Establishment

SURE_NAMES = {"nom", "nom anglais", "autre nom"}
"""Acronyms and everyday names may be another disease's in a registry's English."""

SAME_FACILITY = 90
"""Of 100: token_set_ratio of two names of a hospital in one town; « CHU Henri Mondor » and
« Hôpital Henri-Mondor (AP-HP) » give 100 once the words that any hospital bears are gone."""

ANY_HOSPITAL = {
    "aphp", "ap", "hp", "assistance", "publique", "hopitaux", "hopital", "hospital",
    "universitaire", "universitaires", "university", "chu", "chru", "chr", "ch", "ghu", "ghef",
    "centre", "center", "hospitalier", "hospitaliers", "intercommunal", "site", "groupe",
    "clinique", "de", "du", "des", "la", "le", "les", "l", "d", "et", "paris",
}  # fmt: skip


def diseases_of(conditions: Sequence[str]) -> tuple[int, ...]:
    """ORPHA codes whose very name, or a synonym that is nobody else's, is one of the conditions."""
    found: dict[int, None] = {}
    for condition in conditions:
        hits = [hit for hit in search(condition, 2) if hit.closeness == Closeness.EXACT]
        sure = [hit for hit in hits if hit.matched in SURE_NAMES and not hit.is_shared]
        if len(hits) == 1 and sure:
            found[sure[0].orpha] = None
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Hospital:
    """A hospital of the platform: its town, and the words that are its own."""

    name: str
    town: str
    own_words: str


def hospitals_of_the_platform() -> list[Hospital]:
    """By name; those of which no town is known cannot be recognised."""
    members = Establishment.objects.published().exclude(platform="").select_related("commune")
    return [
        Hospital(member.name, normalise_place_name(member.commune.name), own_words(member.name))
        for member in members.order_by("name", "pk")
        if member.commune is not None
    ]


def hospitals_among(sites: Sequence[Site], hospitals: Sequence[Hospital]) -> tuple[str, ...]:
    """The platform's hospitals that the registry names, each once, by name."""
    found = {
        hospital.name for site in sites for hospital in hospitals if _is_the_same(site, hospital)
    }
    return tuple(sorted(found))


def own_words(name: str) -> str:
    """What tells a hospital from another; empty for « Centre hospitalier »."""
    return " ".join(word for word in fold(name).split() if word not in ANY_HOSPITAL)


def _is_the_same(site: Site, hospital: Hospital) -> bool:
    if normalise_place_name(site.city) != hospital.town:
        return False
    facility = own_words(site.facility)
    if not facility or not hospital.own_words:
        return False
    return fuzz.token_set_ratio(facility, hospital.own_words) >= SAME_FACILITY
