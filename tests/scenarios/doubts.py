"""What is probable and does not hold travels with the test's report, to the end of the run."""

from collections.abc import Iterable
from typing import Any

PROBABLE = "probable"


def not_confirmed(reports: Iterable[Any]) -> list[str]:
    """From pytest's reports, each doubt once."""
    return sorted(
        {
            str(text)
            for report in reports
            for name, text in report.user_properties
            if name == PROBABLE
        }
    )
