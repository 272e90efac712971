"""Opening hours in OSM's syntax: whether a text is one, and what it says of a moment, of a week.

Hours are judged at the clock of the place. What cannot be known is said: a public holiday of which
the text says nothing, or one that only the place keeps, is "unknown", never "open" or "closed".
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]
from opening_hours import State as LibraryState

from territories.territory import TIME_ZONES, Territory

State = Literal["open", "closed", "unknown"]

DAYS_SHOWN = 7
DAYS_AHEAD = 14
"""How far the next change is looked for: a month's closing is not announced as "closed until"."""

NOT_JUDGED = re.compile(r"\bSH\b|sunrise|sunset|dawn|dusk", re.IGNORECASE)
"""School holidays and the sun: nothing here knows their dates."""

PUBLIC_HOLIDAY = re.compile(r"\bPH\b", re.IGNORECASE)
ALWAYS = "24/7"

ALSACE_MOSELLE = "easter -2 days,Dec 26"
LOCAL_HOLIDAYS = {
    "57": ALSACE_MOSELLE,
    "67": ALSACE_MOSELLE,
    "68": ALSACE_MOSELLE,
    "971": "May 27",
    "972": "May 22",
    "973": "Jun 10",
    "974": "Dec 20",
    "976": "Apr 27",
    "977": "Oct 09",
    "978": "May 28",
}
"""By department, the holidays that it adds to those of France (code du travail, L3134-13 and
L3422-2). Those of the Pacific collectivities, which make their own law, are not known here."""

