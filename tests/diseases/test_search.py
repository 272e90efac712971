"""Search on the shipped diseases: accents, case, typos, synonyms, acronyms, codes."""

import pytest

from diseases.search import Closeness, search

pytestmark = pytest.mark.django_db

FIRST = [
    ("maladie de huntington", 399),
    ("Huntington", 399),
    ("HUNTINGTON", 399),
    ("hutington", 399),
    ("chorée de huntington", 399),
    ("drépanocytose", 232),
    ("drepanocytose", 232),
    ("drepanocitose", 232),
    ("sickle cell", 232),
    ("neurofibromatose de type 1", 636),
    ("neurofibromatose type 1", 636),
    ("NF1", 636),
    ("nf1", 636),
    ("mucoviscidose", 586),
    ("mucovisidose", 586),
    ("cystic fibrosis", 586),
    ("sclérose latérale amyotrophique", 803),
    ("SLA", 803),
    ("duchenne", 98896),
    ("syndrome de marfan", 558),
    ("marfan", 558),
    ("X fragile", 908),
    ("ORPHA:399", 399),
    ("orpha 399", 399),
    ("399", 399),
    ("hémophilie A", 98878),
    ("aplasie medullaire", 88),
    ("DRESS", 139402),
    ("lyell", 537),
]


@pytest.mark.parametrize(("text", "orpha"), FIRST)
def test_the_disease_that_is_meant_comes_first(text, orpha):
    hits = search(text)
    assert hits, text
    assert hits[0].orpha == orpha, [(hit.orpha, hit.text) for hit in hits]


def test_each_result_says_what_matched():
    assert search("NF1")[0].matched == "sigle"
    assert search("ORPHA:399")[0].matched == "code ORPHA"
    assert search("sickle cell anemia")[0].matched == "nom anglais"
    assert search("hutington")[0].matched == "orthographe proche"


def test_a_code_of_the_classification_of_diseases_finds_all_that_bear_it():
    hits = search("D57.1")
    assert 232 in [hit.orpha for hit in hits]
    assert {hit.matched for hit in hits} == {"code CIM-10 D57.1, à vérifier"}


def test_a_typo_is_never_exact():
    assert all(hit.closeness is Closeness.TYPO for hit in search("hutington"))


@pytest.mark.parametrize("text", ["", " ", "a", "'", "%", "_", "--", "\x00", "🦴", "0" * 50])
def test_nothing_is_found_for_nothing(text):
    assert search(text) == []


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "'; DROP TABLE diseases_disease;--", "<b>nf1</b>" * 50]
)
def test_hostile_text_is_only_text(text):
    assert isinstance(search(text), list)


def test_an_orpha_code_beyond_any_integer_is_unknown():
    assert search("9999999") == []


def test_one_query_answers_a_name(django_assert_num_queries):
    search("the names are read once")
    with django_assert_num_queries(1):
        search("neurofibromatose")
