"""Guides, words, themes, works and figures edited in the back office: shown at once, kept."""

import pytest
from django.core.management import call_command
from django.test import Client

from foundations.models import Correction
from resources.models import Guide, PlatformFigure, Publication, ResearchTheme, Term
from tests.admin.html_form import send
from tests.admin.test_corrections import change, corrections

pytestmark = pytest.mark.django_db

TEXT = "Demandez un rendez-vous à la direction de l’école."


@pytest.mark.parametrize("model", [Guide, Term, ResearchTheme, Publication, PlatformFigure])
def test_a_form_sent_back_untouched_corrects_nothing(gestion, model):
    assert change(gestion, model.objects.first()).status_code == 302
    assert corrections() == {}


def test_a_new_text_is_shown_and_survives_an_import(gestion):
    change(gestion, Guide.objects.get(slug="ecole"), **{"steps-0-text_fr": TEXT})
    call_command("load_data", force=True, verbosity=0)
    assert TEXT in Client().get("/ressources/guides/ecole/").content.decode()
    assert Correction.objects.count() == 1


def test_a_work_that_an_editor_adds_is_shown_by_its_unit(gestion):
    unit = ResearchTheme.objects.get(title="drépanocytose").unit
    response = send(
        gestion,
        "/gestion/resources/publication/add/",
        "publication_form",
        **{
            "title": "Un travail ajouté par une éditrice",
            "slug": "un-travail-ajoute",
            "year": "2024",
            "evidence": "sourced",
            "source": "La page de l’unité",
            "signatures-TOTAL_FORMS": "1",
            "signatures-0-unit": str(unit.pk),
            "signatures-0-evidence": "sourced",
            "signatures-0-source": "La page de l’unité",
        },
    )
    assert response.status_code == 302
    page = Client().get("/ressources/recherche/").content.decode()
    assert "Un travail ajouté par une éditrice" in page


def test_a_wrong_doi_is_refused_with_words(gestion):
    response = change(gestion, Publication.objects.get(), doi="doi:12")
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()


def test_a_figure_noted_twice_is_refused_with_words(gestion):
    response = change(gestion, PlatformFigure.objects.get(pk="centres-37"), value="32")
    assert response.status_code == 200
    assert "Ce nombre est déjà noté" in response.content.decode()