STATES: dict[LibraryState, State] = {
    LibraryState.OPEN: "open",
    LibraryState.CLOSED: "closed",
    LibraryState.UNKNOWN: "unknown",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one state, by the clock of the place; `comment` is the text's own."""

    start: datetime
    end: datetime
    state: State
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """What is not closed in a day; a span that passes midnight belongs to the day it begins."""

    date: date
    spans: tuple[Span, ...]
    is_holiday: bool

    @property
    def is_whole(self) -> bool:
        """Open from midnight to midnight."""
        return self._is_all("open")

    @property
    def is_unknown(self) -> bool:
        """Nothing is known of the whole day."""
        return self._is_all("unknown")

    def _is_all(self, state: State) -> bool:
        return any(span.state == state and span.end - span.start >= DAY for span in self.spans)


@dataclass(frozen=True, slots=True)
class Opening:
    """Hours judged at `moment`, the clock of the place.

    `changes` is when something else will be said, `closes` when what is open closes for sure,
    `opens` when what is closed opens; None when it is not within two weeks.
    """

    moment: datetime
    state: State
    comment: str
    changes: datetime | None
    closes: datetime | None
    opens: datetime | None
    is_holiday: bool
    week: tuple[Day, ...]

    @property
    def seconds_left(self) -> float | None:
        """How long what is said of now stays true."""
        return None if self.changes is None else (self.changes - self.moment).total_seconds()


DAY = timedelta(days=1)


def validate_opening_hours(text: str) -> None:
    """Raises ValidationError for what is not OSM's syntax, or speaks of what is not judged here."""
    if unknown := NOT_JUDGED.search(text):
        raise ValidationError(
            f"« {unknown[0]} » n’est pas pris en charge : les vacances scolaires et le soleil "
            "n’ont pas de date ici. Écrivez des jours et des heures.",
            code="opening_hours",
        )
    try:
        OpeningHours(text)
    except ParserError as error:
        raise ValidationError(_complaint(text, str(error)), code="opening_hours") from None


def _complaint(text: str, error: str) -> str:
    """Where the reading stopped: the library gives line and column."""
    found = re.search(r"--> \d+:(\d+)", error)
    rest = text[int(found[1]) - 1 :] if found else text
    return (
        f"Ces heures ne se lisent pas à partir de « {rest[:30]} ». Exemple : "
        "Mo-Fr 09:00-12:30,14:00-17:00; PH off (Mo Tu We Th Fr Sa Su : du lundi au dimanche ; "
        "PH off : fermé les jours fériés)."
    )


def opening_of(text: str, department: str, territory: str, moment: datetime) -> Opening | None:
    """What `text` says at `moment` (with its time zone); None when there is no text to judge.

    A text that no longer reads, written before it was checked, says nothing either.
    """
    if not text.strip():
        return None
    try:
        hours = OpeningHours(text, country="FR", auto_country=False, auto_timezone=False)
    except ParserError:
        return None
    here = moment.astimezone(zone_of(territory)).replace(tzinfo=None)
    first = datetime.combine(here.date(), time())
    spans = [
        span
        for number in range(DAYS_AHEAD)
        for span in _spans_of_day(hours, text, department, first + number * DAY)
    ]
    current = next(at for at, span in enumerate(spans) if span.start <= here < span.end)
    later = spans[current + 1 :]
    now = spans[current]
    change = next((s for s in later if (s.state, s.comment) != (now.state, now.comment)), None)
    closes = change if now.state == "open" and change and change.state == "closed" else None
    opens = next((s for s in later if s.state == "open"), None) if now.state == "closed" else None
    return Opening(
        moment=here,
        state=now.state,
        comment=now.comment,
        changes=change.start if change else None,
        closes=closes.start if closes else None,
        opens=opens.start if opens else None,
        is_holiday=_is_holiday(here.date(), department),
        week=tuple(_week(spans, first, department)),
    )


def zone_of(territory: str) -> ZoneInfo:
    """Metropolitan France's for a structure whose territory is not known."""
    return ZoneInfo(TIME_ZONES[Territory(territory or Territory.METROPOLE)])


def _spans_of_day(
    hours: OpeningHours, text: str, department: str, midnight: datetime
) -> list[Span]:
    next_midnight = midnight + DAY
    if _is_doubtful(midnight.date(), text, hours, department):
        return [Span(midnight, next_midnight, "unknown")]
    return [
        Span(start, min(end, next_midnight), STATES[state], comment)
        for start, end, state, comment in hours.intervals(midnight, next_midnight)
    ]


def _is_doubtful(day: date, text: str, hours: OpeningHours, department: str) -> bool:
    """Whether the text may say something false of a holiday: it does not name it."""
    if str(hours.normalize()) == ALWAYS:
        return False
    if _is_local_holiday(day, department):
        return True
    return _is_national_holiday(day) and not PUBLIC_HOLIDAY.search(text)


def _is_holiday(day: date, department: str) -> bool:
    return _is_national_holiday(day) or _is_local_holiday(day, department)


def _is_national_holiday(day: date) -> bool:
    return _holds("PH", day)


def _is_local_holiday(day: date, department: str) -> bool:
    kept = LOCAL_HOLIDAYS.get(department)
    return kept is not None and _holds(kept, day)


def _holds(expression: str, day: date) -> bool:
    """Whether the library's own calendar finds the day in an expression."""
    hours = OpeningHours(expression, country="FR", auto_country=False, auto_timezone=False)
    return hours.is_open(datetime.combine(day, time(12)))


def _week(spans: list[Span], first: datetime, department: str) -> list[Day]:
    """The days from `first` on; what goes on past midnight, for less than a day, is not cut."""
    days: list[Day] = []
    for number in range(DAYS_SHOWN):
        midnight = first + number * DAY
        shown = [s for s in spans if s.start.date() == midnight.date() and s.state != "closed"]
        if days and shown and _goes_on(days[-1], shown[0]):
            before = days[-1]
            joined = replace(before.spans[-1], end=shown.pop(0).end)
            days[-1] = replace(before, spans=(*before.spans[:-1], joined))
        days.append(Day(midnight.date(), tuple(shown), _is_holiday(midnight.date(), department)))
    return days


def _goes_on(day: Day, next_morning: Span) -> bool:
    if not day.spans or day.is_whole:
        return False
    last = day.spans[-1]
    return (
        last.end == next_morning.start
        and (last.state, last.comment) == (next_morning.state, next_morning.comment)
        and next_morning.end - last.start < DAY
    )
