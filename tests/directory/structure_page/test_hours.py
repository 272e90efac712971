"""Open, closed, not known: judged at the request, and kept by no cache longer than it is true."""

from datetime import date

import pytest
import time_machine
from django.test import Client

from structures.models import Centre
from tests.directory.structure_page.reading import text_of

pytestmark = pytest.mark.django_db

HUNTINGTON = "huntington-henri-mondor-creteil"
ADDRESS = f"/centres/{HUNTINGTON}/"


@pytest.fixture
def secretariat() -> Centre:
    centre = Centre.objects.get(slug=HUNTINGTON)
    centre.opening_hours = "Mo-Fr 09:00-12:30,14:00-17:00; PH off"
    centre.opening_hours_as_of = date(2026, 3, 2)
    centre.save()
    return centre


def words_at(client: Client, moment: str, address: str = ADDRESS) -> str:
    with time_machine.travel(moment, tick=False):
        return text_of(client.get(address))


@pytest.mark.usefixtures("secretariat")
@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-11-27T10:00+01:00", "Ouvert maintenant, jusqu’à 12 h 30."),
        ("2026-11-27T13:00+01:00", "Fermé maintenant. Ouvre à 14 h."),
        ("2026-11-27T18:00+01:00", "Fermé maintenant. Ouvre lundi 30 novembre à 9 h."),
        ("2026-07-14T10:00+02:00", "Fermé maintenant. Ouvre mercredi 15 juillet à 9 h."),
    ],
)
def test_the_moment_is_that_of_the_request(client: Client, moment: str, said: str) -> None:
    words = words_at(client, moment).replace("\xa0", " ")
    assert said in words
    assert "heures relevées le 2 mars 2026" in words


@pytest.mark.usefixtures("secretariat")
def test_the_week_is_a_table_with_its_dates(client: Client) -> None:
    words = words_at(client, "2026-11-10T10:00+01:00").replace("\xa0", " ")
    assert "mardi 10 novembre (aujourd’hui) 9 h à 12 h 30 , 14 h à 17 h" in words
    assert "mercredi 11 novembre jour férié fermé" in words
    assert "samedi 14 novembre fermé" in words


@pytest.mark.usefixtures("secretariat")
def test_english_says_the_same(client: Client) -> None:
    words = words_at(client, "2026-11-27T10:00+01:00", f"/en{ADDRESS}")
    assert "Open now, until 12:30." in words


def test_hours_that_nobody_told_are_not_known(client: Client) -> None:
    words = text_of(client.get(ADDRESS))
    assert "Heures d’ouverture non connues. Appelez avant de venir." in words
    assert "Fermé maintenant" not in words


def test_hours_without_a_word_on_holidays_are_doubtful_that_day(
    client: Client, secretariat: Centre
) -> None:
    secretariat.opening_hours = "Mo-Fr 09:00-17:00"
    secretariat.save()
    words = words_at(client, "2026-07-14T10:00+02:00")
    assert "Jour férié : nous ne savons pas si c’est ouvert." in words
    assert "mardi 14 juillet (aujourd’hui) jour férié à confirmer" in words


@pytest.mark.usefixtures("secretariat")
@pytest.mark.parametrize(
    ("moment", "seconds"),
    [("2026-11-27T10:00:00+01:00", 60), ("2026-11-27T12:29:40+01:00", 20)],
)
def test_no_cache_keeps_it_past_the_next_change(client: Client, moment: str, seconds: int) -> None:
    with time_machine.travel(moment, tick=False):
        response = client.get(ADDRESS)
    assert response["Cache-Control"] == f"public, max-age={seconds}"


@pytest.mark.usefixtures("secretariat")
def test_the_tag_changes_with_what_is_said_of_now(client: Client) -> None:
    with time_machine.travel("2026-11-27T12:29+01:00", tick=False):
        open_tag = client.get(ADDRESS)["ETag"]
        assert client.get(ADDRESS, headers={"If-None-Match": open_tag}).status_code == 304
    with time_machine.travel("2026-11-27T12:30+01:00", tick=False):
        again = client.get(ADDRESS, headers={"If-None-Match": open_tag})
    assert again.status_code == 200
    assert "Fermé maintenant" in text_of(again)


def test_the_tag_changes_with_a_correction(client: Client) -> None:
    before = client.get(ADDRESS)["ETag"]
    Centre.objects.filter(slug=HUNTINGTON).update(name="Centre renommé par une éditrice")
    assert client.get(ADDRESS)["ETag"] != before
