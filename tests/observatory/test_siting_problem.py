"""The numbers that a search is made of are those of the coverage, and so is what it finds."""

from dataclasses import asdict, replace

import numpy as np
import pytest

from foundations.problems import Problem
from observatory.siting import problem as problems
from observatory.siting.gains import brought
from observatory.siting.problem import prepare
from observatory.siting.question import SitingQuestion, read_siting
from observatory.siting.solving import Outcome, solve
from routing.coverage.answering import Coverage, answer
from routing.coverage.candidates import candidates
from routing.coverage.figures import Figures, within
from routing.coverage.question import CoverageQuestion
from routing.coverage.scenario import Scenario, suppose
from routing.coverage.sites import Supply

pytestmark = pytest.mark.django_db

HERE = CoverageQuestion("network", "toxibul", minutes=30, departments=("77", "91"))


def nobody_listens(stage: str, spent: float | None, best: object) -> None: ...


@pytest.fixture
def coverage() -> Coverage:
    return answer(HERE)


def without_sites(coverage: Coverage) -> Coverage:
    return suppose(coverage, Scenario(closed=frozenset(site.key for site in coverage.supply.sites)))


def share(whole: Figures) -> float:
    told = next(one.central for one in whole.shares if one.minutes == 30)
    assert told is not None
    return told


def test_candidates_are_the_hospitals_of_the_departments_without_a_site(coverage):
    found = candidates(coverage)

    standing = {site.key for site in coverage.supply.sites}
    assert len(found) > 3
    assert {site.department for site in found} <= {"77", "91"}
    assert not standing & {site.key for site in found}


def test_the_first_column_is_the_minutes_of_the_coverage(coverage):
    found = prepare(coverage, candidates(coverage)).problem

    here = within(coverage.measured, HERE.departments)
    expected = coverage.measured.reach.minutes.central[here]
    assert found.existing == 1
    assert np.array_equal(found.nearest_existing(), np.nan_to_num(expected, nan=np.inf))
    assert found.people.sum() == coverage.whole.people


def test_a_candidate_counts_where_it_would_be_the_nearest_and_nowhere_else(coverage):
    opening = candidates(coverage)

    found = prepare(coverage, opening).problem.minutes[:, 1:]

    here = within(coverage.measured, HERE.departments)
    assert np.isfinite(found).any(axis=0).sum() > 3
    for column, site in enumerate(opening[:6]):
        supposed = suppose(coverage, Scenario((site,)))
        place = [one.key for one in supposed.supply.sites].index(site.key)
        nearest = supposed.measured.reach.site[here, 0] == place
        minutes = np.where(nearest, supposed.measured.reach.minutes.central[here], np.inf)
        assert np.array_equal(found[:, column], minutes)


def test_blocks_change_nothing(coverage, monkeypatch):
    opening = candidates(coverage)
    at_once = prepare(coverage, opening).problem.minutes

    monkeypatch.setattr("routing.coverage.reach.CELLS_AT_ONCE", 100)

    assert np.array_equal(prepare(coverage, opening).problem.minutes, at_once)


def test_without_a_site_every_candidate_counts_everywhere(coverage):
    nowhere = without_sites(coverage)
    opening = candidates(nowhere)

    found = prepare(nowhere, opening).problem

    supply = Supply(tuple(opening), 0, 0)
    alone = suppose(nowhere, Scenario(supply.sites)).measured.reach.minutes.central
    here = within(coverage.measured, HERE.departments)
    assert found.existing == 0
    assert np.isfinite(found.minutes).all()
    assert (found.minutes.min(axis=1) <= alone[here]).all()  # the nearest may not be the quickest


def test_territories_do_not_compare():
    found = answer(replace(HERE, departments=("971", "972")))
    prepared = prepare(found, candidates(found))

    of = [site.territory for site in prepared.candidates]
    here = np.flatnonzero(within(found.measured, ("971", "972")))
    living = np.array(found.origins.territories)[found.origins.territory[here]]
    minutes = prepared.problem.minutes[:, prepared.problem.existing :]
    assert set(of) == {"guadeloupe", "martinique"}
    same = living[:, np.newaxis] == np.array(of)
    assert np.isfinite(minutes[same]).any()
    assert np.isinf(minutes[~same]).all()


def test_what_would_not_fit_in_memory_is_refused(coverage, monkeypatch):
    monkeypatch.setattr(problems, "MOST_CELLS", 1_000)

    with pytest.raises(Problem, match="choisissez une région"):
        prepare(coverage, candidates(coverage))


def found(aim: str) -> Outcome:
    given = {"network": "toxibul", "minutes": "30", "departments": "77"}
    return solve(read_siting({**given, "p": "1", "aim": aim}), nobody_listens, 20)


def test_one_site_is_the_best_of_all_candidates():
    coverage = answer(replace(HERE, departments=("77",)))
    supposed = {
        site.finess: suppose(coverage, Scenario((site,))).whole for site in candidates(coverage)
    }

    covering, shortening = found("cover"), found("shorten")

    assert covering.proven
    assert shortening.proven
    most = max(share(whole) for whole in supposed.values())
    assert most > share(coverage.whole)
    assert share(supposed[covering.opened[0].finess]) == most
    assert covering.after == asdict(supposed[covering.opened[0].finess])
    least = min(whole.mean for whole in supposed.values())
    assert least < coverage.whole.mean
    assert supposed[shortening.opened[0].finess].mean == least
    assert shortening.before == asdict(coverage.whole)


def test_what_the_sites_bring_adds_up(coverage):
    opening = candidates(coverage)[:4]

    each = list(brought(coverage, opening))

    whole = suppose(coverage, Scenario(tuple(opening))).whole
    assert sum(one.people for one in each) == coverage.whole.beyond - whole.beyond
    spared = sum(one.minutes for one in each)
    assert spared == pytest.approx(coverage.whole.mean - whole.mean)


def test_the_first_sites_reach_people(coverage):
    nowhere = without_sites(coverage)

    first, second = brought(nowhere, candidates(nowhere)[:2])

    assert first.reached == coverage.whole.people
    assert first.minutes is None
    assert second.reached == 0
    assert second.minutes > 0


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"p": "0"}, "p"),
        ({"p": "11"}, "p"),
        ({"p": "x"}, "p"),
        ({"p": "-1"}, "p"),
        ({"p": "²"}, "p"),
        ({"p": "1" * 5000}, "p"),
        ({"p": ""}, "p"),
        ({"aim": "best"}, "aim"),
        ({"aim": ""}, "aim"),
        ({"minutes": "0"}, "minutes"),
        ({"departments": "999"}, "departments"),
    ],
)
def test_what_is_wrong_is_told_of_its_field(changed, field):
    given = {"network": "toxibul", "p": "1", "aim": "cover", **changed}

    with pytest.raises(Problem) as told:
        read_siting(given)

    assert set(told.value.errors) == {field}


def test_equal_questions_have_equal_parameters():
    one = read_siting({"network": "toxibul", "departments": "94,77", "p": "02", "aim": "cover"})
    other = read_siting({"network": "toxibul", "departments": "77,94", "p": "2", "aim": "cover"})

    assert one == other == read_siting(one.parameters)
    assert isinstance(one, SitingQuestion)
    assert one.parameters == {
        "network": "toxibul", "departments": "77,94", "p": "2", "aim": "cover"
    }  # fmt: skip
