"""`make bench`: the comparisons, one line each, on a throw-away database.

`python -m benchmarks throughput nearest` measures these alone. What misses its target is said to be
short; only what could not be measured is a failure.
"""

import os
import signal
import sys
from pathlib import Path
from types import FrameType

LOCAL = Path(__file__).resolve().parent.parent / ".local"
PARTS = (
    "siting",
    "loading",
    "coverage",
    "finess",
    "orphanet",
    "nearest",
    "sheet",
    "geojson",
    "throughput",
)


def main() -> int:
    asked = set(sys.argv[1:]) or set(PARTS)
    if unknown := asked - set(PARTS):
        print(f"unknown: {', '.join(sorted(unknown))}; parts: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, interrupt)
    database = f"esmara_bench_{os.getpid()}"
    os.environ["BENCH_DATABASE"] = database
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.reference.settings"
    import django

    django.setup()
    from benchmarks.comparisons import compare

    try:
        compare(database, asked, LOCAL / "bench.json")
    except KeyboardInterrupt:
        print("\nInterrupted; the databases made for it are dropped.", file=sys.stderr)
        return 130
    return 0


def interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
