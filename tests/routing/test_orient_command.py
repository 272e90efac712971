"""`manage.py orient`: the same answer, in the terminal."""

from collections.abc import Iterator

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_french() -> Iterator[None]:
    """A page asked for in English leaves its language behind in the test's thread."""
    with translation.override("fr"):
        yield


def orient(capsys, *arguments: str) -> str:
    call_command("orient", *arguments)
    return capsys.readouterr().out


def test_it_prints_the_steps_with_their_reasons(capsys):
    out = orient(capsys, "--place", "77300", "--disease", "drépanocytose", "--age", "28")
    assert "Drépanocytose, 28\u00a0ans, depuis Fontainebleau (77)" in out
    assert "Votre médecin traitant" in out
    assert "Henri-Mondor" in out
    assert "[R7]" in out
    assert "01 49 81 21 11" in out


def test_it_lists_the_communes_of_a_shared_postcode_with_what_to_type(capsys):
    out = orient(capsys, "--place", "77320", "--disease", "399")
    assert out.count("--place 77") == 22


def test_it_lists_the_diseases_that_may_be_meant(capsys):
    out = orient(capsys, "--place", "94028", "--disease", "neurofibromatose")
    assert "--disease ORPHA:636" in out


def test_it_answers_without_a_diagnosis(capsys):
    out = orient(capsys, "--place", "94028", "--no-diagnosis")
    assert "Maladies Rares Info Services" in out


def test_centres_for_other_diseases_are_said_to_be(capsys):
    out = orient(capsys, "--place", "94028", "--disease", "352", "--age", "40")
    assert "Autres centres de la filière, pour d’autres maladies" in out


def test_an_age_is_understood_as_in_the_page(capsys):
    assert "3\u00a0mois" in orient(
        capsys, "--place", "94028", "--disease", "232", "--age", "3 mois"
    )
    with pytest.raises(CommandError, match="âge"):
        orient(capsys, "--place", "94028", "--disease", "232", "--age", "beaucoup")


def test_it_says_what_it_does_not_understand(capsys):
    with pytest.raises(CommandError, match="lieu"):
        orient(capsys, "--place", "Zzyzx", "--disease", "399")
