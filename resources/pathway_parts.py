"""A pathway template as people read it: part by part, in order."""

from dataclasses import dataclass

from resources.care_pathway import Template, TemplateStep
from resources.models import PathwayStep


@dataclass(frozen=True, slots=True)
class PathwayPart:
    """`title` is in the language of the page; `code` is one of `PathwayStep.Part`."""

    code: str
    title: str
    steps: tuple[TemplateStep, ...]


def parts_of(template: Template | None) -> list[PathwayPart]:
    """Parts without a step are left out."""
    if template is None:
        return []
    parts = [
        PathwayPart(part.value, str(part.label), template.part(part)) for part in PathwayStep.Part
    ]
    return [part for part in parts if part.steps]
