"""A study as a registry tells of it, whatever the registry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Site:
    """A place of a study in France, in the registry's words."""

    facility: str
    city: str
    recruits: bool | None = None
    """None when the registry does not say it of the site."""


@dataclass(frozen=True, slots=True)
class Study:
    """What is kept of a study. Ages are whole years, both included; `as_of` is an ISO date."""

    registry: str
    number: str
    title: str
    nct: str = ""
    eu_ct: str = ""
    eudract: str = ""
    acronym: str = ""
    design: str = ""
    phase: str = ""
    status: str = ""
    status_words: str = ""
    as_of: str = ""
    sponsor: str = ""
    age_min: int | None = None
    age_max: int | None = None
    enrolment: int | None = None
    conditions: tuple[str, ...] = ()
    sites: tuple[Site, ...] = ()
    in_france: bool = False
    url: str = ""

    @property
    def numbers(self) -> tuple[str, ...]:
        """The numbers by which registries know it, ours among them."""
        return tuple(number for number in (self.nct, self.eu_ct, self.eudract) if number)
