"""The home page of the back office, and the search over everything."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from diseases.models import Disease
from foundations import to_do
from structures.claims import answering_claims
from tests.admin.test_corrections import change

SEARCH = "/gestion/recherche/"


@pytest.fixture
def platform(entering) -> Client:
    return entering(Role.PLATFORM)


def found(browser: Client, sought: str) -> dict[str, list[str]]:
    page = browser.get(SEARCH, {"q": sought})
    assert page.status_code == 200
    return {table.table: [line.name for line in table.lines] for table in page.context["found"]}


@pytest.mark.parametrize("role", Role)
def test_it_greets_says_the_role_and_lists_the_tables(entering, rows, role):
    place = [rows.hospital] if role is Role.ESTABLISHMENT else []
    page = entering(role, *place).get("/gestion/")
    html = page.content.decode()
    assert "Bonjour" in html
    assert f"Votre rôle : {role.label}" in html
    assert reverse("admin:structures_centre_changelist") in html
    assert ("/gestion/auth/user/" in html) is (role is Role.ADMINISTRATOR)


def test_the_queues_of_other_apps_stand_first(platform):
    name = "admin:resources_video_changelist"
    to_do.register("Vidéos sans sous-titres", name, lambda: 7, "resources.change_video")
    try:
        html = platform.get("/gestion/").content.decode()
    finally:
        to_do.forget(name)
    assert html.index("Vidéos sans sous-titres") < html.index("<h2>Que voulez-vous corriger")
    assert '<span class="queue-count">7</span>' in html


def test_the_last_changes_say_what_by_whom(platform, rows):
    change(platform, rows.centre, age_note="dès 15 ans")
    html = platform.get("/gestion/").content.decode()
    assert str(rows.centre) in html
    assert platform.person.username in html


def test_it_takes_few_queries(platform, rows, django_assert_max_num_queries):
    for number in range(12):
        change(platform, rows.centre, age_note=f"dès {number} ans")
    queues = len(to_do.waiting_for(platform.person))  # one query each
    with django_assert_max_num_queries(10 + queues):
        assert len(platform.get("/gestion/").context["changes"]) == 10


def test_one_word_is_sought_in_every_table(platform):
    tables = found(platform, "neurofibromatose")
    assert {"Centres", "Réseaux", "Maladies", "PNDS"} <= set(tables)
    assert found(platform, "940100027")["Établissements"] == ["Hôpital Henri-Mondor (AP-HP)"]
    assert any("neurofibromatose" in name.lower() for name in found(platform, "NF1")["Maladies"])


CERENEF = "Centre de référence des neurofibromatoses (CERENEF)"


@pytest.mark.parametrize(
    ("sought", "table", "name"),
    [
        ("NF1", "Centres", CERENEF),
        ("nf1", "Réseaux", "Neurofibromatoses"),
        ("77300", "Établissements", "Fontainebleau"),
        ("94010", "Établissements", "Henri-Mondor"),
        ("01 49 81 21 11", "Établissements", "Henri-Mondor"),
        ("149812111", "Établissements", "Henri-Mondor"),
        ("+33 1 49 81 21 11", "Établissements", "Henri-Mondor"),
        ("hopital mondor", "Établissements", "Henri-Mondor"),
        ("CRETEIL mondor", "Établissements", "Henri-Mondor"),
        ("drepanocytose", "Maladies", "Drépanocytose"),
        ("mdph 77", "Services", "(MDPH) de Seine-et-Marne"),
    ],
)
def test_it_finds_what_people_type(platform, sought, table, name):
    assert any(name in line for line in found(platform, sought)[table])


def test_a_disease_finds_the_centres_of_the_networks_that_answer_for_it_only(platform):
    page = platform.get("/gestion/structures/centre/", {"q": "NF1"})
    networks = {centre.network_id for centre in page.context["cl"].result_list}
    assert "cerenef" in networks
    assert networks <= set(answering_claims(Disease.objects.get(orpha=636)))


def test_who_edits_one_establishment_finds_nothing_else_by_postcode(entering, rows):
    browser = entering(Role.ESTABLISHMENT, rows.hospital)
    assert found(browser, "77300") == {}
    assert set(found(browser, "01 49 81 21 11")) <= {"Établissements", "Centres", "Services"}


def test_a_row_is_shown_once_and_no_more_than_five_of_a_table(platform):
    for table in platform.get(SEARCH, {"q": "maladie"}).context["found"]:
        addresses = [line.address for line in table.lines]
        assert len(addresses) == len(set(addresses)) <= 5


@pytest.mark.parametrize("sought", ["", " ", "x" * 5_000, "\x00", "'; DROP TABLE", "%", "<script>"])
def test_what_finds_nothing_says_so(platform, sought):
    page = platform.get(SEARCH, {"q": sought})
    assert page.status_code == 200
    assert "<script>&" not in page.content.decode()
    assert page.context["found"] == [] or sought in {"%"}


def test_it_takes_one_query_a_table(platform, django_assert_max_num_queries):
    platform.get(SEARCH, {"q": "mondor"})
    with django_assert_max_num_queries(45):
        platform.get(SEARCH, {"q": "mondor"})


def test_suggestions_find_a_disease_by_its_acronym_and_a_commune_by_its_postcode(platform):
    address = reverse("admin:autocomplete")
    claim = {"app_label": "structures", "model_name": "claim", "field_name": "disease"}
    results = platform.get(address, {**claim, "term": "NF1"}).json()["results"]
    assert results[0]["id"] == "636"
    place = {"app_label": "structures", "model_name": "establishment", "field_name": "commune"}
    results = platform.get(address, {**place, "term": "77300"}).json()["results"]
    assert results[0]["text"].startswith("Fontainebleau")
    results = platform.get(address, {**place, "term": "creteil"}).json()["results"]
    assert results[0]["text"].startswith("Créteil")
