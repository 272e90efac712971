"""/observatoire/comparer/: two subjects side by side, with what is known of each."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from foundations.http import query_values
from foundations.problems import Problem
from observatory.choosing import Form
from observatory.concluding import conclusions
from observatory.covering import answering
from observatory.drawn import comparison
from observatory.publishing import published
from routing.coverage.answering import Coverage, answer
from routing.coverage.figures import Figures, Share
from routing.coverage.parameters import KINDS, read
from routing.coverage.question import USUAL_MINUTES

SIDES = ("a", "b")
COMMON = ("audience", "minutes", "region", "departments")


@dataclass(frozen=True, slots=True)
class Pair:
    """A zone seen from both subjects; `difference` is in points of share, b less a."""

    code: str
    name: str
    people: int
    a: Figures
    b: Figures
    share_a: Share
    share_b: Share

    @property
    def difference(self) -> float | None:
        if self.share_a.central is None or self.share_b.central is None:
            return None
        return 100 * (self.share_b.central - self.share_a.central)


@answering
def compare(request: HttpRequest) -> HttpResponse:
    """With one subject or none, the form; with two, their figures."""
    given = {k: v for k, v in query_values(request, [*SIDES, *COMMON]).items() if v}
    forms = {side: Form(about=given.get(side, "")) for side in SIDES}
    context: dict[str, Any] = {
        "forms": forms,
        "minutes": given.get("minutes", str(USUAL_MINUTES)),
        "audience": given.get("audience", ""),
    }
    if all(side in given for side in SIDES):
        a, b = (_answered(given, side) for side in SIDES)
        pairs = _pairs(a, b)
        context |= {
            "a": a,
            "b": b,
            "whole": _pair(a.whole, b.whole, a.question.minutes),
            "pairs": pairs,
            "drawing": comparison(a, b, pairs),
            "question": a.question,
            "conclusions_a": conclusions(a),
            "conclusions_b": conclusions(b),
            "are_complete": a.subject.is_complete and b.subject.is_complete,
        }
    return published(request, "observatory/compare.html", context)


def _answered(given: dict[str, str], side: str) -> Coverage:
    kind, _colon, code = given[side].partition(":")
    if kind not in KINDS or not code:
        raise Problem(
            code="invalid",
            detail=_("Il faut deux réseaux, filières ou labels à comparer."),
            errors={side: [_("attendu : network:…, filiere:… ou label:…")]},
        )
    return answer(read({kind: code} | {k: v for k, v in given.items() if k in COMMON}))


def _pairs(a: Coverage, b: Coverage) -> list[Pair]:
    """Regions, or departments when those that are asked lie in one region."""
    level = "regions" if len(a.regions) > 1 else "departments"
    zones = zip(getattr(a, level), getattr(b, level), strict=True)
    return [_pair(one, other, a.question.minutes) for one, other in zones]


def _pair(a: Figures, b: Figures, minutes: int) -> Pair:
    share_a, share_b = (
        next(share for share in row.shares if share.minutes == minutes) for row in (a, b)
    )
    return Pair(a.zone.code, a.zone.name, a.people, a, b, share_a, share_b)
