"""`make bench`: the comparisons, one line each, on a throw-away database."""

import os
import signal
import sys
from pathlib import Path
from types import FrameType

from benchmarks.result import HEADER, Result, save

LOCAL = Path(__file__).resolve().parent.parent / ".local"
STRUCTURES, CENTRES = 30_000, 3_000


def main() -> int:
    signal.signal(signal.SIGTERM, interrupt)
    database = f"esmara_bench_{os.getpid()}"
    os.environ["BENCH_DATABASE"] = database
    os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.reference.settings"
    import django

    django.setup()
    try:
        results = compare(database)
    except KeyboardInterrupt:
        print("\nInterrupted; the databases made for it are dropped.", file=sys.stderr)
        return 130
    save(results, LOCAL / "bench.json")
    return 0 if all(result.met is not False for result in results) else 1


def compare(database: str) -> list[Result]:
    from django.db import connections

    from benchmarks import geojson, loading, proximity, synthetic, throughput
    from benchmarks.database import manage, throwaway
    from benchmarks.server import served

    results: list[Result] = []

    def show(lines: list[Result]) -> None:
        for result in lines:
            print(f"\r{result.line()}", flush=True)
        results.extend(lines)

    print(HEADER)
    empty = f"{database}_empty"
    with throwaway(empty):
        progress("tables")
        manage(empty, "migrate", "--no-input", "-v", "0")
        with throwaway(database, template=empty):
            try:
                progress("shipped data")
                loaded = loading.load(database)
                show(loading.measure(database, empty, loaded))
                progress(f"{STRUCTURES:,} synthetic structures")
                synthetic.fill(STRUCTURES, CENTRES)
                analyse()
                progress("nearest")
                show(proximity.measure())
                with served(database) as site:
                    progress("GeoJSON")
                    show(geojson.measure(site))
                    progress("requests a second")
                    show(throughput.measure(site))
            finally:
                connections.close_all()
    return results


def analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def progress(what: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{what} …", end="", file=sys.stderr, flush=True)


def interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
