"""The sheet as a page: everything that the answer says, and what one needs to call."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format

from foundations.version import current_version
from routing.orientation import orient
from routing.question import Question
from structures.models import Centre
from tests.routing.sheet.conftest import (
    BREST_NF1,
    CRETEIL_HUNTINGTON,
    LE_LAMENTIN_FSHD,
    MELUN_DRESS,
    NO_AGE,
    NO_DIAGNOSIS,
    OUT_OF_SCOPE,
    PROVINS_SICKLE_CELL,
    QUESTIONS,
    post,
    post_for_pdf,
    squeezed,
    words_of,
)

pytestmark = pytest.mark.django_db


def answer_to(fields: dict[str, str]):
    return orient(
        Question(
            commune=fields["commune"],
            orpha=int(fields["orpha"]) if "orpha" in fields else None,
            no_diagnosis="no_diagnosis" in fields,
            age=float(fields["age"]) if "age" in fields else None,
        )
    )


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_the_sheet_says_all_that_the_answer_says_in_its_order(client: Client, question) -> None:
    answer = answer_to(question)
    words = words_of(post(client, question))
    for steps in (answer.ladder, *answer.ladders.values()):
        position = 0
        for step in steps:
            name = step.centre.name if step.centre else step.instruction.title.fr
            position = words.index(squeezed(name), position)
            for reason in step.reasons:
                assert squeezed(reason.text.fr) in words
    for notice in answer.notices:
        assert squeezed(notice.text.fr) in words
    for number in ("15", "112", "114"):
        assert number in words


def test_a_centre_has_its_minutes_its_phone_with_its_year_and_its_access(client: Client) -> None:
    words = words_of(post(client, CRETEIL_HUNTINGTON)).replace("\u00a0", " ")
    assert "3 à 7 min en voiture (estimation) 2 km à vol d’oiseau" in words
    assert "01 49 81 21 11 standard de l’hôpital, numéro de 2020" in words
    assert "Centre de référence maladies rares (CRMR), coordonnateur · Adultes" in words
    assert "Sur lettre d’un médecin, le plus souvent" in words
    assert "Page officielle (esmaramaladiesrares.fr)" in words


def test_a_line_without_a_number_sends_to_its_page(client: Client) -> None:
    words = words_of(post(client, MELUN_DRESS))
    assert "avis urgent, pour les médecins : Numéro sur la page officielle (fimarad.org)" in words


def test_reservations_are_printed_too(client: Client) -> None:
    words = words_of(post(client, PROVINS_SICKLE_CELL))
    assert "La source de ce label est antérieure à 2017 : à vérifier auprès du centre." in words
    assert "· à vérifier" in words


def test_what_is_of_another_territory_has_no_distance(client: Client) -> None:
    words = words_of(post(client, LE_LAMENTIN_FSHD))
    assert "Dans un autre territoire : ni distance ni temps de trajet comparables." in words
    assert words.index("La coordination de votre territoire") < words.index(
        "D’abord, votre médecin"
    )


def test_without_an_age_both_columns_stand_under_their_letter(client: Client) -> None:
    response = post(client, NO_AGE)
    words = words_of(response)
    child, adult = words.index("Enfant E1"), words.index("Adulte A1")
    assert child < words.index("E3") < adult < words.index("A3")
    assert "pour un enfant, le carnet de santé" in words
    assert {"E3", "A3"} <= set(re.findall(r"<strong>([EA]\d)</strong>", response.content.decode()))


def test_no_diagnosis_has_its_steps_and_no_map(client: Client) -> None:
    response = post(client, NO_DIAGNOSIS)
    assert response.context["map"] is None
    words = words_of(response)
    assert "Maladies Rares Info Services" in words
    assert "Il n’y a pas encore de diagnostic." in words
    assert "Où c’est" not in words


def test_out_of_scope_says_whom_to_turn_to(client: Client) -> None:
    response = post(client, OUT_OF_SCOPE)
    assert response.context["columns"] == []
    assert "Vers qui se tourner" in words_of(response)
    assert "Vos étapes" not in words_of(response)


def test_the_call_sheet_knows_of_children(client: Client) -> None:
    child, adult = (words_of(post(client, q)) for q in (PROVINS_SICKLE_CELL, CRETEIL_HUNTINGTON))
    assert "le carnet de santé" in child
    assert "pour le premier rendez-vous d’un enfant" in child
    assert "carnet de santé" not in adult
    for words in (child, adult):
        for needed in ("la lettre du médecin", "la carte Vitale", "l’arbre de la famille"):
            assert needed in words
        assert "prescription médicale de transport" in words
        assert "téléconsultation" in words


@pytest.mark.parametrize(
    ("situation", "said"),
    [
        ("confirmed", "La maladie est : Neurofibromatose type 1."),
        ("suspected", "Le médecin pense à : Neurofibromatose type 1. Ce n’est pas confirmé."),
        ("relative", "Une personne de la famille a cette maladie : Neurofibromatose type 1."),
    ],
)
def test_the_call_sheet_says_what_is_known(client: Client, situation: str, said: str) -> None:
    assert said in words_of(post(client, {**BREST_NF1, "situation": situation}))


def test_date_sources_and_version_are_at_the_end(client: Client) -> None:
    words = words_of(post(client, CRETEIL_HUNTINGTON))
    today = date_format(timezone.localdate(), "j F Y")
    assert f"Fiche établie le {today}." in words
    source = Centre.objects.get(slug="huntington-henri-mondor-creteil").source
    assert f"Étape 2 : {squeezed(source)} (esmaramaladiesrares.fr)" in words
    assert f"Annuaire ESMARA, version {current_version()}" in words


def test_a_centre_edited_in_the_database_changes_the_sheet(client: Client) -> None:
    Centre.objects.filter(slug="huntington-henri-mondor-creteil").update(
        name="Centre renommé ce matin", source="Lettre du centre", retrieved_on="2026-11-03"
    )
    words = words_of(post(client, CRETEIL_HUNTINGTON))
    assert "Centre renommé ce matin" in words
    assert "Étape 2 : Lettre du centre (esmaramaladiesrares.fr), relevé le 3 novembre 2026" in words


def test_english_sheet(client: Client) -> None:
    response = post(client, BREST_NF1, "/en")
    words = words_of(response)
    assert "Your steps, in order" in words
    assert "To be read in French: Bonjour." in words
    assert '<html lang="en">' in response.content.decode()


@pytest.mark.parametrize("ask", [post, post_for_pdf])
def test_nothing_of_the_question_is_in_what_surrounds_the_sheet(client: Client, ask) -> None:
    response = ask(client, CRETEIL_HUNTINGTON)
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    headers = " ".join(f"{name}: {value}" for name, value in response.items()).lower()
    for word in ("huntington", "399", "94028", "teil"):
        assert word not in headers


def test_the_page_asks_nothing_of_another_site_and_has_a_neutral_title(client: Client) -> None:
    body = post(client, CRETEIL_HUNTINGTON).content.decode()
    assert "<title>Fiche d’orientation – ESMARA</title>" in body
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", body)
    for source in re.findall(r'\ssrc="([^"]*)"', body):
        assert source.startswith(("data:image/svg+xml", "/static/")), source
    for address in re.findall(r'(?:action|formaction)="([^"]*)"', body):
        assert re.fullmatch(r"/orientation(/fiche(\?format=pdf)?)?", address), address


def test_the_answer_leads_to_its_sheet_without_a_script(client: Client) -> None:
    body = client.post("/orientation", CRETEIL_HUNTINGTON).content.decode()
    form = body[body.index('<form action="/orientation/fiche" method="post">') :]
    kept = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[: form.index("</form>")]))
    assert kept["commune"] == "94028"
    assert kept["orpha"] == "399"
    assert words_of(post(client, kept)) == words_of(post(client, CRETEIL_HUNTINGTON))
    assert '<form action="/orientation/fiche?format=pdf" method="post">' in body


def test_several_communes_are_asked_as_for_the_answer(client: Client) -> None:
    question = {"place": "02400", "disease": "neurofibromatose type 1", "age": "28"}
    for ask in (post, post_for_pdf):
        body = ask(client, question).content.decode()
        assert body.count('name="commune" value="02') == 23


@pytest.mark.parametrize(
    "question",
    [
        {},
        {"place": "00000", "disease": "drépanocytose"},
        {"place": "77300", "disease": "'; DROP TABLE structures_centre; --"},
        {"place": "77300", "disease": "drépanocytose", "age": "-1"},
        {"place": "77300\x00", "disease": "é" * 10_000, "age": "abc"},
        {"commune": "<b>", "orpha": "x"},
    ],
)
@pytest.mark.parametrize("ask", [post, post_for_pdf])
def test_bad_input_is_said_on_a_page(client: Client, ask, question: dict[str, str]) -> None:
    response = ask(client, question)
    assert response.status_code == 200
    assert 'class="errors"' in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "/orientation/fiche?commune=94028&orpha=399",
        "/orientation/fiche?commune=94028",
        "/orientation/fiche?format=docx",
        "/en/orientation/fiche?format=pdf&age=4",
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_address_says_nothing_but_the_format(client: Client, address: str, method) -> None:
    response = getattr(client, method)(address)
    assert response.status_code == 400


@pytest.mark.parametrize("path", ["/orientation/fiche", "/en/orientation/fiche?format=pdf"])
def test_the_address_alone_shows_the_form(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert 'id="id_place"' in response.content.decode()
    assert "no-store" in response["Cache-Control"]


def test_another_site_cannot_post(client: Client) -> None:
    response = client.post(
        "/orientation/fiche", CRETEIL_HUNTINGTON, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert response.status_code == 403


def test_queries_do_not_grow_with_the_steps(client: Client, django_assert_num_queries) -> None:
    """Those of the answer, and three: outlines, sources, version."""
    for question in (CRETEIL_HUNTINGTON, LE_LAMENTIN_FSHD):
        post(client, question)  # the directory and the diseases are then in memory
        with django_assert_num_queries(5):
            post(client, question)


def test_what_matters_most_around_stands_on_paper(client: Client) -> None:
    words = words_of(post(client, CRETEIL_HUNTINGTON))
    block = words[words.index("Aussi utiles") : words.index("Ma feuille d’appel")]
    assert "Urgences" in block
    assert "MDPH" in block
    assert "Huntington" in block


def test_where_no_list_is_complete_no_emergency_department_is_named(client: Client) -> None:
    words = words_of(post(client, {**CRETEIL_HUNTINGTON, "commune": "69381", "place": "Lyon"}))
    assert "Urgences –" not in words


def test_of_a_shared_postcode_the_commune_is_left_to_say(client: Client) -> None:
    words = words_of(post(client, {"place": "77000", "disease": "DRESS", "age": "52"}))
    assert "habite … (77000)" in words


def test_an_answer_that_opens_with_the_emergency_says_it_once(client: Client) -> None:
    assert "C’est urgent ?" not in words_of(post(client, MELUN_DRESS))
    assert "C’est urgent ?" in words_of(post(client, CRETEIL_HUNTINGTON))
