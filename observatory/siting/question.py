"""What is asked: the centres in question, how many sites to open, and what for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from django.utils.translation import gettext as _

from foundations.problems import Problem
from routing.coverage.parameters import CoverageParameters, read
from routing.coverage.question import CoverageQuestion

Aim = Literal["cover", "shorten"]
"""The most people within the threshold of the question, or the least minutes in all."""

AIMS: tuple[Aim, ...] = get_args(Aim)
MOST_OPENED = 10
SITES, AIM = "p", "aim"


@dataclass(frozen=True, slots=True)
class SitingQuestion:
    """`sites` to open at most, 1 to MOST_OPENED."""

    coverage: CoverageQuestion
    sites: int
    aim: Aim

    @property
    def parameters(self) -> dict[str, str]:
        """As a form sends them; equal questions have equal parameters."""
        return {**self.coverage.parameters, SITES: str(self.sites), AIM: self.aim}


def of_coverage(given: Mapping[str, str]) -> CoverageQuestion:
    """The part of it that any page of the observatory asks. Raises Problem."""
    return read({name: given[name] for name in CoverageParameters.names() if given.get(name)})


def read_siting(given: Mapping[str, str]) -> SitingQuestion:
    """Raises Problem with what is wrong with each field."""
    coverage = of_coverage(given)
    number, aim = given.get(SITES, ""), given.get(AIM, "")
    wrong: dict[str, Any] = {}
    if not (number.isascii() and number.isdecimal() and len(number) <= 4):
        wrong[SITES] = [_("Le nombre de sites est un nombre entier.")]
    elif not 1 <= int(number) <= MOST_OPENED:
        wrong[SITES] = [_("On ouvre de 1 à %(n)d sites.") % {"n": MOST_OPENED}]
    if aim not in AIMS:
        wrong[AIM] = [_("Choisissez ce que l’on cherche.")]
    if wrong:
        raise Problem(code="invalid", detail=_("La demande est à reprendre."), errors=wrong)
    return SitingQuestion(coverage, int(number), next(one for one in AIMS if one == aim))
