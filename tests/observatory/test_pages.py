"""The observatory's pages: what they tell, what they refuse, what caches may keep of them."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from diseases.models import Disease, Prevalence
from observatory import overview
from observatory.models import KeptCoverage
from routing.coverage.answering import answer
from routing.coverage.question import CoverageQuestion
from routing.directory import current
from structures.models import Centre, Phone
from territories.models import Commune

pytestmark = pytest.mark.django_db

HOME = "/observatoire/"
TOXIBUL = "/observatoire/couverture/?network=toxibul"
SICKLE_CELL = "/observatoire/couverture/?disease=232"


class Words(HTMLParser):
    """What a page says, tags apart, and its tables as lists of rows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self._cell = []

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self._cell is not None:
            self.rows[-1].append(" ".join(" ".join(self._cell).split()))
            self._cell = None

    def handle_data(self, data):
        self.words.append(data)
        if self._cell is not None:
            self._cell.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def read(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, response.content[:300]
    return Words(response.content.decode())


@pytest.fixture(scope="module", autouse=True)
def measured(django_db_setup, django_db_blocker):
    """Two networks only are measured: each takes a tenth of a second."""
    with django_db_blocker.unblock():
        KeptCoverage.objects.all().delete()
    yield
    with django_db_blocker.unblock():
        KeptCoverage.objects.all().delete()


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(overview.lines, "__defaults__", (2,))


def test_the_home_page_puts_complete_lists_first(client, at_once):
    page = read(client, HOME)
    complete = page.text.index("Réseaux dont la liste est complète")
    partial = page.text.index("Réseaux dont la liste est partielle")

    assert complete < partial
    assert "Une liste partielle n’est jamais un manque" in page.text
    assert page.text.index("On peut conclure") < complete
    assert "en cours de calcul" in page.text
    [toxibul] = [row for row in page.rows if row and row[0].startswith("Dermatoses bulleuses tox")]
    assert toxibul[1] == "11 / 11"


def test_networks_are_computed_once_and_kept_while_their_sites_stand(client, at_once):
    read(client, HOME)
    kept = set(KeptCoverage.objects.values_list("network", flat=True))
    assert len(kept) == 2
    slug = sorted(kept)[0]
    before = overview.fingerprint(overview.subject(current(), "network", slug))

    Phone.objects.filter(structure__centre__network=slug).update(number="0100000000")
    assert overview.fingerprint(overview.subject(current(), "network", slug)) == before

    Centre.objects.filter(network=slug).update(evidence="general_knowledge")
    assert overview.fingerprint(overview.subject(current(), "network", slug)) != before
    assert slug in {one.code for one in overview.stale(current())}


def test_the_question_leads_to_a_permanent_address(client):
    sent = {"about": "network:toxibul", "audience": "adult", "minutes": "45", "where": "region:11"}
    response = client.get(HOME, sent)

    assert response.status_code == 302
    assert response["Location"] == (
        "/observatoire/couverture/?network=toxibul&audience=adult&minutes=45"
        "&departments=75%2C77%2C78%2C91%2C92%2C93%2C94%2C95"
    )
    again = read(client, response["Location"])
    assert "pour des adultes · seuil de 45 min en voiture · 8 départements" in again.text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"where": "region:11"}, "Choisissez un réseau, une filière ou un label"),
        ({"about": "network:toxibul", "minutes": "0"}, "minutes"),
        ({"about": "network:toxibul", "minutes": "-5"}, "minutes"),
        ({"about": "network:toxibul", "minutes": "10000"}, "minutes"),
        ({"about": "network:toxibul", "minutes": "an hour"}, "minutes"),
        ({"about": "planet:mars"}, "Choisissez un réseau"),
        ({"name": "zzzzqqq"}, "Aucune maladie trouvée"),
    ],
)
def test_a_form_to_mend_comes_back_filled(client, at_once, sent, said):
    response = client.get(HOME, sent)

    assert response.status_code == 400
    html = response.content.decode()
    assert said in html
    if "minutes" in sent:
        assert f'value="{sent["minutes"]}"' in html
        assert 'value="network:toxibul" selected' in html
    assert response["Cache-Control"] == "no-store"


def test_a_name_of_several_diseases_asks_which_one(client, at_once):
    response = client.get(HOME, {"name": "neurofibromatose"})

    assert response.status_code == 400
    html = response.content.decode()
    assert "Plusieurs maladies portent ce nom" in html
    assert len(re.findall(r'name="name" value="\d+"', html)) > 1


