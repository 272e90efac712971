"""What a text says of a person: refused, or shown back to its author."""

import pytest

from contributions.models import Suggestion
from contributions.personal import doubts, holds_social_security_number
from tests.contributions.writing import CENTRE, CORRECT, CORRECTION, open_and_send


@pytest.mark.parametrize(
    "text",
    [
        "2 85 05 77 284 123 45",
        "285057728412345",
        "Son numéro : 1.85.05.2A.284.123.45.",
        "1-85-05-99-284-123",
        "2850577284123",
        "mon n°2 85 25 77 284 123 45",
    ],
)
def test_social_security_numbers(text):
    assert holds_social_security_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le secrétariat répond au 01 49 81 23 02.",
        "01 49 81 23 02 ou 01 49 81 23 03, +33 1 49 81 23 02",
        "SIRET 130 025 265 00013",
        "SIRET 26940002700012",
        "FINESS 940100027",
        "94010 CRETEIL CEDEX, bâtiment 3, du 12/03/2026 au 30/04/2026",
        "https://www.aphp.fr/contact/2026/1234567",
    ],
)
def test_what_a_service_writes_is_no_social_security_number(text):
    assert not holds_social_security_number(text)
    assert list(doubts(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Appelez le 06 12 34 56 78", "un numéro de mobile"),
        ("+33 7.12.34.56.78", "un numéro de mobile"),
        ("Écrivez à marie.durand@gmail.com", "l’adresse électronique d’une personne"),
        ("Né le 3 mars 1980", "une date de naissance"),
        ("Mon fils y est suivi", "un renseignement de santé"),
        ("JE SUIS ATTEINT d’une neurofibromatose", "un renseignement de santé"),
        ("My daughter was seen there", "un renseignement de santé"),
        (
            "Le service a déménagé. " * 20 + "Mon diagnostic date de 2020.",
            "un renseignement de santé",
        ),
    ],
)
def test_doubts(text, found):
    assert [str(doubt) for doubt in doubts(text)] == [found]


@pytest.mark.parametrize(
    "text",
    [
        "secretariat.genetique@aphp.fr",
        "Le centre suit aussi les enfants et leur famille.",
        "Elle est fermée le mercredi.",
        "Le traitement des demandes prend trois mois.",
    ],
)
def test_what_concerns_a_service(text):
    assert list(doubts(text)) == []


def test_a_social_security_number_is_refused_whatever_is_ticked(visitor):
    typed = {**CORRECTION, "proposal": "2 85 05 77 284 123 45", "only_the_service": "on"}
    page = open_and_send(visitor, CORRECT, typed)
    assert "numéro de sécurité sociale" in page.content.decode()
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize("field", ["name", "place", "proposal"])
def test_each_free_text_is_read(visitor, field):
    page = open_and_send(visitor, "/signaler/", {**CENTRE, field: "2 85 05 77 284 123 45"})
    assert "numéro de sécurité sociale" in page.content.decode()
    assert not Suggestion.objects.exists()


def test_a_doubt_asks_and_then_believes(visitor):
    typed = {**CORRECTION, "proposal": "L’équipe mobile répond au 06 12 34 56 78."}
    page = open_and_send(visitor, CORRECT, typed).content.decode()
    assert "un numéro de mobile" in page
    assert 'name="only_the_service"' in page
    assert typed["proposal"] in page
    assert not Suggestion.objects.exists()
    sent = open_and_send(visitor, CORRECT, {**typed, "only_the_service": "on"})
    assert sent.status_code == 302
    assert Suggestion.objects.count() == 1


def test_the_box_is_not_shown_without_a_doubt(visitor):
    assert b"only_the_service" not in visitor.get(CORRECT).content
