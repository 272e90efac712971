"""What must stay true of whatever stands around a person, over made-up directories."""

from hypothesis import given, settings
from hypothesis import strategies as st

from routing.around.choosing import NEAR_KM, RELEVANCES
from routing.around.for_place import services_around
from routing.around.service import Area
from routing.around.services import Services
from routing.around.shelves import GROUPS, SHELVES
from routing.ladder.r2_age import Fit, fit_of
from structures.models.service import Category
from tests.routing.around.builders import POSITIONS, place, service

DEPARTMENTS = ("94", "77", "69", "972")
TERRITORIES = {"94": "metropole", "77": "metropole", "69": "metropole", "972": "martinique"}
AGES = st.none() | st.sampled_from([0, 0.5, 6, 14, 15, 17, 18, 45, 80])
BOUNDS = st.none() | st.sampled_from([0.0, 3.0, 15.0, 18.0, 60.0])
AREAS = st.none() | st.builds(
    Area,
    communes=st.frozensets(st.sampled_from(list(POSITIONS)), max_size=2),
    departments=st.frozensets(st.sampled_from(DEPARTMENTS), max_size=2),
    territories=st.frozensets(st.sampled_from(["metropole", "martinique"]), max_size=1),
    everywhere=st.booleans(),
)


@st.composite
def services(draw):
    """A directory of some services of every kind, most of them somewhere in their territory."""
    found = []
    for number in range(draw(st.integers(0, 20))):
        department = draw(st.sampled_from(DEPARTMENTS))
        ages = sorted((draw(BOUNDS), draw(BOUNDS)), key=lambda age: -1.0 if age is None else age)
        lon, lat = (-61.0, 14.6) if department == "972" else (2.6, 48.6)
        category = draw(st.sampled_from(Category.values))
        found.append(
            service(
                f"service-{number}",
                category,
                department=department,
                territory=TERRITORIES[department],
                commune=draw(st.none() | st.sampled_from(list(POSITIONS))),
                lon=lon + draw(st.floats(-0.3, 0.3)),
                lat=lat + draw(st.floats(-0.1, 0.1)),
                precision=draw(st.sampled_from(["exact", "probable", "department", "none"])),
                audience=draw(st.sampled_from(["adult", "child", "both", "unknown"])),
                age_min=ages[0],
                age_max=ages[1],
                paediatric=draw(st.sampled_from([None, False, True]))
                if category == "emergency"
                else None,
                relevance=draw(st.sampled_from(RELEVANCES)),
                diseases=draw(st.frozensets(st.sampled_from([399, 636]), max_size=1)),
                area=draw(AREAS),
            )
        )
    return found


COMPLETE = st.dictionaries(
    st.sampled_from(Category.values), st.frozensets(st.sampled_from(DEPARTMENTS)), max_size=8
)
WITHIN_REASON = settings(max_examples=60, deadline=None)
ASKED = {
    "held": services(),
    "complete": COMPLETE,
    "insee": st.sampled_from(list(POSITIONS)),
    "located": st.booleans(),
    "age": AGES,
}


def around(held, complete, insee, located, age):
    here = place(insee, located=located)
    return here, services_around(Services(held, complete), here, age, (399,))


@given(**ASKED)
@WITHIN_REASON
def test_nobody_of_another_territory_outside_the_area_of_another_age_or_disease(**asked):
    here, lines = around(**asked)
    held = {one.slug: one for one in asked["held"]}
    for line in (line for group in lines.values() for line in group if line.structure):
        one = held[line.structure["slug"]]
        if one.area is None:
            assert one.territory == here.territory
        else:
            assert one.area.contains(here)
        assert fit_of(one, asked["age"]) is not Fit.UNFIT
        assert not one.diseases or 399 in one.diseases
        if one.territory != here.territory or not asked["located"]:
            assert line.distance_km is None


@given(**ASKED)
@WITHIN_REASON
def test_without_a_complete_list_r7_is_said_and_nobody_far_is_named(**asked):
    here, lines = around(**asked)
    for shelf in SHELVES:
        is_offered = shelf.is_for(asked["age"], here.territory) and shelf.chosen_by != "disease"
        if not is_offered or here.department in asked["complete"].get(shelf.category, ()):
            continue
        of_kind = [line for line in lines[shelf.group] if line.kind == shelf.category]
        notices = [line.notice.fr for line in of_kind if line.notice]
        assert len(notices) == 1
        assert "Notre annuaire ne couvre pas encore votre département" in notices[0]
        named = [line for line in of_kind if line.structure]
        if shelf.category == "emergency":
            assert named == []
        for line in named:
            assert "Le plus proche." not in line.reason.fr
            one = next(o for o in asked["held"] if o.slug == line.structure["slug"])
            if one.area is None and not one.diseases and line.distance_km is not None:
                is_near = line.distance_km <= NEAR_KM
                assert is_near or line.structure["department"] == here.department


@given(**ASKED)
@WITHIN_REASON
def test_what_is_peripheral_never_comes_before_what_is_core(**asked):
    _, lines = around(**asked)
    for group in ("care", "living"):
        ranks = [
            RELEVANCES.index(line.structure["relevance"]) for line in lines[group] if line.structure
        ]
        assert ranks == sorted(ranks)


@given(**ASKED)
@WITHIN_REASON
def test_a_child_is_never_first_sent_to_an_unauthorised_department_when_one_is_known(**asked):
    _, lines = around(**asked)
    if asked["age"] is None or asked["age"] >= 15:
        return
    named = [line for line in lines["emergency"] if line.structure]
    measured = [line for line in named if line.distance_km is not None]
    if any(line.structure["paediatric_emergency"] for line in measured):
        assert named[0].structure["paediatric_emergency"]


@given(**ASKED, seed=st.randoms(use_true_random=False))
@WITHIN_REASON
def test_the_order_of_the_directory_changes_nothing(seed, **asked):
    _, lines = around(**asked)
    shuffled = asked | {"held": seed.sample(asked["held"], len(asked["held"]))}
    _, again = around(**shuffled)
    assert lines == again


@given(**ASKED)
@WITHIN_REASON
def test_every_line_has_a_reason_in_both_languages_and_a_group_that_is_shown(**asked):
    _, lines = around(**asked)
    assert list(lines) == list(GROUPS)
    for group, found in lines.items():
        for line in found:
            assert line.group == group
            assert line.reason.fr
            assert line.reason.en


def test_the_nearest_for_children_is_found_behind_many_that_are_not():
    held = [
        service(f"general-{n}", "emergency", paediatric=False, lat=48.78 + n / 1000)
        for n in range(40)
    ]
    held.append(service("children", "emergency", paediatric=True, lat=48.95))
    _, lines = around(held, {"emergency": frozenset({"94"})}, "94028", True, 4)
    assert lines["emergency"][1].structure["slug"] == "children"


def test_a_coordination_platform_is_offered_overseas_only():
    platform = service(
        "platform",
        "coordination_overseas",
        territory="martinique",
        area=Area(territories=frozenset({"martinique"})),
    )
    _, there = around([platform], {}, "97209", True, 30)
    assert [line.kind for line in there["rights"] if line.structure] == ["coordination_overseas"]
    _, here = around([platform], {}, "94028", True, 30)
    assert not any(line.kind == "coordination_overseas" for line in here["rights"])
