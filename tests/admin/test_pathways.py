"""A pathway template edited in the back office is the one that is shown, and imports leave it."""

import pytest
from django.core.management import call_command

from foundations.models import Correction
from resources.for_disease import pathway_for, resources_for
from resources.models import Pathway, Trial
from tests.admin.test_corrections import change, corrections

HUNTINGTON = 399
TEXT = "Voyez d’abord votre médecin, ou un neurologue."


@pytest.fixture
def huntington(db) -> Pathway:
    return Pathway.objects.get(slug="huntington")


def first_step() -> str:
    return pathway_for(HUNTINGTON, []).part("before")[0].text.fr


def test_a_form_sent_back_untouched_corrects_nothing(gestion, huntington):
    assert change(gestion, huntington).status_code == 302
    assert change(gestion, Trial.objects.get(slug="mig-hd")).status_code == 302
    assert corrections() == {}


def test_a_new_text_is_shown_and_survives_an_import(gestion, huntington):
    said = first_step()
    ordered = list(huntington.steps.order_by("part", "position"))
    (number,) = [i for i, s in enumerate(ordered) if (s.part, s.position) == ("before", 1)]
    change(gestion, huntington, **{f"steps-{number}-text_fr": TEXT})
    assert first_step() == TEXT
    key = str(ordered[number].pk)
    assert corrections() == {("resources.pathwaystep", key, "text_fr"): said}
    call_command("load_data", force=True, verbosity=0)
    assert first_step() == TEXT
    assert Correction.objects.count() == 1


def test_a_step_that_an_editor_adds_is_shown(gestion, huntington):
    number = huntington.steps.count()
    step = {
        "part": "rights",
        "position": "1",
        "title_fr": "Permis de conduire",
        "title_en": "Driving licence",
        "text_fr": "Parlez-en à un médecin agréé.",
        "text_en": "Talk to an approved doctor.",
        "evidence": "sourced",
        "source": "Un éditeur",
    }
    fields = {f"steps-{number}-{name}": value for name, value in step.items()}
    fields["steps-TOTAL_FORMS"] = str(number + 1)
    assert change(gestion, huntington, **fields).status_code == 302
    (shown,) = pathway_for(HUNTINGTON, []).part("rights")
    assert shown.title.en == "Driving licence"


def test_two_steps_of_one_rank_are_refused_with_words(gestion, huntington):
    ordered = list(huntington.steps.order_by("part", "position"))
    (number,) = [i for i, s in enumerate(ordered) if (s.part, s.position) == ("before", 2)]
    response = change(gestion, huntington, **{f"steps-{number}-position": "1"})
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert corrections() == {}


def test_a_site_is_shown_once_an_editor_confirms_it(gestion, db):
    trial = Trial.objects.get(slug="proof-hd")
    change(gestion, trial, site_confirmed="on")
    found = {one.resource.slug: one.resource for one in resources_for(HUNTINGTON, []).trials}
    assert found["proof-hd"].confirmed_site == "Hôpital Henri-Mondor (Créteil)"
