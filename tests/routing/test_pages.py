"""The finder and its answer as pages: headers, words, choices kept, nothing lost."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.test import Client
from django.utils import translation

from routing.forms import NotAnAge, parse_age
from routing.orientation import orient
from routing.question import Question
from structures.models import Centre

pytestmark = pytest.mark.django_db

FONTAINEBLEAU, NF1 = "77186", 636
QUESTION = {"place": "77300", "disease": "neurofibromatose type 1", "age": "28"}


@pytest.fixture(autouse=True)
def in_french() -> Iterator[None]:
    """A page asked for in English leaves its language behind in the test's thread."""
    with translation.override("fr"):
        yield


def text_of(response) -> str:
    """The words of a page, without its tags, one space between them."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.mark.parametrize(
    ("typed", "years"),
    [
        ("", None),
        ("0", 0),
        ("45", 45),
        (" 45 ans ", 45),
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("3 mois", 0.25),
        ("18 mois", 1.5),
        ("2 ans et demi", 2.5),
        ("moins d'un an", 0.5),
        ("Moins d’un an", 0.5),
        ("nouveau-né", 0.5),
        ("125", 125),
        ("10 jours", 0.027),
        ("0.083", 0.083),
        ("28 years old", 28),
    ],
)
def test_ages_as_people_type_them(typed: str, years: float | None) -> None:
    assert parse_age(typed) == years


@pytest.mark.parametrize(
    "typed", ["-1", "126", "300", "abc", "4 5", "1e3", "99999999999", "nan", "inf", "x" * 10_000]
)
def test_what_is_no_age_is_refused_with_words(typed: str) -> None:
    with pytest.raises(NotAnAge, match=r"âge"):
        parse_age(typed)


@pytest.mark.parametrize("path", ["/", "/orientation", "/en/", "/en/orientation"])
def test_pages_set_no_cookie_and_keep_the_policy(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert response["Referrer-Policy"] == "no-referrer"
    assert "default-src 'self'" in response["Content-Security-Policy"]
    body = response.content.decode()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", body)
    for script in re.findall(r"<script\b[^>]*>", body):
        assert "src=" in script or 'type="application/json"' in script
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//(?!esmara)", body.split("<footer")[0])


def test_answer_is_kept_by_nobody(client: Client) -> None:
    response = client.post("/orientation", QUESTION)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert "<title>Votre orientation – ESMARA</title>" in response.content.decode()


def test_the_page_shows_the_steps_of_the_one_answer_in_order(client: Client) -> None:
    answer = orient(Question(commune=FONTAINEBLEAU, orpha=NF1, age=28))
    words = text_of(client.post("/orientation", QUESTION))
    position = 0
    for number, step in enumerate(answer.ladder, start=1):
        position = words.index(f"Étape {number} sur {len(answer.ladder)}", position)
        name = step.centre.name if step.centre else step.instruction.title.fr
        position = words.index(" ".join(name.split()), position)
        for reason in step.reasons:
            assert " ".join(reason.text.fr.split()) in words
    for notice in answer.notices:
        assert " ".join(notice.text.fr.split()) in words


def test_a_part_of_the_page_is_its_main_element_alone(client: Client) -> None:
    part = client.post("/orientation", QUESTION, headers={"X-Part": "main"}).content.decode()
    assert part.strip().startswith("<main")
    assert "<html" not in part
    assert "<footer" not in part


def test_another_site_cannot_post_a_question(client: Client) -> None:
    response = client.post("/orientation", QUESTION, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 403
    assert "Cette demande n’est pas acceptée" in text_of(response)


def test_a_choice_holds_only_for_the_text_it_was_made_for(client: Client) -> None:
    chosen = {"commune": FONTAINEBLEAU, "commune_text": "Fontainebleau (77300)"}
    kept = client.post("/orientation", {**QUESTION, **chosen, "place": "Fontainebleau (77300)"})
    assert "depuis Fontainebleau (77300)" in text_of(kept)
    changed = client.post("/orientation", {**QUESTION, **chosen, "place": "94000"})
    assert "depuis Créteil (94000)" in text_of(changed)


def test_the_fields_of_a_link_are_enough(client: Client) -> None:
    response = client.post("/orientation", {"commune": FONTAINEBLEAU, "orpha": NF1, "age": "28"})
    assert "Neurofibromatose type 1" in text_of(response)
    assert "#v=1" not in response.content.decode()
    assert (
        f'data-copy="v=1&amp;c={FONTAINEBLEAU}&amp;d={NF1}&amp;a=28"' in response.content.decode()
    )


def test_several_communes_are_a_group_of_radio_buttons(client: Client) -> None:
    response = client.post("/orientation", {**QUESTION, "place": "02400"})
    body = response.content.decode()
    assert body.count('name="commune" value="02') == 23
    assert "23 possibles pour « 02400 »" in text_of(response)
    assert "habitants" in text_of(response)
    assert 'type="hidden" name="disease" value="neurofibromatose type 1"' in body
    assert 'type="hidden" name="age" value="28"' in body


def test_communes_of_one_postcode_with_the_same_steps_are_answered_at_once(client: Client) -> None:
    question = {"place": "51300", "disease": "maladie de Huntington", "age": "45"}
    response = client.post("/orientation", question)
    words, body = text_of(response), response.content.decode()
    assert "depuis le code postal 51300 (46 communes)" in words
    assert "les étapes sont les mêmes pour toutes" in words
    assert "Distances et temps sont comptés depuis Vitry-le-François" in words
    assert "Étape 1 sur" in words
    assert body.count('type="radio" name="commune" value="51') == 46
    assert 'value="51300"' in body


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"place": ""}, "place"),
        ({"place": "00000"}, "place"),
        ({"place": "x" * 10_000}, "place"),
        ({"place": "'; DROP TABLE structures_centre; --"}, "place"),
        ({"disease": ""}, "disease"),
        ({"disease": "<script>alert(1)</script>"}, "disease"),
        ({"disease": "é" * 10_000}, "disease"),
        ({"age": "-1"}, "age"),
        ({"age": "300"}, "age"),
        ({"age": "abc"}, "age"),
        ({"place": "77300\x00"}, "place"),
    ],
)
def test_bad_input_is_said_and_kept(client: Client, changed: dict[str, str], field: str) -> None:
    response = client.post("/orientation", {**QUESTION, **changed})
    body = response.content.decode()
    assert response.status_code == 200
    assert f'<a href="#id_{field}">' in body
    typed = {**QUESTION, **changed}[field].replace("\x00", "")
    escaped = typed.replace("'", "&#x27;").replace("<", "&lt;").replace(">", "&gt;")
    assert escaped in body.replace("\x00", "").replace("\ufffd", "")
    for name, value in QUESTION.items():
        if name != field:
            assert f'value="{value}"' in body
    assert "<script>alert" not in body


def test_every_error_is_said_at_once(client: Client) -> None:
    body = client.post("/orientation", {"place": "", "disease": "", "age": "abc"}).content.decode()
    for field in ("place", "disease", "age"):
        assert f'<a href="#id_{field}">' in body


@pytest.mark.parametrize(
    "fields",
    [
        {"commune": "99999", "orpha": "636"},
        {"commune": "<b>", "orpha": "636"},
        {"commune": FONTAINEBLEAU, "orpha": "999999999999"},
        {"commune": FONTAINEBLEAU, "orpha": "x"},
        {"commune": FONTAINEBLEAU, "orpha": "636", "situation": "other"},
        {},
    ],
)
def test_forged_fields_are_an_error_on_the_page(client: Client, fields: dict[str, str]) -> None:
    response = client.post("/orientation", fields)
    assert response.status_code == 200
    assert 'class="errors"' in response.content.decode()


def test_a_request_too_long_has_its_page(client: Client) -> None:
    response = client.post("/orientation", {**QUESTION, "place": "x" * 2_000_000})
    assert response.status_code in {400, 413}
    assert "Cette demande ne peut pas être lue" in text_of(response)


def test_unknown_page(client: Client) -> None:
    response = client.get("/rien-ici/")
    assert response.status_code == 404
    assert "Cette page n’existe pas" in text_of(response)


def test_no_diagnosis_needs_no_disease(client: Client) -> None:
    response = client.post("/orientation", {"place": "77300", "no_diagnosis": "on", "age": "6"})
    words = text_of(response)
    assert "Sans diagnostic, 6\u00a0ans".replace("\u00a0", " ") in words.replace("\u00a0", " ")
    assert "Maladies Rares Info Services" in words


@pytest.mark.parametrize("path", ["/confidentialite/", "/accessibilite/", "/plateforme/"])
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_pages_to_read(client: Client, path: str, prefix: str) -> None:
    response = client.get(prefix + path)
    assert response.status_code == 200
    assert not response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/?place=94000&disease=399",
        "/orientation?commune=94028&orpha=399",
        "/orientation?v=1&c=94028&d=399",
    ],
)
def test_an_address_that_joins_a_place_and_a_disease_is_refused(client, path):
    assert client.get(path).status_code == 400


@pytest.mark.django_db
def test_three_wrong_fields_are_said_at_once(client):
    page = client.post("/orientation", {"place": "zzzzqq", "disease": "blabla", "age": "abc"})
    assert set(page.context["form"].errors) == {"place", "disease", "age"}
    for typed in ("zzzzqq", "blabla", "abc"):
        assert f'value="{typed}"' in page.content.decode()


def test_centres_for_other_diseases_are_never_said_to_be_possible(client: Client) -> None:
    question = {"place": "94000", "orpha": "352", "orpha_text": "galactosémie"}
    words = text_of(client.post("/orientation", {**question, "disease": "galactosémie"}))
    assert "Autres centres de la filière, pour d’autres maladies" in words
    assert "Même filière, mais pour d’autres maladies" in words
    assert "Autres centres possibles" not in words


def test_an_ended_label_is_struck_through_among_the_other_centres(client: Client) -> None:
    ended = Centre.objects.get(slug="drepano-thal-henri-mondor-creteil")
    Centre.objects.filter(pk=ended.pk).update(label_until="2020-12-31")
    question = {"place": "94000", "disease": "drépanocytose", "age": "40"}
    body = client.post("/orientation", question).content.decode()
    assert "<s>Centre de référence" in body
    assert "Ce label était valable jusqu’au 31 décembre 2020" in body


def test_another_centre_for_other_ages_is_said_not_to_be_suggested(client: Client) -> None:
    question = {"place": "94000", "disease": "drépanocytose", "age": "8"}
    assert "Il n’est pas proposé pour cet âge." in text_of(client.post("/orientation", question))


def test_before_a_sure_diagnosis_nothing_is_told_of_what_follows_it(client: Client) -> None:
    question = {"place": "94000", "disease": "drépanocytose", "age": "28"}
    parts = {
        situation: re.findall(
            r"<summary>\s*<h3>(.*?)</h3>",
            client.post("/orientation", {**question, "situation": situation}).content.decode(),
        )
        for situation in ("confirmed", "suspected", "relative")
    }
    assert parts["suspected"] == ["Avant la consultation", "Droits et aides"]
    assert parts["relative"] == [
        "Avant la consultation",
        "Étapes de la maladie",
        "Après le diagnostic",
        "Droits et aides",
    ]
    assert {"Diagnostic récent", "Étapes de la maladie"} < set(parts["confirmed"])


def test_the_estimate_of_the_journey_is_told_in_english_on_an_english_page(client: Client) -> None:
    question = {"place": "94000", "disease": "drépanocytose", "age": "28"}
    words = text_of(client.post("/en/orientation", question))
    assert "is an estimate (as the crow flies, " in words
