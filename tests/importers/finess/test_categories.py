"""The table of categories: one line a code, and a guide that names them all."""

import pytest
from django.conf import settings

from importers.finess.categories import TABLE, taken_as
from structures.models import Category
from tests.importers.finess.register import LEFT_ASIDE, TAKEN


def test_a_code_is_there_once():
    codes = [taken.code for taken in TABLE]

    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("taken", TABLE, ids=lambda taken: taken.code)
def test_each_says_its_own_label_and_no_other(taken):
    assert taken_as(taken.code, taken.label) is taken
    assert taken_as(taken.code, taken.label.upper()) is taken
    for other in TABLE:
        if other is not taken:
            with pytest.raises(ValueError, match="le libellé n'est pas celui de ce code"):
                taken_as(taken.code, other.label)


@pytest.mark.parametrize("taken", TABLE, ids=lambda taken: taken.code)
def test_the_guide_names_it(taken):
    guide = (settings.BASE_DIR / "docs" / "how-to" / "hospitals.md").read_text(encoding="utf-8")
    table = "".join(line for line in guide.splitlines() if line.startswith("| "))

    assert taken.code in table


def test_the_others_are_left_aside():
    for code, (label, *_) in LEFT_ASIDE.items():
        assert taken_as(code, label) is None
    for code, (label, *_) in TAKEN.items():
        assert taken_as(code, label) is not None


@pytest.mark.parametrize(
    ("code", "label", "category"),
    [
        ("355", "Centre Hospitalier (C.H.)", None),
        ("190", "Centre Action Médico-Sociale Précoce (C.A.M.S.P.)", Category.EARLY_CHILDHOOD),
        ("183", "Institut Médico-Educatif (I.M.E.)", Category.SCHOOLING),
        ("255", "Maison d'Accueil Spécialisée (M.A.S.)", Category.ACCOMMODATION),
        ("127", "Hospitalisation à Domicile", Category.HOSPITAL_AT_HOME),
    ],
)
def test_what_it_is_taken_as(code, label, category):
    assert taken_as(code, label).category == category
