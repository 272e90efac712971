"""`make mutate`: of the mistakes that can be made in the ladder, how many its tests notice.

mutmut makes some 2,000 copies of routing/ladder/, each with one mistake (a bound, an operator, a
word), and runs the tests of tests/routing/ladder/ on each. Exit code: 0 when 85 % are noticed.
Interrupted, the same command goes on; what has not changed is not tried again.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STATISTICS = ROOT / "mutants" / "mutmut-cicd-stats.json"
LEAST = 0.85
MUTMUT = (sys.executable, "-m", "mutmut")


def main() -> int:
    if code := subprocess.run([*MUTMUT, "run", *sys.argv[1:]], cwd=ROOT, check=False).returncode:
        return code
    survivors = subprocess.run(
        [*MUTMUT, "results"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    subprocess.run([*MUTMUT, "export-cicd-stats"], cwd=ROOT, check=True, capture_output=True)
    counts = json.loads(STATISTICS.read_text(encoding="utf-8"))
    noticed = counts["killed"] + counts["timeout"]
    share = noticed / counts["total"]
    print(survivors)
    print(f"{noticed} of {counts['total']} mistakes noticed: {share:.1%} (at least {LEAST:.0%})")
    print("`.venv/bin/python -m mutmut show NAME` shows a mistake that was not noticed.")
    return 0 if share >= LEAST else 1


if __name__ == "__main__":
    sys.exit(main())
