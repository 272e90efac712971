"""Hours as secretaries write them; what is not understood is left for the person to write."""

import pytest

from structures.hours_in_french import into_syntax
from structures.opening import validate_opening_hours


@pytest.mark.parametrize(
    ("said", "syntax"),
    [
        ("lundi au vendredi 9h-17h", "Mo-Fr 09:00-17:00"),
        ("lundi-vendredi 9h-17h", "Mo-Fr 09:00-17:00"),
        (
            "Du lundi au vendredi, de 9 h à 12 h 30 et de 14 h à 17 h",
            "Mo-Fr 09:00-12:30,14:00-17:00",
        ),
        ("lun-ven : 8h30 – 16h", "Mo-Fr 08:30-16:00"),
        ("mardi et jeudi 14h-18h, sauf jours fériés", "Tu,Th 14:00-18:00; PH off"),
        ("Lundi 9h-12h ; mercredi 14h-17h", "Mo 09:00-12:00; We 14:00-17:00"),
        ("tous les jours de 8:00 à 20:00", "Mo-Su 08:00-20:00"),
        ("7j/7 de 8h à 20h", "Mo-Su 08:00-20:00"),
        ("24h/24", "24/7"),
        ("7j/7, 24h/24", "24/7"),
        ("24 h sur 24, 7 jours sur 7", "24/7"),
        ("le samedi de 9h à midi", "Sa 09:00-12:00"),
    ],
)
def test_it_says_the_same_in_the_syntax(said, syntax):
    assert into_syntax(said) == syntax
    validate_opening_hours(syntax)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "ouvert le matin",
        "9h-17h",
        "lundi",
        "lundi 9h",
        "sur rendez-vous",
        "lundi au vendredi 9h-17h sauf août",
        "un lundi sur deux 9h-12h",
        "1er lundi du mois 9h-12h",
        "lundi à 9h",
        "Mo-Fr 09:00-17:00",
        "24h/24 sauf jours fériés",
    ],
)
def test_what_is_not_understood_is_not_guessed(said):
    assert into_syntax(said) is None
