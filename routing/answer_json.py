"""The Orientation as the public contract writes it: JSON, and GeoJSON for maps.

Sentences are in the language of the request; names stay as their sources write them.
"""

from dataclasses import asdict
from typing import Any

from foundations.spoken import in_one_language, said
from resources.care_pathway import Template
from routing.answer import (
    CentreCard,
    DiseaseCard,
    Documents,
    Instruction,
    Lateral,
    Link,
    Match,
    Notice,
    Orientation,
    PhoneLine,
    SiteCard,
    Step,
    Transition,
    Travel,
)
from routing.around.shelves import GROUPS
from territories.place import Place

JSON = dict[str, Any]


@in_one_language()
def as_json(orientation: Orientation) -> JSON:
    return {
        "status": orientation.status,
        "place": _place(orientation.place),
        "places": [_place(place) for place in orientation.places],
        "disease": _disease(orientation.disease),
        "diseases": [_disease(disease) for disease in orientation.diseases],
        "age": orientation.age,
        "ladder": [_step(step) for step in orientation.ladder],
        "ladders": {
            name: [_step(step) for step in steps] for name, steps in orientation.ladders.items()
        },
        "alternatives": [_step(step) for step in orientation.alternatives],
        "lateral": [_lateral(lateral) for lateral in orientation.lateral],
        "notices": [_notice(notice) for notice in orientation.notices],
        "documents": _documents(orientation.documents),
        "pathway": _pathway(orientation.pathway),
        "transition": _transition(orientation.transition),
    }


@in_one_language()
def as_geojson(orientation: Orientation) -> JSON:
    """The same answer as an RFC 7946 FeatureCollection: one feature a step, in order.

    A step without a position has a null geometry; `steps` numbers follow the ladder from 1.
    """
    numbered = list(enumerate(orientation.ladder, start=1))
    for steps in orientation.ladders.values():
        numbered += list(enumerate(steps, start=1))
    features = [_feature(step, number) for number, step in numbered]
    features += [_feature(step, None) for step in orientation.alternatives]
    answer = as_json(orientation)
    return {
        "type": "FeatureCollection",
        **_bbox(features),
        "features": features,
        **{name: answer[name] for name in ("status", "place", "disease", "age", "notices")},
    }


def _bbox(features: list[JSON]) -> JSON:
    """West, south, east, north of what has a position; nothing when nothing has one."""
    points = [f["geometry"]["coordinates"] for f in features if f["geometry"]]
    if not points:
        return {}
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return {"bbox": [min(lons), min(lats), max(lons), max(lats)]}


def _feature(step: Step, number: int | None) -> JSON:
    """Its id is that of the centre; an instruction has the name of its rung."""
    site = step.site
    geometry = None
    if site is not None and site.lon is not None:
        geometry = {"type": "Point", "coordinates": [site.lon, site.lat]}
    return {
        "type": "Feature",
        "id": step.centre.slug if step.centre else step.rung,
        "geometry": geometry,
        "properties": {"number": number, **_step(step)},
    }


def _place(place: Place | None) -> JSON | None:
    if place is None:
        return None
    return {
        "commune": place.insee,
        "name": place.name,
        "postcode": place.postcode,
        "postcodes": list(place.postcodes),
        "department": place.department,
        "department_name": place.department_name,
        "territory": place.territory,
        "population": place.population,
        "lon": place.lon,
        "lat": place.lat,
        "precision": place.precision,
    }


def _disease(disease: DiseaseCard | None) -> JSON | None:
    if disease is None:
        return None
    return {
        "orpha": disease.orpha,
        "name": disease.name,
        "level": disease.level,
        "filiere": disease.filiere,
        "matched": disease.matched,
    }


def _step(step: Step) -> JSON:
    return {
        "grade": step.grade,
        "rung": step.rung,
        "roles": list(step.roles),
        "centre": _centre(step.centre),
        "site": _site(step.site),
        "instruction": _instruction(step.instruction),
        "match": _match(step.match),
        "distance_km": step.distance_km,
        "travel": _travel(step.travel),
        "access": step.access,
        "reasons": [{"code": reason.code, "text": said(reason.text)} for reason in step.reasons],
    }


