"""Guides, words, themes, works and figures in their tables; an editor's word stands."""

import pytest
from django.core.management import CommandError, call_command

from foundations.models import Correction
from foundations.version import Watched, current_version
from resources.models import (
    Guide,
    GuideStep,
    PlatformFigure,
    Publication,
    PublicationDisease,
    PublicationUnit,
    ResearchTheme,
    Term,
)
from territories.models import PlatformZonePart
from tests.importers.conftest import change, load, shipped, with_value, without

__all__ = ["load", "shipped"]

pytestmark = pytest.mark.django_db

COUNTS = {
    Guide: 8,
    GuideStep: 60,
    Term: 58,
    ResearchTheme: 18,
    Publication: 1,
    PublicationUnit: 1,
    PublicationDisease: 1,
    PlatformFigure: 6,
}
FIELDS = {
    Guide: "summary_fr",
    GuideStep: "text_fr",
    Term: "meaning_fr",
    ResearchTheme: "title",
    Publication: "note",
    PublicationUnit: "source",
    PublicationDisease: "source",
    PlatformFigure: "note",
}


def test_every_line_is_a_row():
    assert {model: model.objects.count() for model in COUNTS} == COUNTS


def test_a_unit_is_known_by_its_short_address():
    theme = ResearchTheme.objects.get(title="drépanocytose")
    assert theme.unit.slug == "imrb-equipe-transfusion-et-maladies-du-globule-rouge-creteil"
    work = Publication.objects.get()
    assert [unit.slug for unit in work.units.all()] == [
        "laboratoire-d-investigation-clinique-creteil"
    ]


def test_a_second_load_changes_nothing(load):
    diffs = load()
    assert {title for title, diff in diffs.items() if not diff.is_empty} == set()
    assert diffs["étapes des guides"].unchanged == 60


def test_a_correction_survives_and_a_step_that_goes_leaves(load, shipped):
    step = GuideStep.objects.get(guide="ecole", position=2)
    GuideStep.objects.filter(pk=step.pk).update(text_fr="Un texte relu.")
    Correction.objects.create(
        model="resources.guidestep", key=str(step.pk), field="text_fr", source_value=step.text_fr
    )
    change(shipped / "resources" / "guide_steps.csv", without(guide="repit", position="6"))
    assert load()["étapes des guides"].removed == 1
    step.refresh_from_db()
    assert step.text_fr == "Un texte relu."


@pytest.mark.parametrize(
    ("file", "key", "wrong"),
    [
        ("resources/guide_steps", {"guide": "ecole", "position": "2"}, {"category": "ecole"}),
        ("resources/guide_steps", {"guide": "ecole", "position": "2"}, {"guide": "lycee"}),
        ("resources/research_themes", {"title": "vaccins"}, {"unit": "unite-inconnue"}),
        ("resources/publications", {"year": "2012"}, {"doi": "pas un doi"}),
        ("directory/platform_figures", {"value": "250"}, {"what": "lits"}),
    ],
)
def test_what_is_not_as_announced_is_refused_with_its_line(shipped, file, key, wrong):
    change(shipped / f"{file}.csv", with_value(key, **wrong))
    with pytest.raises(CommandError, match=rf"{file}\.csv:\d+: {next(iter(wrong))}"):
        call_command("load_data")


@pytest.mark.parametrize("model", FIELDS)
def test_writing_makes_a_new_version(model):
    before = current_version(Watched.RESOURCES)
    model.objects.filter(pk=model.objects.first().pk).update(**{FIELDS[model]: "autre chose"})
    assert current_version(Watched.RESOURCES) > before


def test_the_parts_of_a_zone_make_a_version_too():
    before = current_version(Watched.RESOURCES)
    PlatformZonePart.objects.update(note="relue")
    assert current_version(Watched.RESOURCES) > before
