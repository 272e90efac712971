"""Which template of a pathway a disease is shown with, and what completes it."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from diseases.models import Disease
from foundations.models import Correction
from foundations.provenance import Evidence
from resources.for_disease import counting_ancestors, pathway_for, resources_for
from resources.models import Pathway, PathwayDisease, PathwayStep
from resources.pathways import Transition
from tests.importers.conftest import change, load, shipped, with_value, without

__all__ = ["load", "shipped"]

pytestmark = pytest.mark.django_db

HUNTINGTON, SICKLE_CELL, NF1, LYELL, DRESS = 399, 232, 636, 537, 139402
MARFAN, STEROID_SENSITIVE, ATTR_V30M = 558, 69061, 85447
TEMPLATES = {
    HUNTINGTON: "huntington",
    SICKLE_CELL: "drepanocytose",
    NF1: "neurofibromatose-1",
    LYELL: "toxidermies-graves",
    36426: "toxidermies-graves",
    DRESS: "toxidermies-graves",
    3002: "cytopenies-auto-immunes",
    98375: "cytopenies-auto-immunes",
    357502: "syndrome-nephrotique-idiopathique",
    269: "dystrophie-facio-scapulo-humerale",
    330001: "amylose-cardiaque",
    586: "mucoviscidose",
}


def template_of(orpha: int):
    return pathway_for(orpha, counting_ancestors(orpha))


@pytest.mark.parametrize(("orpha", "slug"), TEMPLATES.items())
def test_the_networks_of_the_platform_have_their_template(orpha, slug):
    found = template_of(orpha)
    assert (found.slug, found.match, found.through) == (slug, "exact", orpha)
    for part in ("recent_diagnosis", "before", "stage", "after"):
        assert found.part(part), part
        assert all(step.of_disease for step in found.part(part)) or part == "before"


def test_every_line_is_a_row():
    assert Pathway.objects.count() == 10
    assert PathwayStep.objects.count() == 148
    assert PathwayDisease.objects.count() == 17


def test_any_other_disease_has_the_generic_template():
    found = template_of(MARFAN)
    assert (found.slug, found.match, found.through) == ("generique", "generic", None)
    assert found == pathway_for(9_999_999, [])
    told = {part: len(found.part(part)) for part in PathwayStep.Part.values}
    assert told.pop("stage") == 0  # the stages of a disease are its own
    assert all(told.values())


def test_steps_come_part_by_part_in_their_order():
    steps = [step.part for step in template_of(HUNTINGTON).steps]
    assert steps == sorted(steps, key=PathwayStep.Part.values.index)
    titles = [step.title.fr for step in template_of(HUNTINGTON).part("stage")]
    assert titles[0] == "Se savoir à risque, et le test"
    assert titles[-1] == "Dire ses volontés"


def test_a_part_that_the_template_leaves_out_is_the_generic_one():
    generic, own = template_of(MARFAN), template_of(HUNTINGTON)
    assert own.part("rights") == generic.part("rights")
    assert not any(step.of_disease for step in own.part("rights"))
    assert own.part("before") != generic.part("before")
    assert template_of(NF1).part("education")[0].title.fr == "Le programme d’Henri-Mondor"


def test_the_nearest_ancestor_lends_its_template():
    found = template_of(STEROID_SENSITIVE)
    assert (found.match, found.through) == ("ancestor", 357502)
    assert pathway_for(STEROID_SENSITIVE, [SICKLE_CELL, 357502]).through == SICKLE_CELL


def test_a_category_lends_its_template_to_nobody():
    category = Disease.objects.get(orpha=275752)
    assert category.type == Disease.CATEGORY
    assert pathway_for(275752, []).slug == "drepanocytose"
    assert pathway_for(MARFAN, [275752]).slug == "generique"


def test_a_neuropathy_is_not_led_to_a_cardiologist():
    """The V30M form of hereditary amyloidosis is one of the nerves."""
    assert template_of(ATTR_V30M).match == "generic"


def test_both_sides_are_shown_around_the_coming_of_age():
    band = template_of(HUNTINGTON).transition
    assert band == template_of(MARFAN).transition == Transition(15, 25)
    assert [band.includes(age) for age in (14.9, 15, 18, 25.9, 26, None)] == [
        *(False, True, True, True, False, False)
    ]
    Pathway.objects.filter(slug="mucoviscidose").update(transition_from=16, transition_to=20)
    assert template_of(586).transition == Transition(16, 20)


def test_what_is_not_sourced_says_so_and_general_knowledge_is_hidden():
    step = template_of(HUNTINGTON).part("before")[0]
    assert step.to_verify
    assert step.source
    PathwayStep.objects.filter(pathway="huntington", part="before").update(
        evidence=Evidence.GENERAL_KNOWLEDGE
    )
    after = template_of(HUNTINGTON).part("before")
    assert after == template_of(MARFAN).part("before")
    PathwayDisease.objects.filter(disease=HUNTINGTON).update(evidence=Evidence.GENERAL_KNOWLEDGE)
    assert template_of(HUNTINGTON).match == "generic"


def test_a_hidden_template_gives_way_to_the_generic_one():
    Pathway.objects.filter(slug="huntington").update(evidence=Evidence.GENERAL_KNOWLEDGE)
    assert template_of(HUNTINGTON).slug == "generique"
    Pathway.objects.filter(slug="generique").update(evidence=Evidence.GENERAL_KNOWLEDGE)
    assert template_of(HUNTINGTON) is None
    assert template_of(NF1).part("rights") == ()


def test_an_edit_in_the_database_changes_the_answer():
    assert "Appelez le 15" in template_of(LYELL).part("before")[0].text.fr
    PathwayStep.objects.filter(pathway="toxidermies-graves", part="before", position=1).update(
        text_fr="Appelez le 15 sans attendre."
    )
    assert template_of(LYELL).part("before")[0].text.fr == "Appelez le 15 sans attendre."


@pytest.mark.parametrize("orpha", [HUNTINGTON, MARFAN, 9_999_999])
def test_it_takes_one_query(orpha, django_assert_num_queries):
    ancestors = counting_ancestors(orpha)
    resources_for(orpha, ancestors)
    with django_assert_num_queries(1):  # the version alone
        assert pathway_for(orpha, ancestors) is not None


def test_a_second_load_changes_nothing(load):
    diffs = load()
    assert diffs["étapes des parcours types"].unchanged == 148
    assert all(diffs[title].is_empty for title in diffs)


def test_a_disease_that_moves_to_another_template_is_a_change(load, shipped):
    change(
        shipped / "pathways" / "pathway_diseases.csv",
        with_value({"orpha": str(DRESS)}, resource="generique"),
    )
    diff = load()["maladies des parcours types"]
    assert (diff.added, diff.changed, diff.removed) == (0, 1, 0)


def test_a_template_that_goes_takes_its_steps(load, shipped):
    change(shipped / "pathways" / "pathways.csv", without(slug="mucoviscidose"))
    change(shipped / "pathways" / "pathway_steps.csv", without(pathway="mucoviscidose"))
    change(shipped / "pathways" / "pathway_diseases.csv", without(resource="mucoviscidose"))
    assert load()["parcours types"].removed == 1
    assert template_of(586).match == "generic"


@pytest.mark.parametrize(
    ("column", "wrong"), [("part", "milieu"), ("pathway", "inconnu"), ("text_en", "")]
)
def test_a_step_that_is_not_as_announced_is_refused_with_its_line(shipped, column, wrong):
    change(
        shipped / "pathways" / "pathway_steps.csv",
        with_value({"pathway": "huntington", "part": "before", "position": "1"}, **{column: wrong}),
    )
    with pytest.raises(CommandError, match=rf"pathway_steps\.csv:\d+: {column}"):
        call_command("load_data")


def test_an_editor_s_words_stand(load):
    step = PathwayStep.objects.get(pathway="huntington", part="before", position=1)
    said = step.text_fr
    PathwayStep.objects.filter(pk=step.pk).update(text_fr="Autre texte.")
    Correction.objects.create(
        model="resources.pathwaystep", key=str(step.pk), field="text_fr", source_value=said
    )
    load()
    assert template_of(HUNTINGTON).part("before")[0].text.fr == "Autre texte."


@pytest.mark.parametrize(
    "wrong",
    [{"transition_from": 20}, {"transition_to": 14}, {"transition_from": 26, "transition_to": 20}],
)
def test_the_ages_of_the_handover_go_together(wrong):
    with pytest.raises(IntegrityError, match="transition"), transaction.atomic():
        Pathway.objects.filter(slug="huntington").update(**wrong)


def test_there_is_one_generic_template():
    with pytest.raises(IntegrityError, match="one_generic"), transaction.atomic():
        Pathway.objects.filter(slug="huntington").update(generic=True)
