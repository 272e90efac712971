"""The whole ladder at its edges: order of arrival, the transfer, what is said of the others."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from routing.answer import PhoneLine
from routing.ladder import build
from tests.routing.builders import HUNTINGTON, candidate, some_candidates

TODAY = date(2026, 11, 21)


def made(candidates, *, age=40.0, territory="metropole"):
    return build(candidates, disease=HUNTINGTON, age=age, territory=territory, today=TODAY)


@given(candidates=some_candidates, dice=st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(candidates, dice):
    shuffled = dice.sample(candidates, len(candidates))
    assert made(shuffled) == made(candidates)


def test_of_two_centres_for_one_rung_the_nearer_comes_first_however_they_arrive():
    unsure, sure = candidate("unsure", km=5, audience="unknown"), candidate("sure", km=200)
    for arrived in ([unsure, sure], [sure, unsure]):
        steps = [step.centre.slug for step in made(arrived).steps if step.centre]
        assert steps == ["unsure", "sure"]


def test_the_lines_for_urgent_opinions_come_nearest_first():
    def with_line(slug, km):
        phone = PhoneLine("", "expert_line", url=f"https://example.org/{slug}")
        return candidate(slug, km=km, phones=(phone,))

    urgent = made([with_line("far", 80), with_line("near", 5)]).steps[0]
    assert [link.url for link in urgent.instruction.links[-2:]] == [
        "https://example.org/near",
        "https://example.org/far",
    ]


def test_nobody_is_transferred_from_corsica_to_the_mainland_by_an_overseas_platform():
    steps = made([candidate("mainland", label="CRMR_COORD", remoteness=2)], territory="corse").steps
    assert "coordination_outre_mer" not in {step.rung for step in steps}


def test_a_label_that_still_holds_leads():
    ending = candidate("ending", label_until=date(2026, 12, 31))
    assert [step.centre.slug for step in made([ending]).steps if step.centre] == ["ending"]


def test_a_line_keeps_how_its_centre_answers_for_the_disease():
    group = candidate("group", match="ancestor")
    other = candidate("other", km=80, match="ancestor")
    answer = made([group, other])
    numbered = next(step for step in answer.steps if step.centre)
    assert numbered.match == group.match
    assert answer.alternatives[0].match == other.match
