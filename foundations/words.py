"""A text in the two languages of the site, where both are written by hand beside each other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    fr: str
    en: str
