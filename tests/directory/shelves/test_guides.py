"""The guides for patients and the glossary: plain, in two languages, honest about their sources."""

import pytest
from django.test import Client

from foundations.provenance import Evidence
from resources.models import Guide, GuideStep, Term
from tests.directory.shelves.pages import sheet_of, text_of

pytestmark = pytest.mark.django_db


def test_each_guide_shows_its_steps_in_order(client: Client) -> None:
    for guide in Guide.objects.all():
        words = text_of(client.get(f"/ressources/guides/{guide.pk}/"))
        places = [words.index(f"{step.position}. ") for step in guide.steps.all()]
        assert places == sorted(places)
        for step in guide.steps.all():
            assert step.text_fr in words, step
            assert step.source in words
        doubtful = guide.steps.filter(evidence=Evidence.TO_VERIFY).count()
        page = client.get(f"/ressources/guides/{guide.pk}/").content.decode()
        assert page.count('<span class="badge">à vérifier</span>') == doubtful
        assert ("n’a pas encore de source lue" in words) == (doubtful > 0)


def test_a_guide_in_english(client: Client) -> None:
    words = text_of(client.get("/en/ressources/guides/droits/"))
    step = GuideStep.objects.get(guide="droits", position=1)
    assert step.text_en in words
    assert step.text_fr not in words


def test_the_index_leads_to_every_guide(client: Client) -> None:
    page = client.get("/ressources/").content.decode()
    for guide in Guide.objects.all():
        assert f'href="{guide.get_absolute_url()}"' in page


def test_an_acronym_has_its_words_where_the_text_does_not_give_them(client: Client) -> None:
    page = client.get("/ressources/guides/ecole/").content.decode()
    title = "maison départementale des personnes handicapées"
    assert f'<abbr title="{title}">MDPH</abbr>' in page
    assert "Le projet d’accueil individualisé (PAI) note" in page
    assert f"<dt>MDPH – {title}</dt>" in page
    assert page.count("<dt>") == len({"AESH", "CAMSP", "IME", "MDPH", "PAI", "PPS", "SESSAD"})
    Term.objects.filter(acronym="MDPH").update(words_fr="maison corrigée")
    page = client.get("/ressources/guides/ecole/").content.decode()
    assert '<abbr title="maison corrigée">MDPH</abbr>' in page


def test_a_step_leads_to_the_national_directories_of_its_services(client: Client) -> None:
    page = client.get("/ressources/guides/maison/").content.decode()
    assert 'href="https://www.pour-les-personnes-agees.gouv.fr"' in page
    school = client.get("/ressources/guides/ecole/").content.decode()
    assert "handicap.essonne.fr" not in school  # of one department only


def test_what_rests_on_general_knowledge_is_hidden(client: Client) -> None:
    step = GuideStep.objects.get(guide="droits", position=2)
    GuideStep.objects.filter(pk=step.pk).update(evidence=Evidence.GENERAL_KNOWLEDGE)
    assert step.text_fr not in text_of(client.get("/ressources/guides/droits/"))
    Guide.objects.filter(pk="droits").update(evidence=Evidence.GENERAL_KNOWLEDGE)
    assert client.get("/ressources/guides/droits/").status_code == 404
    assert step.text_fr not in client.get("/ressources/guides/tableau.csv").content.decode()


@pytest.mark.parametrize("path", ["guides/ecole/", "glossaire/"])
def test_read_once_while_nothing_changes(client, path, django_assert_num_queries) -> None:
    tag = client.get(f"/ressources/{path}").headers["ETag"]
    with django_assert_num_queries(1):
        response = client.get(f"/ressources/{path}", headers={"If-None-Match": tag})
    assert response.status_code == 304


def test_the_glossary_tells_every_term_once(client: Client) -> None:
    response = client.get("/ressources/glossaire/")
    words = text_of(response)
    for term in Term.objects.all():
        assert f"{term.words_fr} {term.meaning_fr}" in words
        assert response.content.decode().count(f'id="{term.slug}"') == 1
    english = text_of(client.get("/en/ressources/glossaire/"))
    assert all(term.meaning_en in english for term in Term.objects.all())


def test_the_files(client: Client) -> None:
    steps = sheet_of(client.get("/ressources/guides/tableau.csv"))
    assert len(steps) == GuideStep.objects.count()
    assert {line["Preuve"] for line in steps} == {"sourcé", "à vérifier"}
    terms = sheet_of(client.get("/ressources/glossaire/tableau.csv"))
    assert [line["sigle"] for line in terms if line["sigle"] == "CRMR"] == ["CRMR"]
    assert client.get("/ressources/guides/tableau.xlsx").content.startswith(b"PK")
