"""How many patients are to be expected: only where Orphanet has a figure for that very geography.

A prevalence at birth counts births, a point prevalence people: they are never mixed, and only the
second tells how many patients live somewhere. The figure of France says nothing of a department.
"""

from dataclasses import dataclass

from diseases.models import Prevalence
from foundations.provenance import Evidence
from foundations.text import fold
from routing.coverage.answering import Coverage
from routing.coverage.small import FEWEST_PATIENTS

PER = 100_000
FRANCE = "France"


@dataclass(frozen=True, slots=True)
class Expected:
    """Patients between `low` and `high`, from figures in patients for 100,000 people.

    `is_few` when `high` is too small to be told.
    """

    low: int
    high: int
    geography: str
    reference: str

    @property
    def is_few(self) -> bool:
        return self.high < FEWEST_PATIENTS

    @property
    def is_one_figure(self) -> bool:
        return self.low == self.high


def expected_patients(coverage: Coverage) -> Expected | None:
    """None when it cannot be estimated: no disease, no figure for this very zone, or only others
    than a point prevalence."""
    geography = _geography(coverage)
    if coverage.subject.kind != "disease" or geography is None:
        return None
    rows = Prevalence.objects.filter(
        disease=int(coverage.subject.code), kind=Prevalence.Kind.POINT, validated=True, value__gt=0
    ).exclude(evidence=Evidence.GENERAL_KNOWLEDGE)
    found = [row for row in rows.order_by("pk") if fold(row.geography) == fold(geography)]
    if not found:
        return None
    values = [row.value for row in found if row.value is not None]
    people = coverage.whole.people
    return Expected(
        low=round(people * min(values) / PER),
        high=round(people * max(values) / PER),
        geography=geography,
        reference=found[0].reference,
    )


def _geography(coverage: Coverage) -> str | None:
    """The name of what is asked when Orphanet may know it: the country, or one department."""
    if not coverage.question.departments:
        return FRANCE
    asked = coverage.question.departments
    rows = [row.name for row in coverage.origins.departments if row.code in asked]
    return rows[0] if len(rows) == 1 else None