@pytest.mark.parametrize(
    "address",
    [
        "/observatoire/couverture/",
        "/observatoire/couverture/?network=toxibul&disease=232",
        "/observatoire/couverture/?network=toxibul&minutes=0",
        "/observatoire/couverture/?network=toxibul&minutes=10000",
        "/observatoire/couverture/?network=toxibul&thresholds=0,30",
        "/observatoire/couverture/?network=toxibul&departments=77,ZZ",
        "/observatoire/couverture/?network=toxibul&region=11&departments=77",
        "/observatoire/couverture/?network=toxibul&sort=age",
        "/observatoire/couverture/?network=toxibul&map=moon",
        "/observatoire/couverture/?network=toxibul&commune=77288",
        "/observatoire/comparer/?a=network:toxibul&b=toxibul",
    ],
)
def test_an_address_that_cannot_be_read_says_why(client, address):
    page = read(client, address, 400)

    assert "Cette question ne peut pas être lue" in page.text
    assert "Poser la question autrement" in page.text


@pytest.mark.parametrize(
    "address",
    [
        "/observatoire/couverture/?network=nope",
        "/observatoire/couverture/?disease=9999999",
        "/observatoire/couverture/ZZ/?network=toxibul",
        "/observatoire/couverture/tableau.doc?network=toxibul",
        "/observatoire/couverture/carte.gif?network=toxibul",
    ],
)
def test_what_does_not_exist_is_not_found(client, address):
    assert client.get(address).status_code == 404


def test_a_complete_list_allows_a_conclusion_and_a_partial_one_forbids_it(client):
    complete, partial = read(client, TOXIBUL), read(client, SICKLE_CELL)

    assert "Un département loin d’un centre l’est vraiment" in complete.text
    assert "ce n’est pas un manque" in partial.text
    assert "À citer Au moins" in partial.text
    assert "À citer Au moins" not in complete.text
    assert "hachures fines : liste partielle" in partial.text
    assert "hachures fines" not in complete.text
    for page in (complete, partial):
        assert "Les minutes sont une estimation en voiture" in page.text


def test_the_table_says_what_the_engine_says(client):
    coverage = answer(CoverageQuestion("network", "toxibul"))
    page = read(client, TOXIBUL)
    [row] = [row for row in page.rows if row and row[0] == "77 Seine-et-Marne" and len(row) == 6]
    [figures] = [one for one in coverage.departments if one.zone.code == "77"]
    share = next(one for one in figures.shares if one.minutes == 60)

    assert row[1].replace(" ", "") == str(figures.people)
    assert row[2] == str(figures.sites)
    assert row[3].startswith(f"{round(100 * share.central)} %")
    assert row[4] == f"{round(figures.median)} min"


def test_the_quotation_holds_figure_bounds_method_version_and_address(client):
    page = read(client, TOXIBUL)
    coverage = answer(CoverageQuestion("network", "toxibul"))
    share = next(one for one in coverage.whole.shares if one.minutes == 60)
    start = page.text.index("À citer")
    said = page.text[start : start + 900]

    for part in (
        f"{round(100 * share.central)} %",
        f"{round(100 * share.low)} % à {round(100 * share.high)} %",
        "11 centres connus sur 11 annoncés",
        "population légale",
        str(coverage.versions),
        "http://testserver/observatoire/couverture/?network=toxibul",
    ):
        assert part in said.replace("\xa0", " "), part


def test_nothing_is_said_at_least_of_everybody(client):
    page = read(client, f"{SICKLE_CELL}&audience=child&departments=94")

    assert "À citer 100 % des habitants de Val-de-Marne (94)" in page.text.replace("\xa0", " ")
    assert "(estimation) d’un centre connu" in page.text


def test_a_department_that_is_not_asked_is_blank_and_not_missing_data(client):
    html = client.get(f"{TOXIBUL}&departments=77").content.decode()

    assert "Ain (01) : hors de la question" in html
    assert "Seine-et-Marne (77) : hors" not in html


def test_a_disease_without_a_known_centre_is_said_and_is_no_gap(client):
    orphas = Disease.objects.order_by("orpha").values_list("orpha", flat=True)
    unclaimed = next(orpha for orpha in orphas if not current().scope(orpha).answering)
    page = read(client, f"/observatoire/couverture/?disease={unclaimed}")

    assert "Aucun centre connu" in page.text
    assert not re.search(r"(?<!\d)0 %", page.text.replace("\xa0", " "))
    assert "À citer" not in page.text


