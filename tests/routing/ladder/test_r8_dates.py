"""Rule R8: an ended label never leads; an old source is said."""

from datetime import date

from routing.ladder.r8_dates import is_over, reasons
from tests.routing.builders import candidate

TODAY = date(2026, 11, 21)


def said(**facts):
    return [reason.text for reason in reasons(candidate(**facts), TODAY)]


def test_a_label_is_over_the_day_after_its_last():
    assert is_over(candidate(label_until=date(2026, 11, 20)), TODAY)
    assert not is_over(candidate(label_until=TODAY), TODAY)
    assert not is_over(candidate(), TODAY)


def test_a_past_end_is_said_with_its_day():
    (words,) = said(label_until=date(2026, 8, 1), vintage="before 2017")
    assert words.fr == "Ce label était valable jusqu’au 1 août 2026."
    assert words.en == "This label was valid until 1 August 2026."


def test_the_age_of_a_source_is_one_sober_line():
    (words,) = said(vintage="before 2017")
    assert "antérieure à 2017" in words.fr
    (words,) = said(vintage="2017-2022", label_until=TODAY)
    assert "from 2017 to 2022" in words.en


def test_a_recent_or_undated_source_says_nothing():
    assert said(vintage="2023+") == []
    assert said(vintage="") == []


def test_every_line_bears_the_code_of_the_rule():
    assert [r.code for r in reasons(candidate(vintage="2017-2022"), TODAY)] == ["R8"]
    assert [r.code for r in reasons(candidate(label_until=date(2020, 1, 1)), TODAY)] == ["R8"]
