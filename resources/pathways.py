"""The pathway template of a disease: its own, else that of an ancestor, else the generic one.

Plain values in both languages, read once with the other resources (`resources.held`): a reading
function asks one small query while nothing changes. What rests on general knowledge is left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from diseases.models import Disease
from foundations.provenance import Evidence
from foundations.words import Words
from resources.care_pathway import PathwayMatch, Template, TemplateStep, Transition
from resources.models import Pathway, PathwayDisease, PathwayStep

ORDER = {part: number for number, part in enumerate(PathwayStep.Part.values)}


@dataclass(frozen=True, slots=True)
class HeldPathways:
    """Every published template; `generic` is None only while there is none to show."""

    by_slug: dict[str, Template]
    by_disease: dict[int, str]
    categories: frozenset[int]
    generic: Template | None

    def for_disease(self, orpha: int, ancestors: Sequence[int]) -> Template | None:
        """The nearest template, completed by the generic one; a category counts for itself only."""
        for code in (orpha, *ancestors):
            slug = self.by_disease.get(code)
            if slug is None or (code != orpha and code in self.categories):
                continue
            return self._completed(
                self.by_slug[slug], code, "exact" if code == orpha else "ancestor"
            )
        return self.generic

    def _completed(self, own: Template, through: int, match: PathwayMatch) -> Template:
        told = {step.part for step in own.steps}
        steps, transition = own.steps, own.transition
        if self.generic is not None:
            missing = [step for step in self.generic.steps if step.part not in told]
            steps = tuple(sorted((*steps, *missing), key=lambda step: ORDER[step.part]))
            transition = transition or self.generic.transition
        return Template(own.slug, own.title, match, through, transition, steps)


def read_pathways() -> HeldPathways:
    """The published templates as the database has them: three queries."""
    steps: dict[str, list[PathwayStep]] = {}
    for step in PathwayStep.objects.published().order_by("position", "pk"):
        steps.setdefault(step.pathway_id, []).append(step)
    rows = list(Pathway.objects.published())
    templates = {row.slug: _template(row, steps.get(row.slug, ())) for row in rows}
    links = PathwayDisease.objects.published().filter(resource__in=list(templates))
    named = list(links.values_list("disease", "resource", "disease__type"))
    generic = next((templates[row.slug] for row in rows if row.generic), None)
    return HeldPathways(
        by_slug=templates,
        by_disease={orpha: slug for orpha, slug, _type in named},
        categories=frozenset(orpha for orpha, _slug, type_ in named if type_ == Disease.CATEGORY),
        generic=generic,
    )


def _template(row: Pathway, steps: Iterable[PathwayStep]) -> Template:
    transition = None
    if row.transition_from is not None and row.transition_to is not None:
        transition = Transition(row.transition_from, row.transition_to)
    told = [_step(step, of_disease=not row.generic) for step in steps]
    return Template(
        slug=row.slug,
        title=Words(fr=row.title_fr, en=row.title_en),
        match="generic",
        through=None,
        transition=transition,
        steps=tuple(sorted(told, key=lambda step: ORDER[step.part])),
    )


def _step(step: PathwayStep, of_disease: bool) -> TemplateStep:
    return TemplateStep(
        part=step.part,
        title=Words(fr=step.title_fr, en=step.title_en),
        text=Words(fr=step.text_fr, en=step.text_en),
        url=step.url,
        source=step.source,
        source_url=step.source_url,
        to_verify=step.evidence == Evidence.TO_VERIFY,
        of_disease=of_disease,
    )
