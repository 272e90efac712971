"""/observatoire/et-si/: what would change if sites opened or closed.

A scenario lives in the page: it is sent with the form, answered, and kept nowhere.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from foundations.problems import Problem
from foundations.version import one_state
from observatory.concluding import conclusions
from observatory.covering import permanent
from observatory.drawn import MAPS, country_map, spotted
from observatory.publishing import published, refused, uncached
from routing.coverage.answering import Coverage, answer
from routing.coverage.candidates import candidates
from routing.coverage.figures import Figures
from routing.coverage.hospitals import Found, hospitals
from routing.coverage.parameters import CoverageParameters, read
from routing.coverage.scenario import Scenario, already_standing, suppose

OPENED, CLOSED, PASTED = "open", "close", "finess"
MOST_OPENED = 200
FINESS = re.compile(r"\b(?:\d{2}|2[AB])[ .]?\d{3}[ .]?\d{3}[ .]?\d\b|\b\d{9}\b", re.IGNORECASE)
LONG_DIGITS = re.compile(r"\d{4,}")
MOST_PASTED = 20_000  # characters


@dataclass(frozen=True, slots=True)
class Change:
    """A zone before and after."""

    before: Figures
    after: Figures
    minutes: int

    @property
    def share_before(self) -> Any:
        return next(one for one in self.before.shares if one.minutes == self.minutes)

    @property
    def share_after(self) -> Any:
        return next(one for one in self.after.shares if one.minutes == self.minutes)

    @property
    def gained(self) -> int | None:
        """People newly within the threshold; negative when they are farther than before."""
        if self.share_before.central is None and self.share_after.central is None:
            return None
        gained = (self.share_after.central or 0) - (self.share_before.central or 0)
        return round(self.before.people * gained)

    @property
    def spared(self) -> float | None:
        """Minutes that an inhabitant spares, on average."""
        if self.before.mean is None or self.after.mean is None:
            return None
        return self.before.mean - self.after.mean

    @property
    def is_any(self) -> bool:
        return self.before != self.after


NOTHING = Found((), (), ())


@dataclass(frozen=True, slots=True)
class Asked:
    """A scenario as it was sent: what was understood of it, and what was not."""

    opened: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    pasted: str = ""
    found: Found = NOTHING
    unread: tuple[str, ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
def scenario(request: HttpRequest) -> HttpResponse:
    """By GET the form, by POST what the scenario changes. What is wrong is said, nothing lost."""
    sent = request.POST if request.method == "POST" else request.GET
    try:
        with one_state():
            return _answered(request, sent)
    except Problem as problem:
        return refused(request, problem)


def _answered(request: HttpRequest, sent: QueryDict) -> HttpResponse:
    parameters = {name: sent[name] for name in CoverageParameters.names() if sent.get(name)}
    before = answer(read(parameters))
    context: dict[str, Any] = {
        "coverage": before,
        "question": before.question,
        "subject": before.subject,
        "parameters": before.question.parameters,
        "address": permanent(request, before.question),
        "sites": spotted(before.supply.sites),
        "hospitals": spotted(candidates(before)),
    }
    if request.method != "POST":
        context |= {"asked": Asked(), "drawing": country_map(before, MAPS[0].name)}
        return published(request, "observatory/scenario.html", context)
    asked = read_scenario(sent)
    changes = Scenario(asked.found.sites, frozenset(asked.closed))
    after = suppose(before, changes)
    context |= {
        "asked": asked,
        "supposed": after,
        "changes_nothing": after.supply == before.supply,
        "standing": already_standing(before.supply, asked.found.sites),
        "whole": Change(before.whole, after.whole, before.question.minutes),
        "changes": _changes(before, after),
        "conclusions": conclusions(after),
        "drawing": country_map(after, MAPS[0].name),
    }
    return uncached(render(request, "observatory/scenario.html", context))


def read_scenario(sent: QueryDict) -> Asked:
    """Boxes that are ticked, and whatever was pasted: FINESS numbers among other words."""
    pasted = sent.get(PASTED, "")
    if len(pasted) > MOST_PASTED:
        raise Problem(
            code="too_large",
            detail=_("La liste collée est trop longue."),
            errors={PASTED: [_("au plus %(n)d caractères") % {"n": MOST_PASTED}]},
        )
    numbers = [re.sub(r"[ .]", "", number).upper() for number in FINESS.findall(pasted)]
    opened = list(dict.fromkeys([*sent.getlist(OPENED), *numbers]))
    if len(opened) > MOST_OPENED:
        raise Problem(
            code="too_many",
            detail=_("Un scénario ouvre au plus %(n)d sites.") % {"n": MOST_OPENED},
            errors={PASTED: [_("%(n)d numéros donnés") % {"n": len(opened)}]},
        )
    return Asked(
        opened=tuple(opened),
        closed=tuple(sent.getlist(CLOSED)),
        pasted=pasted,
        found=hospitals(opened),
        unread=_unread(pasted),
    )


def _unread(pasted: str) -> tuple[str, ...]:
    """Lines without a number, and digits that are no number: a planner must see what was not
    understood."""
    unread: list[str] = []
    for line in filter(None, map(str.strip, pasted.splitlines())):
        rest = FINESS.sub(" ", line)
        unread += [line[:60]] if rest == line else LONG_DIGITS.findall(rest)
    return tuple(unread)


def _changes(before: Coverage, after: Coverage) -> list[Change]:
    """The departments where something changes, those where most people gain first."""
    minutes = before.question.minutes
    pairs = zip(before.departments, after.departments, strict=True)
    changes = [Change(one, other, minutes) for one, other in pairs]
    moved = [one for one in changes if one.is_any]
    return sorted(moved, key=lambda one: (-(one.gained or 0), one.before.zone.code))
