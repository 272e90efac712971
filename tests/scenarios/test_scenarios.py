"""The referral cases, one by one: what is certain is asserted, what is probable is reported."""

import pytest

from tests.scenarios.cases import CASES, REFERRALS, Case
from tests.scenarios.doubts import PROBABLE
from tests.scenarios.report import outcome, why

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_what_a_referrer_expects(case: Case, record_property) -> None:
    found = outcome(case)
    for doubt in found.doubted:
        record_property(PROBABLE, f"{case.id}: {doubt}")
    assert not found.broken, why(case)


def test_every_referral_is_a_case_and_asks_the_same_question() -> None:
    assert [case.id for case in CASES] == list(REFERRALS)
    for case in CASES:
        referral = REFERRALS[case.id]
        assert case.age == referral["age"], case.id
        assert case.orpha == referral["orpha"], case.id
        assert case.commune is None or case.place in referral["place"], case.id


def test_what_is_certain_is_asserted_and_what_is_not_is_only_reported() -> None:
    for case in CASES:
        named = REFERRALS[case.id]["certain_part"]
        assert bool(case.certain) == (named is not None), case.id
        if case.certainty == "certain":
            assert not case.probable, case.id


@pytest.mark.parametrize(
    ("case_id", "communes"), [("S03", 10), ("S08", 3), ("S24", 22), ("S34", 23)]
)
def test_a_shared_postcode_is_never_answered_in_silence(case_id: str, communes: int) -> None:
    """Either it asks which commune, or it says that the steps are the same for all of them."""
    case = next(case for case in CASES if case.id == case_id)
    assert case.place.isdigit()
    answer = case.asked(place_text=case.place, disease_text=case.disease)
    assert len(answer.places) == communes
    said = {notice.code for notice in answer.notices}
    assert answer.status == "choose_place" or "same_for_all_communes" in said
