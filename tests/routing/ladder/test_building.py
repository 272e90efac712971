"""The ladder: who fills which rung, each with its reasons."""

from datetime import date

from hypothesis import given

from routing.ladder import build, by_distance
from tests.routing.builders import HUNTINGTON, candidate, some_candidates

TODAY = date(2026, 11, 21)


def ladder(*candidates, age=40.0, territory="metropole"):
    return build(
        sorted(candidates, key=by_distance),
        disease=HUNTINGTON,
        age=age,
        territory=territory,
        today=TODAY,
    )


def centres(steps):
    return [(step.centre.slug, step.roles) for step in steps if step.centre]


def codes(step):
    return [reason.code for reason in step.reasons]


def test_one_coordinator_nearby_fills_three_rungs_and_is_shown_once():
    steps = ladder(candidate("mondor", label="CRMR_COORD", km=1)).steps
    assert centres(steps) == [("mondor", ("proximite", "reference", "recours"))]


def test_each_rung_has_its_own_centre_in_order_of_grade():
    steps = ladder(
        candidate("coordinator", label="CRMR_COORD", km=400),
        candidate("constitutive", label="CRMR_CONST", km=100),
        candidate("competence", km=20),
    ).steps
    assert centres(steps) == [
        ("competence", ("proximite",)),
        ("constitutive", ("reference",)),
        ("coordinator", ("recours",)),
    ]
    assert [step.grade for step in steps] == sorted(step.grade for step in steps)


def test_the_family_doctor_comes_first_and_the_filiere_last():
    steps = ladder(candidate(km=5)).steps
    assert steps[0].rung == "premier_recours"
    assert steps[-1].rung == "national_europe"
    assert steps[-1].access == "professional_only"


def test_full_coverage_is_promised_to_nobody():
    """One asks before a sure diagnosis, another is a relative: for neither is it requested."""
    doctor = ladder(candidate()).steps[0].instruction.text
    assert "Une fois le diagnostic confirmé" in doctor.fr
    assert "Once the diagnosis is confirmed" in doctor.en


def test_a_label_of_unknown_level_fills_proximity_alone():
    steps = ladder(candidate("unsaid", label="LABEL_UNKNOWN")).steps
    assert centres(steps) == [("unsaid", ("proximite",))]


def test_a_past_end_of_label_never_leads():
    over = candidate("over", km=1, label_until=date(2025, 1, 1))
    answer = ladder(over, candidate("valid", km=90))
    assert centres(answer.steps) == [("valid", ("proximite",))]
    assert centres(answer.alternatives) == [("over", ())]
    assert "R8" in codes(answer.alternatives[0])


def test_an_old_source_is_said_and_never_demotes():
    old = candidate("old", km=1, vintage="before 2017")
    steps = ladder(old, candidate("new", km=90)).steps
    assert centres(steps)[0][0] == "old"
    assert "R8" in codes(next(step for step in steps if step.centre))


def test_a_partial_network_is_never_called_the_nearest():
    partial = candidate(coverage="partial", known=1, announced=19)
    step = next(step for step in ladder(partial).steps if step.centre)
    said = next(reason.text.fr for reason in step.reasons if reason.code == "R7")
    assert "parmi les centres que nous connaissons (1 connu sur 19 annoncés" in said


def test_overseas_the_coordination_platform_comes_first_and_no_figure_crosses_the_sea():
    steps = ladder(
        candidate("paris", label="CRMR_COORD", remoteness=2), territory="martinique"
    ).steps
    assert steps[0].rung == "coordination_outre_mer"
    assert "Allo maladies rares" in steps[0].instruction.title.fr
    assert centres(steps) == [("paris", ("reference", "recours"))]
    paris = next(step for step in steps if step.centre)
    assert paris.distance_km is None
    assert paris.travel is None
    assert "R3" in codes(paris)


def test_an_adult_site_is_no_step_for_a_child():
    steps = ladder(candidate("adults", audience="adult", km=1), age=8).steps
    assert centres(steps) == []


@given(candidates=some_candidates)
def test_steps_and_alternatives_are_a_permutation_of_the_candidates(candidates):
    answer = ladder(*candidates)
    shown = [slug for slug, _ in centres(answer.steps) + centres(answer.alternatives)]
    assert sorted(shown) == sorted(c.centre.slug for c in candidates)


@given(candidates=some_candidates)
def test_alternatives_stand_in_order_of_the_distance_shown(candidates):
    distances = [step.distance_km for step in ladder(*candidates).alternatives]
    known = [km for km in distances if km is not None]
    assert known == sorted(known)
    assert distances == known + [None] * (len(distances) - len(known))


@given(candidates=some_candidates)
def test_every_line_has_a_reason(candidates):
    answer = ladder(*candidates)
    assert all(step.reasons for step in (*answer.steps, *answer.alternatives))
