"""The associations, research and trainings of a disease, as lines beside the ladder."""

from collections.abc import Iterator
from datetime import date

from resources.for_disease import Found, Resources
from resources.models import Association
from routing.answer import Lateral, PhoneLine
from routing.around import wording
from routing.words import Words
from territories.place import Place


def associations(found: Resources, place: Place) -> Iterator[Lateral]:
    """Those of the disease, of the groups above it, then of its filière; a local one is for those
    who live in its department."""
    for line in found.associations:
        if _is_here(line.resource, place):
            yield Lateral(
                kind="association",
                group="associations",
                structure=association_card(line),
                reason=_through(line),
            )


def association_card(found: Found[Association]) -> dict[str, object]:
    """As the card of a service, for what an association has of it."""
    one = found.resource
    as_of = date(one.contact_year, 1, 1) if one.contact_year else None
    return {
        "slug": one.slug,
        "kind": "association",
        "name": one.name,
        "concerns": one.concerns,
        "department": one.department_id or "",
        "phones": (PhoneLine(one.phone, "association", as_of),) if one.phone else (),
        "official_url": one.website,
        "evidence": "to_verify" if found.to_verify else one.evidence,
    }


def _is_here(one: Association, place: Place) -> bool:
    return one.scope != Association.Scope.LOCAL or one.department_id in (None, place.department)


def _through(found: Found[Association]) -> Words:
    if found.match == "filiere" or found.through is None:
        return wording.OF_THE_FILIERE
    if found.match == "exact":
        return wording.OF_THE_DISEASE
    return wording.of_the_group(found.through.name)
