"""data/resources/: the guides for patients and the glossary, our own words in two languages."""

from importers.feed import Feed
from importers.shelves import GUIDE, table
from resources.models import Guide, GuideStep, Term

COLUMNS = ("slug", "kind", "position", "title_fr", "title_en", "summary_fr", "summary_en")
STEP = ("position", "title_fr", "title_en", "text_fr", "text_en", "category", "url")
TERM = ("slug", "acronym", "words_fr", "words_en", "meaning_fr", "meaning_en", "url")


def feeds() -> list[Feed]:
    """The tables of guides, parents first."""
    return [
        table("guides", "resources/guides", Guide, COLUMNS),
        table(
            "étapes des guides",
            "resources/guide_steps",
            GuideStep,
            STEP,
            GUIDE,
            key=("guide", "position"),
        ),
        table("glossaire", "resources/glossary", Term, TERM),
    ]
