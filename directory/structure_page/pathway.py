"""How care is organised for the diseases of a centre: the templates that name them, else the one
that stands for every rare disease. Two queries at most, while nothing changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from directory.structure_page.reading import Subject
from directory.structure_page.who import Named
from resources.care_pathway import Template
from resources.for_disease import counting_ancestors_of
from resources.held import current_resources
from resources.pathway_parts import PathwayPart, parts_of
from structures.models import Structure

KINDS_OF_CARE = {
    Structure.Kind.CENTRE,
    Structure.Kind.MEDICO_SOCIAL,
    Structure.Kind.PARAMEDICAL,
}


@dataclass(frozen=True, slots=True)
class DrawnPathway:
    template: Template
    parts: tuple[PathwayPart, ...]


def pathways_of(subject: Subject, diseases: Sequence[Named]) -> list[DrawnPathway]:
    """Each template once, those of its diseases alone when there are any.

    A service that names no disease has none: it is one of the helps on everybody's way. Nor has a
    place where nobody is cared for.
    """
    if subject.structure.kind not in KINDS_OF_CARE or (subject.centre is None and not diseases):
        return []
    held = current_resources().pathways
    above = counting_ancestors_of([named.disease.orpha for named in diseases])
    found = [held.for_disease(orpha, ancestors) for orpha, ancestors in above.items()]
    own = {one.slug: one for one in found if one is not None and one.match != "generic"}
    if not own and subject.centre is not None and held.generic is not None:
        own = {held.generic.slug: held.generic}
    return [DrawnPathway(one, tuple(parts_of(one))) for one in own.values()]
