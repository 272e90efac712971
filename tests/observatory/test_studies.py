"""The studies that are shipped say what the engine finds, and what a plain loop finds too."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from pyproj import Geod

from foundations.geography import lon_lat
from observatory.studies import words
from observatory.studies.document import Picture, Study, table, written
from observatory.studies.drepanocytose_ile_de_france import inside_only
from routing import travel
from routing.coverage.answering import answer
from routing.coverage.figures import Share
from routing.coverage.question import CoverageQuestion
from structures.models import Centre
from territories.models import Commune

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "studies"
TOXIBUL = FOLDER / "toxibul.md"
SICKLE_CELL = FOLDER / "drepanocytose-ile-de-france.md"
WGS84 = Geod(ellps="WGS84")
STALE = "make manage ARGS=write_studies has something to write"


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.django_db
def test_the_files_are_those_of_the_shipped_data_whatever_the_day_and_the_run(tmp_path, capsys):
    call_command("write_studies", folder=tmp_path)
    made, shipped = contents(tmp_path), contents(FOLDER)
    assert sorted(made) == sorted(shipped), STALE
    assert [name for name in made if made[name] != shipped[name]] == [], STALE

    capsys.readouterr()
    call_command("write_studies", folder=tmp_path)
    assert capsys.readouterr().out.splitlines() == [
        "toxibul : rien n’a changé.",
        "drepanocytose-ile-de-france : rien n’a changé.",
    ]
    assert contents(tmp_path) == made


def sites(network: str) -> list[Centre]:
    """Of the mainland."""
    centres = Centre.objects.filter(network__slug=network).exclude(label="AFFILIATION")
    found = centres.select_related("establishment__commune")
    return [one for one in found if one.establishment.territory == "metropole"]


def estimated(commune: Commune, centres: list[Centre]) -> travel.Travel:
    """To the nearest, with nothing of the engine but the estimate itself."""

    def metres(centre: Centre) -> float:
        here, there = lon_lat(commune.point), lon_lat(centre.point)
        return WGS84.inv(*here, *there)[2]

    nearest = min(centres, key=metres)
    km = metres(nearest) / 1000
    km = round(km) if nearest.point_precision == "probable" else round(km, 3)
    density = min(commune.density or 0, nearest.establishment.commune.density or 0)
    return travel.estimate(km, density=density, territory="metropole")


def row_of(document: Path, name: str) -> list[str]:
    line = next(line for line in document.read_text().splitlines() if line.startswith(f"| {name} "))
    return [cell.strip() for cell in line.strip("|").split("|")]


def check_zone(document: Path, name: str, communes: list[Commune], centres: list[Centre]) -> None:
    """The people and the bounds of the share within an hour, as the table of zones has them."""
    low = high = people = 0
    for commune in communes:
        people += commune.population
        if commune.crossing:  # an island without a bridge: people and no minutes
            continue
        found = estimated(commune, centres)
        low += commune.population * (found.minutes_high <= 60)
        high += commune.population * (found.minutes_low <= 60)
    _name, told, _sites, share, *_rest = row_of(document, name)
    assert told == words.count(people)
    assert share.endswith(f"({words.percent(low / people)} à {words.percent(high / people)})")


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "name"), [("53", "Bretagne"), ("28", "Normandie")])
def test_the_shares_of_a_region_are_those_of_a_plain_loop(code, name):
    communes = list(Commune.objects.filter(department__region=code))
    check_zone(TOXIBUL, name, communes, sites("toxibul"))


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "name"), [("77", "Seine-et-Marne"), ("78", "Yvelines")])
def test_the_shares_of_a_department_are_those_of_a_plain_loop(code, name):
    communes = list(Commune.objects.filter(department=code))
    check_zone(SICKLE_CELL, name, communes, sites("drepano-thal"))


@pytest.mark.django_db
def test_the_worst_served_commune_is_as_far_as_a_plain_loop_says():
    centres = sites("toxibul")
    menton = Commune.objects.get(insee="06083")
    found = estimated(menton, centres)
    _name, people, minutes, _site = row_of(TOXIBUL, "Menton (06)")
    assert people == words.count(menton.population)
    assert minutes.endswith(f"({found.minutes_low} à {found.minutes_high})")


@pytest.mark.django_db
def test_without_the_sites_outside_none_is_left_there_and_nobody_is_nearer():
    coverage = answer(
        CoverageQuestion("disease", "232", departments=("75", "77", "78", "91", "92", "93"))
    )
    inside = inside_only(coverage)
    assert {site.department for site in inside.supply.sites} <= set(coverage.question.departments)
    assert 0 < len(inside.supply.sites) < len(coverage.supply.sites)
    for before, after in zip(coverage.departments, inside.departments, strict=True):
        assert after.mean >= before.mean


@pytest.mark.parametrize("document", [TOXIBUL, SICKLE_CELL], ids=lambda file: file.stem)
def test_a_study_is_readable_and_names_no_machine(document):
    text = document.read_text()
    assert not re.search(r"localhost|127\.0\.0\.1|/tmp|/home|/work", text)
    body, _sources = text.split("Sources, avec")
    prose = [line for line in body.splitlines() if line and not line.startswith(("|", "#", "!"))]
    sentences = [one for line in prose for one in re.split(r"(?<=[.?!:;]) ", line)]
    names_left_out = r"(?<![\w’'-])[a-zà-ÿ][\wà-ÿ]*"
    assert [one for one in sentences if len(re.findall(names_left_out, one)) > 20] == []
    assert len(re.findall(r"^\d\. ", text, re.MULTILINE)) == 5


def test_figures_are_told_with_what_is_not_known_of_them():
    assert words.bounded(Share(60, 0.416, 0.362, 0.499)) == "42\xa0% (36\xa0% à 50\xa0%)"
    assert words.bounded(Share(60, 0.0, 0.0, 0.0)) == "0\xa0%"
    assert words.bounded(Share(60, None, None, None)) == "non estimable"
    assert words.minutes(None) == "non estimable"
    assert words.people(3_287_540) == "3,3\xa0millions d’habitants"
    assert words.people(1_040_000) == "1\xa0million d’habitants"
    assert words.people(77_042) == "77\u202f000 habitants"
    assert words.people(340) == "340 habitants"
    assert words.names([]) == ""
    assert words.names(["Lille"]) == "Lille"
    assert words.names(["Lille", "Marseille", "Annecy"]) == "Lille, Marseille et Annecy"
    assert words.number_of(0, "site", "sites") == "aucun site"
    assert words.changed("99 %", "99 %") == "reste à 99 %"
    assert words.changed("42 %", "46 %") == "passe de 42 % à 46 %"


def test_a_study_links_to_the_pictures_beside_it_and_is_written_once(tmp_path):
    study = Study(
        "one", ("# One", Picture("map", "A map", "<svg/>"), table(["a", "b"], [("x", "1")]))
    )
    assert [file.name for file in written(study, tmp_path)] == ["one.md", "one-map.svg"]
    assert (tmp_path / "one.md").read_text() == (
        "# One\n\n![A map](one-map.svg)\n\n| a | b |\n| --- | ---: |\n| x | 1 |\n"
    )
    assert written(study, tmp_path) == []
