"""Names in capitals become names as the house writes them, and no accent is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundations.text import normalise_place_name
from importers.hospitals.names import written


@pytest.mark.parametrize(
    ("official", "town", "name"),
    [
        ("CH DE CHATEAU THIERRY", "Château-Thierry", "CH de Château-Thierry"),
        ("CH D'AMBERT", "Ambert", "CH d’Ambert"),
        ("CENTRE HOSPITALIER D AVALLON", "Avallon", "Centre hospitalier d’Avallon"),
        ("HOPITAL PRIVE DU VAL D YERRES", "Yerres", "Hôpital privé du Val d’Yerres"),
        ("CL ST PIERRE PERPIGNAN", "Perpignan", "CL Saint Pierre Perpignan"),
        ("CHRU BREST SITE HOPITAL MORVAN", "Brest", "CHRU Brest site hôpital Morvan"),
        ("CH DE BRIEY - HOPITAL MAILLOT", "Val de Briey", "CH de Briey – hôpital Maillot"),
        ("IME L'ESPOIR", "Melun", "IME l’Espoir"),
        ("SESSAD DE L'YONNE", "Auxerre", "SESSAD de l’Yonne"),
        ("CHU63", "Clermont-Ferrand", "CHU63"),
        ("C.H. STE MARIE", "Grand-Bourg", "C.H. Sainte Marie"),
        ("POLYCLINIQUE DE LA GUADELOUPE", "Les Abymes", "Polyclinique de la Guadeloupe"),
        ("HOPITAUX DU LEMAN", "Thonon-les-Bains", "Hôpitaux du Leman"),
        ("Centre hospitalier de Sens", "Sens", "Centre hospitalier de Sens"),
        ("CHI  DE   CRÉTEIL", "Créteil", "CHI de Créteil"),
        ("", "Melun", ""),
    ],
)
def test_a_name(official, town, name):
    assert written(official, town) == name


LETTERS = "ABCDEÉÈÔ 'DL-.()/1"
TOWNS = ["", "Dôle", "L'Abc", "Île-D'E"]


@given(st.text(LETTERS, max_size=40), st.sampled_from(TOWNS))
def test_the_letters_stay(official, town):
    assert normalise_place_name(written(official, town)) == normalise_place_name(official)
