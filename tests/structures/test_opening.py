"""Opening hours: open, closed or not known, at the clock of the place; bad texts are refused."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from structures.opening import LOCAL_HOLIDAYS, opening_of, validate_opening_hours
from territories.territory import OUTSIDE_THE_MAINLAND, TIME_ZONES, Territory

SECRETARIAT = "Mo-Fr 09:00-12:30,14:00-17:00; PH off"
NIGHT_DUTY = "Fr 20:00-02:00"
PARIS = ZoneInfo("Europe/Paris")


def in_paris(*when: int) -> datetime:
    return datetime(*when, tzinfo=PARIS)  # type: ignore[arg-type, misc]


def at_creteil(text: str, moment: datetime):
    opening = opening_of(text, "94", "metropole", moment)
    assert opening is not None
    return opening


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (in_paris(2026, 11, 27, 8, 59), "closed"),
        (in_paris(2026, 11, 27, 9, 0), "open"),
        (in_paris(2026, 11, 27, 12, 29), "open"),
        (in_paris(2026, 11, 27, 12, 30), "closed"),
        (in_paris(2026, 11, 28, 10, 0), "closed"),
    ],
)
def test_open_and_closed(moment: datetime, state: str) -> None:
    assert at_creteil(SECRETARIAT, moment).state == state


def test_nothing_written_is_neither_open_nor_closed() -> None:
    assert opening_of("", "94", "metropole", in_paris(2026, 11, 27, 10, 0)) is None


def test_what_a_text_says_unknown_is_unknown() -> None:
    opening = at_creteil("Mo-Fr 09:00-17:00 unknown", in_paris(2026, 11, 27, 10, 0))
    assert opening.state == "unknown"
    assert not opening.is_holiday


def test_the_next_change_is_told() -> None:
    morning = at_creteil(SECRETARIAT, in_paris(2026, 11, 27, 10, 0))
    assert morning.closes == datetime(2026, 11, 27, 12, 30)
    assert morning.seconds_left == 2.5 * 3600
    evening = at_creteil(SECRETARIAT, in_paris(2026, 11, 27, 18, 0))
    assert evening.opens == datetime(2026, 11, 30, 9, 0)


def test_always_open_never_changes() -> None:
    opening = at_creteil("24/7", in_paris(2026, 12, 25, 3, 0))
    assert (opening.state, opening.changes, opening.seconds_left) == ("open", None, None)
    assert all(day.is_whole for day in opening.week)


@pytest.mark.parametrize(
    ("department", "local_hour"), [("974", 13), ("972", 5), ("987", 23), ("94", 10)]
)
def test_the_clock_is_that_of_the_place(department: str, local_hour: int) -> None:
    """Nine in the morning in universal time, on a Friday in winter."""
    territory = OUTSIDE_THE_MAINLAND.get(department, Territory.METROPOLE)
    moment = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    opening = opening_of("Mo-Fr 09:00-12:30", department, territory, moment)
    assert opening is not None
    assert opening.moment.hour == local_hour
    assert opening.state == ("open" if 9 <= local_hour <= 12 else "closed")


def test_a_day_begins_at_its_own_midnight() -> None:
    """It is still Thursday in Tahiti when it is Friday in Paris."""
    opening = opening_of("Fr 00:00-24:00", "987", "polynesie_francaise", in_paris(2026, 11, 27, 8))
    assert opening is not None
    assert opening.state == "closed"
    assert opening.week[0].date.isoformat() == "2026-11-26"


def test_every_territory_has_a_clock() -> None:
    assert set(TIME_ZONES) == set(Territory)
    assert all(ZoneInfo(zone) for zone in TIME_ZONES.values())


def test_a_public_holiday_closes_what_says_so() -> None:
    opening = at_creteil(SECRETARIAT, in_paris(2026, 7, 14, 10, 0))
    assert (opening.state, opening.is_holiday) == ("closed", True)
    assert opening.week[0].spans == ()


def test_a_public_holiday_is_doubtful_for_what_does_not_speak_of_it() -> None:
    opening = at_creteil("Mo-Fr 09:00-17:00", in_paris(2026, 7, 14, 10, 0))
    assert (opening.state, opening.is_holiday) == ("unknown", True)
    assert opening.week[0].is_unknown
    assert [day.is_unknown for day in opening.week[1:]] == [False] * 6


def test_easter_monday_moves() -> None:
    for year, month, day in ((2026, 4, 6), (2027, 3, 29)):
        assert at_creteil(SECRETARIAT, in_paris(year, month, day, 10, 0)).state == "closed"


@pytest.mark.parametrize(
    ("department", "territory", "day"),
    [
        ("972", "martinique", (2026, 5, 22)),
        ("974", "reunion", (2027, 12, 20)),
        ("67", "metropole", (2026, 4, 3)),
        ("68", "metropole", (2025, 12, 26)),
    ],
)
def test_a_holiday_of_the_place_alone_is_doubtful(
    department: str, territory: str, day: tuple[int, int, int]
) -> None:
    """A text speaks of the holidays of all France: those of the place alone are not told."""
    moment = datetime(*day, 10, 0, tzinfo=ZoneInfo(TIME_ZONES[Territory(territory)]))
    here = opening_of(SECRETARIAT, department, territory, moment)
    assert here is not None
    assert (here.state, here.is_holiday) == ("unknown", True)
    assert at_creteil(SECRETARIAT, in_paris(*day, 10, 0)).state == "open"


def test_local_holidays_are_dates_that_the_library_reads() -> None:
    for kept in LOCAL_HOLIDAYS.values():
        validate_opening_hours(kept)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (in_paris(2026, 11, 27, 23, 0), "open"),
        (in_paris(2026, 11, 28, 1, 59), "open"),
        (in_paris(2026, 11, 28, 2, 0), "closed"),
        (in_paris(2026, 11, 27, 1, 0), "closed"),
    ],
)
def test_a_night_passes_midnight(moment: datetime, state: str) -> None:
    assert at_creteil(NIGHT_DUTY, moment).state == state


def test_a_night_is_told_once_on_the_day_it_begins() -> None:
    friday, saturday = at_creteil(NIGHT_DUTY, in_paris(2026, 11, 27, 10, 0)).week[:2]
    (span,) = friday.spans
    assert (span.start.hour, span.end.hour) == (20, 2)
    assert saturday.spans == ()


def test_the_night_that_goes_on_is_told_today() -> None:
    """What began yesterday is still shown, from midnight."""
    saturday = at_creteil(NIGHT_DUTY, in_paris(2026, 11, 28, 1, 0)).week[0]
    (span,) = saturday.spans
    assert (span.start.hour, span.end.hour) == (0, 2)


def test_a_comment_of_the_text_is_kept() -> None:
    opening = at_creteil('Mo-Fr 09:00-17:00 "sur rendez-vous"', in_paris(2026, 11, 27, 10, 0))
    assert (opening.state, opening.comment) == ("open", "sur rendez-vous")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("lundi 9h-17h", "« lundi 9h-17h »"),
        ("Mo-Fr 9-17", "« 9-17 »"),
        ("Mo-Fr 09:00-17:00; SH off", "vacances scolaires"),
        ("sunrise-sunset", "soleil"),
        ("ouvert le matin", "ne se lisent pas"),
    ],
)
def test_a_bad_text_is_refused_with_what_is_wrong(text: str, complaint: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_opening_hours(text)
    assert complaint in refused.value.messages[0]


@pytest.mark.parametrize(
    "text", [SECRETARIAT, NIGHT_DUTY, "24/7", "Apr-Sep Mo-Sa 08:00-20:00", "Mo,We 14:00-17:00"]
)
def test_a_good_text_is_taken(text: str) -> None:
    validate_opening_hours(text)


def test_a_text_that_no_longer_reads_says_nothing() -> None:
    assert opening_of("9h-17h", "94", "metropole", in_paris(2026, 11, 27, 10, 0)) is None


@given(
    text=st.sampled_from([SECRETARIAT, NIGHT_DUTY, "Mo-Su 06:00-23:00", "Sa[2] 09:00-12:00"]),
    minutes=st.integers(0, 2 * 366 * 24 * 60),
    department=st.sampled_from(["94", "67", "972", "974", "988"]),
)
def test_what_is_said_holds_until_it_changes(text: str, minutes: int, department: str) -> None:
    territory = OUTSIDE_THE_MAINLAND.get(department, Territory.METROPOLE)
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    now = opening_of(text, department, territory, moment)
    assert now is not None
    assert len(now.week) == 7
    if now.changes is None:
        return
    here = ZoneInfo(TIME_ZONES[territory])
    before = (now.changes - timedelta(minutes=1)).replace(tzinfo=here)
    at = now.changes.replace(tzinfo=here)
    if before >= moment:
        assert opening_of(text, department, territory, before).state == now.state  # type: ignore[union-attr]
    assert opening_of(text, department, territory, at).state != now.state  # type: ignore[union-attr]
