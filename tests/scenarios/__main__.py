"""`python -m tests.scenarios`: the referral cases on the shipped data, as a table in Markdown."""

import os
import sys


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geo_directory.settings.test")
    import django

    django.setup()
    from tests.scenarios.cases import CASES
    from tests.scenarios.report import HEADER, outcome
    from tests.shipped_database import shipped_database

    with shipped_database():
        outcomes = [outcome(case) for case in CASES]
    print(HEADER)
    for found in outcomes:
        print(found.row)
    return 1 if any(found.broken for found in outcomes) else 0


if __name__ == "__main__":
    sys.exit(main())
