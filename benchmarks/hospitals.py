"""(f) The register of health establishments: 100,000 of them, all categories, six projections.

The real file is not the project's: a made one of the same layout, size and shares of categories
(tests/importers/finess/register.py), of which some 10,000 establishments are taken.
"""

from django.db import connections

from benchmarks.database import ROOT, connect, create, drop, manage
from benchmarks.result import Result
from tests.importers.finess import register

SITES = 100_000
SLOWEST = 20.0  # seconds
LARGEST = 400_000_000  # bytes of memory


def measure(database: str) -> list[Result]:
    """Loads the register into a copy of the shipped data, then once more, unchanged."""
    folder = ROOT / ".local"
    folder.mkdir(exist_ok=True)
    path = folder / "etalab-cs1100507-stock-20240520.csv"
    register.write(path, register.lines(register.made(SITES)))
    copy = f"{database}_finess"
    connections.close_all()  # a database that is in use is no template
    create(copy, template=database)
    try:
        seconds, memory = manage(copy, "load_finess", str(path))
        again, memory_again = manage(copy, "load_finess", str(path))
        taken = _taken(copy)
    finally:
        drop(copy)
        path.unlink()
    most = max(memory, memory_again)
    rows = f"{SITES:,} establishments, {taken:,} taken"
    return [
        Result(
            "load_finess",
            round(seconds, 1),
            None,
            "s",
            None,
            f"< {SLOWEST:.0f} s",
            seconds < SLOWEST,
            rows,
        ),
        Result("load_finess, unchanged", round(again, 1), None, "s", None, "", None, rows),
        Result(
            "load_finess, peak memory",
            round(most / 1e6),
            None,
            "MB",
            None,
            "< 400 MB",
            most < LARGEST,
        ),
    ]


def _taken(database: str) -> int:
    query = (
        "SELECT count(*) FROM importers_loadedrow WHERE source = 'finess' "
        "AND \"table\" IN ('structures.establishment', 'structures.service')"
    )
    with connect(database) as reader:
        found = reader.execute(query).fetchone()
    assert found is not None
    return found[0]
