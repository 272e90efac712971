"""Which services are shown to a person, in which order and why. Pure: plain data in and out.

What is chosen here is already for them (`eligibility`); the questions left are which come first
and what may be said of how near they are (rule R7).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from foundations.words import Words
from routing.answer import Lateral, Link
from routing.around import wording
from routing.around.service import Area, HeldService, Nearby
from routing.around.shelves import Shelf
from routing.ladder.r0_emergency import EMERGENCY_NUMBERS
from routing.ladder.r2_age import CHILD_UNTIL, Fit, fit_of
from territories.place import Place

SHOWN = 3
"""Services of one category: more is a directory's work."""

NEAR_KM = 50.0
"""Where our list is not complete, a service of another department is told up to here: farther,
one that we do not know is surely nearer."""

PROBABLE_WITHIN_KM = 5.0
"""A probable position is that of the town: the door may be this far."""

RELEVANCES = ("core", "useful", "peripheral")


@dataclass(frozen=True, slots=True)
class Seen:
    """A shelf as seen from a place, and what is known of how complete it is.

    `services` may be proposed to the person. `is_complete`: our list holds every service of the
    department. `sure_km`: no service that we do not know can be nearer than this.
    """

    shelf: Shelf
    services: Sequence[Nearby]
    is_complete: bool
    sure_km: float
    directories: tuple[Link, ...] = ()


def choose(seen: Seen, place: Place, age: float | None) -> tuple[Lateral, ...]:
    """The services of one category, the first to turn to first."""
    if seen.shelf.category == "emergency":
        return emergencies(seen, age)
    if seen.shelf.chosen_by == "area":
        return by_area(seen)
    return by_distance(seen, place, age)


def emergencies(seen: Seen, age: float | None) -> tuple[Lateral, ...]:
    """The nearest department, under 15 the nearest authorised for children first.

    None at all where our list is not complete: whom to call is then the only safe answer.
    """
    if not seen.is_complete:
        return ()
    placed = sorted((near for near in seen.services if near.km is not None), key=_by_distance)
    others = sorted((near for near in seen.services if near.km is None), key=_by_distance)
    paediatric = next((near for near in placed if near.service.paediatric), None)
    first = [paediatric] if paediatric and _is_child(age) else placed[:1]
    if age is None and paediatric:
        first.append(paediatric)
    ordered = _once([*first, *placed, *others])[:SHOWN]
    return tuple(
        _line(
            seen.shelf,
            near,
            wording.said(
                _emergency_nearness(near, placed, seen.sure_km, age),
                None if _is_no_child(age) else _of_paediatrics(near.service),
                _of_site(near.service),
            ),
        )
        for near in ordered
    )


def by_area(seen: Seen) -> tuple[Lateral, ...]:
    """Those whose area is where the person lives: the department of residence, never distance."""
    serving = [near for near in seen.services if near.service.area is not None]
    ordered = sorted(serving, key=_from_local_to_national)[:SHOWN]
    return tuple(
        _line(seen.shelf, near, wording.said(seen.shelf.why, _of_area(near.service.area)))
        for near in ordered
    )


def by_distance(seen: Seen, place: Place, age: float | None) -> tuple[Lateral, ...]:
    """Those for the disease, then core ones before the others, the nearest first; those without a
    point after, for they are known by their department alone."""
    told = [near for near in seen.services if _may_be_told(near, place, seen.is_complete)]
    if seen.shelf.chosen_by == "disease":
        told = [near for near in told if near.service.diseases]
    ordered = sorted(told, key=lambda near: _core_first(near, place))[:SHOWN]
    asks_age = seen.shelf.group == "care"
    return tuple(
        _line(
            seen.shelf,
            near,
            wording.said(
                wording.OF_THE_DISEASE if near.service.diseases else None,
                _nearness(near, told, place, seen.sure_km),
                _of_age(near.service, age) if asks_age else None,
                _of_site(near.service),
            ),
        )
        for near in ordered
    )


def reservation(seen: Seen, chosen: Sequence[Lateral]) -> Lateral | None:
    """Rule R7: what is to be known where our list is not complete, and where to look instead.

    Of emergencies, whom to call is said everywhere.
    """
    shelf = seen.shelf
    if shelf.category == "emergency":
        return Lateral(
            kind=shelf.category,
            group=shelf.group,
            structure={},
            reason=wording.CALL_FIRST,
            notice=None if seen.is_complete else wording.EMERGENCY_NOT_COVERED,
            links=EMERGENCY_NUMBERS + (() if seen.is_complete else seen.directories),
        )
    if seen.is_complete or shelf.chosen_by == "disease":
        return None
    return Lateral(
        kind=shelf.category,
        group=shelf.group,
        structure={},
        reason=wording.LIST_NOT_COMPLETE,
        notice=wording.PARTLY_COVERED if chosen else wording.NOT_COVERED,
        links=seen.directories,
    )


def interleaved(lists: Sequence[Sequence[Lateral]]) -> tuple[Lateral, ...]:
    """Several categories under one title: core lines first, then the first of each category, so
    that no long one hides the others."""
    ranks = [line for rank in zip_longest(*lists) for line in rank if line is not None]
    return tuple(sorted(ranks, key=lambda line: _rank_of(str(line.structure["relevance"]))))


def one_after_the_other(lists: Sequence[Sequence[Lateral]]) -> tuple[Lateral, ...]:
    """Category after category, each in its order; what is peripheral after all the rest."""
    lines = [line for one in lists for line in one]
    return tuple(sorted(lines, key=lambda line: line.structure["relevance"] == "peripheral"))


