"""Maladies Rares Info Services: the national line that answers for every rare disease."""

from foundations.words import Words
from routing.answer import Link

MRIS = (
    Link(Words.alike("01 56 53 81 36"), "tel:0156538136"),
    Link(Words.alike("maladiesraresinfo.org"), "https://www.maladiesraresinfo.org"),
)
"""Number as given by handicap.fr."""