def _centre(centre: CentreCard | None) -> JSON | None:
    if centre is None:
        return None
    network = centre.network
    return {
        "slug": centre.slug,
        "name": centre.name,
        "label": centre.label,
        "network": {
            "slug": network.slug,
            "name": network.name,
            "coverage": network.coverage,
            "known": network.known,
            "announced": network.announced,
        },
        "filiere": centre.filiere,
        "phones": [_phone(phone) for phone in centre.phones],
        "page_url": centre.page_url,
        "official_url": centre.official_url,
        "label_note": centre.label_note,
        "label_vintage": centre.label_vintage,
        "clinic_of": centre.clinic_of,
        "clinic_days": centre.clinic_days,
        "audience": centre.audience,
        "age_min": centre.age_min,
        "age_max": centre.age_max,
        "evidence": centre.evidence,
        "verified_on": _date(centre.verified_on),
    }


def _phone(phone: PhoneLine) -> JSON:
    return {
        "number": phone.number,
        "kind": phone.kind,
        "as_of": _date(phone.as_of),
        "hours": phone.hours,
        "url": phone.url,
    }


def _site(site: SiteCard | None) -> JSON | None:
    if site is None:
        return None
    return {
        "name": site.name,
        "finess": site.finess,
        "commune": site.commune,
        "commune_name": site.commune_name,
        "address": site.address,
        "postal_line": site.postal_line,
        "department": site.department,
        "territory": site.territory,
        "lon": site.lon,
        "lat": site.lat,
        "precision": site.precision,
    }


def _instruction(instruction: Instruction | None) -> JSON | None:
    if instruction is None:
        return None
    return {
        "title": said(instruction.title),
        "text": said(instruction.text),
        "links": _links(instruction.links),
    }


def _match(match: Match | None) -> JSON | None:
    if match is None:
        return None
    return {"level": match.level, "orpha": match.orpha, "name": match.name}


def _travel(travel: Travel | None) -> JSON | None:
    if travel is None:
        return None
    return {
        "minutes_low": travel.minutes_low,
        "minutes_high": travel.minutes_high,
        "mode": travel.mode,
        "method": travel.method,
    }


def _lateral(lateral: Lateral) -> JSON:
    structure: Any = lateral.structure
    if structure:
        structure = {**structure, "phones": [_phone(phone) for phone in structure["phones"]]}
    return {
        "kind": lateral.kind,
        "group": lateral.group,
        "title": GROUPS[lateral.group].fr,
        "structure": structure,
        "distance_km": lateral.distance_km,
        "reason": lateral.reason.fr,
        "notice": lateral.notice.fr if lateral.notice else None,
        "links": _links(lateral.links),
    }


def _notice(notice: Notice) -> JSON:
    return {"code": notice.code, "text": said(notice.text), "links": _links(notice.links)}


def _documents(documents: Documents) -> JSON:
    """Protocols, meetings and emergency cards: their fields are those of the answer's own cards."""
    return {name: [asdict(one) for one in getattr(documents, name)] for name in DOCUMENTS}


DOCUMENTS = ("protocols", "meetings", "emergency_cards")


def _pathway(template: Template | None) -> JSON | None:
    if template is None:
        return None
    return {
        "slug": template.slug,
        "title": said(template.title),
        "match": template.match,
        "orpha": template.through,
        "steps": [
            {
                "part": step.part,
                "title": said(step.title),
                "text": said(step.text),
                "url": step.url,
                "source": step.source,
                "source_url": step.source_url,
                "evidence": "to_verify" if step.to_verify else "sourced",
            }
            for step in template.steps
        ],
    }


def _transition(transition: Transition | None) -> JSON | None:
    if transition is None:
        return None
    return {
        "child": _step(transition.child) if transition.child else None,
        "adult": _step(transition.adult) if transition.adult else None,
    }


def _links(links: tuple[Link, ...]) -> list[JSON]:
    return [{"text": said(link.text), "url": link.url} for link in links]


def _date(day: Any) -> str | None:
    return day.isoformat() if day else None
