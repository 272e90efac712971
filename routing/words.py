"""What is said to people, in the two languages of the interface. Plain data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence, in French and in English."""

    fr: str
    en: str
