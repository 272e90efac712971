"""« Et si ? »: the same question, with sites that open and sites that close. Nothing is kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from routing.coverage.answering import Coverage, measure
from routing.coverage.sites import Site, Supply


@dataclass(frozen=True, slots=True)
class Scenario:
    """Sites to open, and the keys of sites to close."""

    opened: tuple[Site, ...] = ()
    closed: frozenset[str] = frozenset()

    @property
    def changes_nothing(self) -> bool:
        return not self.opened and not self.closed


def suppose(coverage: Coverage, scenario: Scenario) -> Coverage:
    """The coverage as it would be; every view of a Coverage is a view of it too."""
    supply = changed(coverage.supply, scenario)
    return replace(coverage, measured=measure(coverage.origins, supply, coverage.question.minutes))


def changed(supply: Supply, scenario: Scenario) -> Supply:
    """Without the closed sites, with the opened ones; a site that stands opens no second time."""
    kept = [site for site in supply.sites if site.key not in scenario.closed]
    standing = {site.key for site in kept}
    opened = [site for site in scenario.opened if site.key not in standing]
    return replace(supply, sites=tuple(_in_order([*kept, *opened])))


def already_standing(supply: Supply, sites: Iterable[Site]) -> Sequence[Site]:
    """Those of the sites where a centre stands already."""
    standing = {site.key for site in supply.sites}
    return [site for site in sites if site.key in standing]


def _in_order(sites: Iterable[Site]) -> list[Site]:
    return sorted(sites, key=lambda site: site.key)
