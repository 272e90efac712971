"""data/pathways/ -> the templates of pathways, their steps, and the diseases of each."""

from importers.feed import Feed
from importers.shelves import PATHWAY, links, table
from resources.models import Pathway, PathwayDisease, PathwayStep

COLUMNS = ("slug", "title_fr", "title_en", "generic", "transition_from", "transition_to")
STEP = ("part", "position", "title_fr", "title_en", "text_fr", "text_en", "url")


def feeds() -> list[Feed]:
    """The tables of pathways, parents first."""
    return [
        table("parcours types", "pathways/pathways", Pathway, COLUMNS),
        links(
            "maladies des parcours types",
            "pathways/pathway_diseases",
            Pathway,
            PathwayDisease,
            key=("disease",),
        ),
        table(
            "étapes des parcours types",
            "pathways/pathway_steps",
            PathwayStep,
            STEP,
            PATHWAY,
            key=("pathway", "part", "position"),
        ),
    ]
