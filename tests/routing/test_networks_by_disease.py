"""Who answers for each curated disease, kept as a file that people read and sign.

A change of data or of rule R1 that sends patients elsewhere shows here as a difference, line by
line. To accept one: read it, then `python -m tests.routing.networks_by_disease` writes the file.
"""

import pytest

from tests.routing.networks_by_disease import as_reviewed, as_they_answer

pytestmark = pytest.mark.django_db


def test_the_networks_that_answer_are_those_that_were_reviewed():
    assert as_they_answer() == as_reviewed()


NEVER = [
    (457, "cerenef"),  # ichtyose harlequin, neurofibromatoses
    (204, "huntington"),  # Creutzfeldt-Jakob
    (282, "huntington"),  # démence frontotemporale
    (71211, "huntington"),  # neuromyélite optique
    (352, "wilson"),  # galactosémie
    (511, "defi-di"),  # leucinose, déficience intellectuelle
    (870, "crnk"),  # trisomie 21, kératocône
    (98896, "defi-di"),  # Duchenne, déficience intellectuelle
    (79213, "craniost"),  # mucopolysaccharidose, craniosténoses
]


@pytest.mark.parametrize(("orpha", "network"), NEVER)
def test_pairs_that_must_never_answer(orpha, network):
    reviewed = {row["orpha"]: row for row in as_reviewed()}
    row = reviewed.get(str(orpha))
    assert row is None or network not in f"{row['exact']}|{row['ancestor']}".split("|")
