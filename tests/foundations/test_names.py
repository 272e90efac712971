"""The database folds names as Python does: one order, one search."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foundations.names import Words, named, words
from structures.models import Structure

pytestmark = pytest.mark.django_db

LETTERS = st.characters(min_codepoint=1, max_codepoint=0x17F)


def in_the_database(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT foundations_words(%s)", [name])
        return cursor.fetchone()[0]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(LETTERS, max_size=40))
def test_any_european_name(name):
    assert in_the_database(name) == words(name)


def test_long_names_are_cut_alike():
    name = "Œuvre d’Élise " * 30
    assert in_the_database(name) == words(name)


def test_every_shipped_name_in_the_order_of_python():
    rows = list(Structure.objects.annotate(folded=Words("name")).order_by("folded", "slug"))
    assert [one.folded for one in rows] == [words(one.name) for one in rows]
    assert rows == sorted(rows, key=lambda one: (words(one.name), one.slug))


@pytest.mark.parametrize(
    ("typed", "held", "others"),
    [
        ("HÉNRI-mon", "Henri Mondor", "Mondor"),
        ("d'eli", "Œuvre d’Élise", "Oeuvre Elise"),
        ("mon hen", "Henri Mondor", "Hen Amon"),
    ],
)
def test_words_begin_as_typed(typed, held, others):
    for slug, name in (("a-name", held), ("another-name", others)):
        Structure.objects.create(slug=slug, name=name, kind="centre")
    found = named(Structure.objects.filter(slug__endswith="-name"), typed)
    assert [one.name for one in found] == [held]
