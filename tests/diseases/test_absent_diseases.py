"""A disease that is not among the shipped ones is never taken for one that is.

Every French and English name of every active entity that we do not ship is typed, as it stands.
"""

import csv
import gzip

import pytest

from diseases.models import Disease
from diseases.search import search
from routing.orientation import _surely_meant
from tests.importers.orphanet.conftest import FRENCH_CSV, real

pytestmark = pytest.mark.django_db

NEARLY_THE_SAME = {
    ("HUS", 90038),  # the syndrome of which the entity that we ship is the usual form
}


def names_of_absent_diseases() -> list[str]:
    shipped = set(Disease.objects.filter(searchable=True).values_list("orpha", flat=True))
    with gzip.open(real(FRENCH_CSV), "rt", encoding="utf-8") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["status"] == "Active" and int(row["orpha_code"]) not in shipped
        ]
    return [
        name
        for row in rows
        for name in (row["name_fr"], row["name_en"], *row["synonyms_fr"].split("|"))
        if name
    ]


def test_no_name_of_an_absent_disease_is_answered_for_another():
    names = names_of_absent_diseases()
    assert len(names) > 29_000

    answered = set()
    for name in names:
        meant = _surely_meant(search(name, 20))
        if meant is not None:
            answered.add((name, meant.orpha))

    assert answered <= NEARLY_THE_SAME
