"""Every network at a glance: national figures, computed once for what they are made of.

A network takes a tenth of a second: all of them would keep a reader waiting. They are kept in a
table by fingerprint, and computed again only for networks of which a site, a label or a commune
has changed.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import blake2b
from typing import Any

from foundations.version import Watched, current_version
from observatory.models import KeptCoverage
from routing.coverage import METHOD_EDITION
from routing.coverage.answering import answer
from routing.coverage.question import USUAL_MINUTES, CoverageQuestion
from routing.coverage.sites import supply
from routing.coverage.subject import Subject, subject
from routing.directory import Directory, current

AT_ONCE = 3
"""Networks that a request computes, a third of a second: others wait for the next request, or for
`manage.py measure_networks`."""


@dataclass(frozen=True, slots=True)
class Line:
    """A network with its figures for the whole country; None while they are not computed yet."""

    subject: Subject
    figures: dict[str, Any] | None

    @property
    def share(self) -> dict[str, Any] | None:
        """The share within an hour, with its bounds."""
        if self.figures is None:
            return None
        return next(share for share in self.figures["shares"] if share["minutes"] == USUAL_MINUTES)


def lines(at_once: int = AT_ONCE) -> list[Line]:
    """Complete lists first, then by name; those without any known site last."""
    directory = current()
    found = [subject(directory, "network", slug) for slug in directory.networks]
    found.sort(key=lambda one: (not one.known, not one.is_complete, one.name))
    figures = _kept(found)
    for one in [one for one in found if one.code not in figures][:at_once]:
        figures[one.code] = keep(one)
    return [Line(one, figures.get(one.code)) for one in found]


def stale(directory: Directory) -> Iterator[Subject]:
    """The networks whose figures are to be computed."""
    found = [subject(directory, "network", slug) for slug in directory.networks]
    figures = _kept(found)
    return (one for one in found if one.code not in figures)


def keep(one: Subject) -> dict[str, Any]:
    """Compute the figures of a network and keep them."""
    figures = asdict(answer(CoverageQuestion(kind="network", code=one.code)).whole)
    KeptCoverage.objects.update_or_create(
        network=one.code, defaults={"fingerprint": fingerprint(one), "figures": figures}
    )
    return figures


def fingerprint(one: Subject) -> str:
    """Equal for equal sites, labels and communes. Neither the completeness of the list nor a stated
    audience changes a figure of everybody: both are read beside the figures."""
    sites = supply(one.centres, None)
    made_of = (METHOD_EDITION, current_version(Watched.COMMUNES), sites)
    return blake2b(repr(made_of).encode(), digest_size=32).hexdigest()


def _kept(found: list[Subject]) -> dict[str, dict[str, Any]]:
    rows = KeptCoverage.objects.values_list("network", "fingerprint", "figures")
    kept = {network: (mark, figures) for network, mark, figures in rows}
    return {
        one.code: kept[one.code][1]
        for one in found
        if one.code in kept and kept[one.code][0] == fingerprint(one)
    }
