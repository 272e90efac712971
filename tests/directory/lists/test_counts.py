"""Each count is what its link shows: compared with rows counted one by one, for any combination."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory.lists.counts import DROPPED_WITH, counts, kept
from resources.models import Association
from structures.filters import PLATFORM
from structures.models import Audience, Category, Label, Structure
from tests.directory.lists.listed import Listed, everything, meeting

pytestmark = pytest.mark.django_db

FACETS = ("kind", "category", "department", "audience", "filiere", "label", "platform")
CRITERIA = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from([*Structure.Kind.values, "association"]).map(lambda one: (one,)),
        "category": st.sampled_from(Category.values).map(lambda one: (one,)),
        "department": st.sampled_from(["94", "77", "91", "89", "75", "972", "2A", "48"]),
        "audience": st.lists(
            st.sampled_from(Audience.values), min_size=1, max_size=2, unique=True
        ).map(tuple),
        "filiere": st.sampled_from(["BRAIN-TEAM", "FILNEMUS", "G2M", "MHEMO", "MUCO-CFTR"]),
        "label": st.lists(
            st.sampled_from(Label.values), min_size=1, max_size=3, unique=True
        ).map(tuple),
        "platform": st.sampled_from(list(PLATFORM)).map(lambda one: (one,)),
        "q": st.sampled_from(["hopital", "Henri-Mondor", "asso fr", "d'e", "zzz", "créteil"]),
    },
)  # fmt: skip


@pytest.fixture(scope="module")
def listed(django_db_setup, django_db_blocker) -> list[Listed]:
    with django_db_blocker.unblock():
        return everything()


def by_hand(listed: list[Listed], criteria: dict) -> tuple[int, dict[str, Counter], dict[str, int]]:
    q = criteria.get("q", "")
    chosen = {
        name: (value,) if isinstance(value, str) else value
        for name, value in criteria.items()
        if name != "q"
    }
    values: dict[str, Counter] = {}
    without = {}
    for facet in FACETS:
        dropped = {facet, *DROPPED_WITH.get(facet, ())}
        left = {name: value for name, value in chosen.items() if name not in dropped}
        rows = meeting(listed, left, q)
        told = {getattr(one, facet) for one in rows} - {None}
        if facet == "audience" and "both" in told:
            told |= {"adult", "child"}
        values[facet] = Counter({value: len(meeting(rows, {facet: (value,)})) for value in told})
        if facet in chosen:
            without[facet] = len(rows)
    return len(meeting(listed, chosen, q)), values, without


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(criteria=CRITERIA)
def test_every_count_is_that_of_the_rows(listed, criteria):
    total, values, without = by_hand(listed, criteria)
    counted = counts(criteria)
    assert counted.total == total
    for facet in FACETS:
        assert dict(counted.of(facet)) == dict(values[facet]), facet
    assert dict(counted.without) == {facet: left for facet, left in without.items() if left}


def test_kinds_add_up_to_everything(listed):
    counted = counts({})
    assert counted.total == sum(counted.of("kind").values()) == len(listed)
    assert counted.of("kind")["association"] == Association.objects.published().count() > 50
    assert set(counted.of("kind")) == {*Structure.Kind.values, "association"}


@pytest.mark.parametrize(
    "criteria", [{}, {"kind": ("centre",), "department": "94"}, {"q": "necker"}]
)
def test_all_facets_cost_one_statement(django_assert_max_num_queries, criteria):
    kept.cache_clear()
    with django_assert_max_num_queries(3):  # and the versions, twice outside `one_state`
        counts(criteria)


def test_what_is_typed_is_not_kept():
    kept.cache_clear()
    counts({"q": "Fontainebleau"})
    assert kept.cache_info().currsize == 0
    counts({"department": "94"})
    assert kept.cache_info().currsize == 1


def test_a_changed_row_is_counted_anew():
    before = counts({}).of("kind")["centre"]
    Structure.objects.filter(slug="huntington-henri-mondor-creteil").update(
        evidence="general_knowledge"
    )
    assert counts({}).of("kind")["centre"] == before - 1