def for_the_disease_if_any(lines: Sequence[Lateral]) -> tuple[Lateral, ...]:
    """Where a laboratory is known for the very disease, those for any disease add nothing."""
    return tuple(line for line in lines if line.structure["diseases"]) or tuple(lines)


def card(service: HeldService) -> dict[str, object]:
    """The service as the answer carries it; what is unknown is null or empty, never a guess."""
    return {
        "slug": service.slug,
        "kind": service.kind,
        "name": service.name,
        "address": service.address,
        "postal_line": service.postal_line,
        "commune": service.commune,
        "commune_name": service.commune_name,
        "department": service.department,
        "territory": service.territory,
        "lon": service.lon,
        "lat": service.lat,
        "precision": service.precision,
        "phones": service.phones,
        "official_url": service.official_url,
        "audience": service.audience,
        "age_min": service.age_min,
        "age_max": service.age_max,
        "paediatric_emergency": service.paediatric,
        "diseases": sorted(service.diseases),
        "access": service.access,
        "note": service.note,
        "relevance": service.relevance,
        "evidence": service.evidence,
    }


def _line(shelf: Shelf, near: Nearby, reason: Words) -> Lateral:
    return Lateral(
        kind=shelf.category,
        group=shelf.group,
        structure=card(near.service),
        reason=reason,
        distance_km=near.km,
    )


def _may_be_told(near: Nearby, place: Place, is_complete: bool) -> bool:
    """Where our list is not complete: those that serve the place or stand near, and no other."""
    service = near.service
    if is_complete or service.area is not None or service.diseases:
        return True
    is_near = near.km is not None and near.km <= NEAR_KM
    return is_near or service.department == place.department


def _by_distance(near: Nearby) -> tuple[bool, float, str, str, str]:
    service = near.service
    return (near.km is None, near.km or 0.0, service.department, service.name, service.slug)


def _core_first(near: Nearby, place: Place) -> tuple[bool, int, bool, bool, tuple]:
    """Without a distance, those of the person's own commune before the others."""
    service = near.service
    is_elsewhere = near.km is None and service.commune != place.insee
    relevance = _rank_of(service.relevance)
    return (not service.diseases, relevance, near.km is None, is_elsewhere, _by_distance(near))


def _from_local_to_national(near: Nearby) -> tuple[bool, int, bool, tuple]:
    service = near.service
    is_national = service.area is not None and service.area.everywhere
    return (not service.diseases, _rank_of(service.relevance), is_national, _by_distance(near))


def _rank_of(relevance: str) -> int:
    return RELEVANCES.index(relevance)


def _once(services: Iterable[Nearby]) -> list[Nearby]:
    return list({near.service.pk: near for near in services}.values())


def _is_child(age: float | None) -> bool:
    return age is not None and age < CHILD_UNTIL


def _is_no_child(age: float | None) -> bool:
    return age is not None and age >= CHILD_UNTIL


def _emergency_nearness(
    near: Nearby, placed: Sequence[Nearby], sure_km: float, age: float | None
) -> Words:
    if near.km is None:
        return wording.IN_DEPARTMENT
    if near is placed[0]:
        is_sure = _is_surely_the_nearest(near, placed, sure_km)
        return wording.NEAREST if is_sure else wording.NEAREST_KNOWN
    for_children = [one for one in placed if one.service.paediatric is not False]
    if near.service.paediatric and near is for_children[0] and not _is_no_child(age):
        is_sure = _is_surely_the_nearest(near, for_children, sure_km)
        return wording.NEAREST_PAEDIATRIC if is_sure else wording.NEAREST_PAEDIATRIC_KNOWN
    return wording.ANOTHER_EMERGENCY


def _is_surely_the_nearest(near: Nearby, rivals: Iterable[Nearby], sure_km: float) -> bool:
    """Nobody unknown can be nearer, nor anyone of whom the position is only probable."""
    if near.km is None or near.km >= sure_km or near.service.precision != "exact":
        return False
    doubtful = [one.km for one in rivals if one.km and one.service.precision != "exact"]
    return all(km - near.km > PROBABLE_WITHIN_KM for km in doubtful)


def _of_paediatrics(service: HeldService) -> Words:
    if service.paediatric is None:
        return wording.PAEDIATRIC_UNKNOWN
    return wording.PAEDIATRIC if service.paediatric else wording.NOT_PAEDIATRIC


def _nearness(near: Nearby, told: Sequence[Nearby], place: Place, sure_km: float) -> Words:
    if near.service.area is not None:
        return _of_area(near.service.area)
    if near.km is None:
        return _where_without_distance(near.service, place)
    if near is min(told, key=_by_distance):
        is_sure = _is_surely_the_nearest(near, told, sure_km)
        return wording.NEAREST if is_sure else wording.NEAREST_KNOWN
    return wording.KNOWN_NEARBY if near.km <= NEAR_KM else wording.IN_TERRITORY


def _of_area(area: Area | None) -> Words:
    is_national = area is not None and area.everywhere
    return wording.SERVES_FRANCE if is_national else wording.SERVES_YOU


def _where_without_distance(service: HeldService, place: Place) -> Words:
    if service.commune == place.insee:
        return wording.IN_COMMUNE
    is_home = service.department == place.department
    return wording.IN_DEPARTMENT if is_home else wording.IN_TERRITORY


def _of_age(service: HeldService, age: float | None) -> Words | None:
    return wording.AGES_TO_CONFIRM if fit_of(service, age) is Fit.UNKNOWN else None


def _of_site(service: HeldService) -> Words | None:
    return wording.SITE_TO_CONFIRM if service.precision == "probable" else None