def test_the_communes_of_a_department_and_their_nearest_sites(client):
    page = read(client, "/observatoire/couverture/77/?network=toxibul")
    names = {row[0] for row in page.rows if row}

    assert {"Fontainebleau", "Melun", "Provins"} <= names
    [row] = [row for row in page.rows if row and row[0] == "Fontainebleau"][:1]
    assert re.fullmatch(r"\d+ à \d+ min", row[3])


def test_a_territory_without_communes_is_said(client):
    Commune.objects.filter(department="989").delete()
    page = read(client, "/observatoire/couverture/989/?network=toxibul")

    assert "Ce territoire n’a pas de commune" in page.text


@pytest.mark.parametrize("extension", ["csv", "xlsx", "geojson", "gpkg", "parquet"])
def test_the_files_of_a_page_are_those_of_the_api(client, extension):
    page = client.get(f"/observatoire/couverture/tableau.{extension}?network=toxibul")
    api = client.get(f"/api/v1/coverage/departments?network=toxibul&format={extension}")

    assert page.status_code == api.status_code == 200
    assert page.content == api.content
    assert f".{extension}" in page["Content-Disposition"]


@pytest.mark.parametrize("address", [HOME, TOXIBUL, "/observatoire/methode/"])
def test_a_reader_that_has_the_page_gets_304(client, address, monkeypatch):
    monkeypatch.setattr(overview.lines, "__defaults__", (0,))  # nothing is computed in between
    first = client.get(address)
    second = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert not first["ETag"].startswith("W/")
    assert second.status_code == 304


def test_a_warm_page_asks_little_of_the_database(client):
    client.get(TOXIBUL)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(TOXIBUL)

    assert len(queries) <= 8, [query["sql"][:80] for query in queries]


def test_expected_patients_only_where_orphanet_has_a_figure_for_that_very_zone(client):
    Prevalence.objects.filter(disease=232).delete()
    kept = {"disease_id": 232, "source": "Orphanet", "evidence": "sourced", "validated": True}
    assert "Malades attendus non estimable" in read(client, SICKLE_CELL).text

    Prevalence.objects.create(kind="birth", geography="France", value=40, **kept)
    Prevalence.objects.create(kind="point", geography="Europe", value=22, **kept)
    assert "Malades attendus non estimable" in read(client, SICKLE_CELL).text

    Prevalence.objects.create(kind="point", geography="France", value=30, **kept)
    people = answer(CoverageQuestion("disease", "232")).whole.people
    told = f"{round(people * 30 / 100_000):,}".replace(",", " ")
    assert f"Malades attendus {told}" in read(client, SICKLE_CELL).text
    assert "Malades attendus non estimable" in read(client, f"{SICKLE_CELL}&departments=77").text


def test_two_networks_side_by_side(client):
    page = read(client, "/observatoire/comparer/?a=network:toxibul&b=network:crcm-mucoviscidose")
    [whole] = [row for row in page.rows if row and row[0] == "Ensemble"]

    assert whole[2].split()[0].isdigit()
    assert len([row for row in page.rows if len(row) == 5]) > 10
    assert "Comparer deux réseaux" in read(client, "/observatoire/comparer/").text


@pytest.mark.parametrize(
    "address",
    [
        HOME,
        TOXIBUL,
        "/observatoire/couverture/94/?network=toxibul",
        "/observatoire/methode/",
        "/observatoire/comparer/?a=network:toxibul&b=label:CCMR",
        "/observatoire/et-si/?network=toxibul",
    ],
)
def test_every_page_is_there_in_english(client, at_once, address):
    html = client.get(f"/en{address}").content.decode()

    assert '<html lang="en">' in html
    for word in ("Observatoire</a>", "Habitants à", "Médiane", "Méthode"):
        assert word not in html


@pytest.mark.parametrize("path", ["/observatoire/couverture/", "/observatoire/couverture/77/"])
def test_sorts_and_maps_keep_the_question(client, path):
    html = client.get(f"{path}?network=toxibul&minutes=45").content.decode()
    links = [parse_qs(unescape(one)) for one in re.findall(r'href="\?([^"#]*)#', html)]

    assert {name for link in links for name in link} == {"network", "minutes", "sort", "map"}
    assert all(link["network"] == ["toxibul"] and link["minutes"] == ["45"] for link in links)
