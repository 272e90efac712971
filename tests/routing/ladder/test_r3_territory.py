"""Rule R3: no figure across territories; overseas, the local coordination first."""

import pytest

from routing.ladder.r3_territory import (
    COORDINATION_PLATFORMS,
    coordination_step,
    crossing,
    in_reach,
    is_overseas,
    other_territory,
    reason,
    transfer_step,
)
from tests.routing.builders import candidate


def test_the_mainland_and_corsica_have_no_coordination_platform():
    assert not is_overseas("metropole")
    assert coordination_step("metropole") is None
    assert coordination_step("corse") is None


@pytest.mark.parametrize("territory", COORDINATION_PLATFORMS)
def test_each_overseas_platform_is_named_first(territory):
    step = coordination_step(territory)
    assert COORDINATION_PLATFORMS[territory] in step.instruction.title.fr
    assert (step.grade, step.rung, step.roles) == (
        1,
        "coordination_outre_mer",
        ("coordination_outre_mer",),
    )
    assert step.access == "direct"


def test_a_collectivity_without_a_platform_has_its_hospital():
    step = coordination_step("saint_pierre_et_miquelon")
    assert step.instruction.title.fr.startswith("Votre hôpital")
    assert "tel:0156538136" in [link.url for link in step.instruction.links]


def test_the_site_of_the_platform_stands_before_the_national_line():
    urls = [link.url for link in coordination_step("martinique").instruction.links]
    assert urls[0] == "https://www.allomaladiesrares.com"
    assert urls[1] == "tel:0156538136"


def test_a_transfer_is_told_overseas_when_a_step_stands_elsewhere():
    here, elsewhere = candidate("here"), candidate("elsewhere", remoteness=1)
    assert transfer_step("martinique", [here]) is None
    assert transfer_step("metropole", [elsewhere]) is None
    assert "EVASAN" in transfer_step("martinique", [here, elsewhere]).instruction.text.fr


def test_a_platform_is_named_only_where_there_is_one():
    elsewhere = [candidate(remoteness=2)]
    for territory in ("saint_pierre_et_miquelon", "polynesie"):
        assert "plateforme" not in transfer_step(territory, elsewhere).instruction.text.fr
        assert "plateforme" not in other_territory(territory, elsewhere).text.fr
    assert "plateforme" in transfer_step("guyane", elsewhere).instruction.text.fr
    assert "plateforme" in other_territory("guyane", elsewhere).text.fr


def test_why_a_line_has_no_figure():
    assert "autre territoire" in reason(candidate(remoteness=1)).text.fr
    assert "position" in reason(candidate(km=None)).text.fr
    assert reason(candidate()) is None
    assert reason(candidate(remoteness=2)).code == "R3"


def test_the_basin_and_the_mainland_are_in_reach_other_islands_are_not():
    basin = candidate("basin", remoteness=1, territory="guadeloupe")
    mainland = candidate("mainland", remoteness=2)
    island = candidate("island", remoteness=2, territory="reunion")
    assert in_reach([island, mainland, basin]) == [mainland, basin]


def test_nobody_in_the_territory_is_said_with_who_arranges_the_journey():
    away = [candidate(remoteness=2)]
    assert "la plateforme de coordination organise" in other_territory("martinique", away).text.fr
    assert "votre médecin organise" in other_territory("metropole", away).text.fr
    assert other_territory("metropole", []) is None
    assert other_territory("metropole", [*away, candidate()]) is None


def test_a_crossing_is_said_with_its_means():
    assert "Groix" in crossing("Groix", "bateau").text.fr
    assert "bateau" in crossing("Groix", "bateau").text.en
    assert crossing("Créteil", "") is None
