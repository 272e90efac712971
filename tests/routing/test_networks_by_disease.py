"""Who answers for each curated disease, kept as a file that people read and sign.

A change of data or of rule R1 that sends patients elsewhere shows here as a difference, line by
line. To accept one: read it, then `python -m tests.routing.networks_by_disease` writes the file.
"""

import pytest

from routing.directory import current
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
    scope = current().scope(orpha)
    assert scope is not None
    assert network in current().networks
    assert network not in scope.answering


@pytest.mark.parametrize(
    ("orpha", "network", "level"),
    [
        (399, "huntington", "exact"),
        (636, "cerenef", "exact"),
        (98896, "neuromusculaires", "ancestor"),
        (580, "lysosomales", "ancestor"),
    ],
)
def test_pairs_that_must_answer(orpha, network, level):
    scope = current().scope(orpha)
    assert scope is not None
    assert scope.answering[network].level == level
