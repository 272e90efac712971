"""An answer asks the database little, whatever the way of asking: at most eight queries.

Cold: the disease is asked for the first time since the directory was read.
"""

import json

import pytest
from django.test import Client

from diseases.search import search
from routing.directory import current
from routing.orientation import orient
from routing.question import Question

pytestmark = pytest.mark.django_db

AT_MOST = 8
CRETEIL, HUNTINGTON, GALACTOSAEMIA = "94028", 399, 352
QUESTIONS = {
    "chosen": Question(commune=CRETEIL, orpha=HUNTINGTON, age=45),
    "typed": Question(place_text="77300 Fontainebleau", disease_text="drépanocytose", age=28),
    "a postcode": Question(place_text="94000", disease_text="maladie de huntington", age=45),
    "a shared postcode": Question(place_text="77160", orpha=636, age=33),
    "a position": Question(lon=2.45, lat=48.79, disease_text="galactosémie", age=2),
    "no age": Question(commune="94046", orpha=88),
    "no known centre": Question(commune=CRETEIL, orpha=GALACTOSAEMIA, age=40),
    "overseas": Question(commune="97209", orpha=232, age=35),
    "out of scope": Question(commune="77294", orpha=635, age=3),
    "no diagnosis": Question(commune=CRETEIL, no_diagnosis=True),
}


@pytest.fixture(autouse=True)
def read() -> None:
    """The directory, the resources, the services and the index of names are in memory."""
    orient(QUESTIONS["chosen"])
    search("huntington")


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_a_disease_never_asked_before(question: Question, django_assert_max_num_queries) -> None:
    current()._scopes.clear()
    with django_assert_max_num_queries(AT_MOST):
        orient(question)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_a_disease_asked_before(question: Question, django_assert_max_num_queries) -> None:
    orient(question)
    with django_assert_max_num_queries(AT_MOST - 2):
        orient(question)


def test_what_is_chosen_in_the_lists_takes_two(django_assert_num_queries) -> None:
    """The versions and the place."""
    with django_assert_num_queries(2):
        orient(QUESTIONS["chosen"])


@pytest.mark.parametrize("path", ["/orientation", "/en/orientation"])
def test_the_page_asks_nothing_more(
    client: Client, path: str, django_assert_max_num_queries
) -> None:
    form = {"place": CRETEIL, "disease": str(HUNTINGTON), "age": "45"}
    client.post(path, form)
    with django_assert_max_num_queries(AT_MOST):
        assert client.post(path, form).status_code == 200


def test_the_machine_interface_asks_nothing_more(client: Client, django_assert_num_queries) -> None:
    body = json.dumps({"place": {"commune": CRETEIL}, "disease": {"orpha": HUNTINGTON}, "age": 45})
    with django_assert_num_queries(2):
        client.post("/api/v1/orientations", body, content_type="application/json")
