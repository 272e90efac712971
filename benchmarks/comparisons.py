"""Every comparison in turn: databases made, filled, measured, dropped."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from django.db import connection, connections

from benchmarks import (
    coverage,
    geojson,
    hospitals,
    loading,
    orphanet,
    proximity,
    sheet,
    siting,
    synthetic,
    throughput,
)
from benchmarks.database import manage, throwaway
from benchmarks.result import HEADER, Result, save
from benchmarks.server import served

STRUCTURES, CENTRES, ANSWERING, DISEASES = 30_000, 3_000, 2_500, 10_800
"""National scale: what stands somewhere, the centres of one network to draw, those of a hundred
networks that answer for four thousand diseases, and every rare disease."""


def compare(database: str, asked: set[str], file: Path) -> None:
    """Prints a line a comparison as it comes, then writes them all as JSON.

    `asked` holds parts among siting, loading, coverage, finess, orphanet, nearest, sheet, geojson,
    throughput.
    """
    if busy := others():
        print(busy)
    print(HEADER)
    results = []
    for result in measured(database, asked):
        erase()
        print(result.line(), flush=True)
        results.append(result)
    erase()
    save(results, file)


def measured(database: str, asked: set[str]) -> Iterator[Result]:
    if "siting" in asked:
        progress("siting: about two minutes")
        yield from siting.measure()
    if not asked - {"siting"}:
        return  # it asks no database
    empty = f"{database}_empty"
    with throwaway(empty):
        progress("tables")
        manage(empty, "migrate", "--no-input", "-v", "0")
        with throwaway(database, template=empty):
            try:
                progress("shipped data")
                loaded = loading.load(database)
                if "loading" in asked:
                    yield from loading.measure(database, empty, loaded)
                if "coverage" in asked:
                    progress("coverage")
                    yield from coverage.measure(database)
                if "finess" in asked:
                    progress(f"{hospitals.SITES:,} establishments")
                    yield from hospitals.measure(database)
                if orphanet.files():
                    progress("Orphanet's files")
                    loaded_orphanet = orphanet.measure_loading(database)
                    yield from loaded_orphanet if "orphanet" in asked else []
                else:
                    print("Without Orphanet's files (ORPHANET_FILES=folder): made-up diseases.")
                    synthetic.add_diseases(DISEASES)
                progress(f"{STRUCTURES:,} synthetic structures")
                synthetic.fill(STRUCTURES, CENTRES, ANSWERING)
                with connection.cursor() as cursor:
                    cursor.execute("VACUUM ANALYZE")
                yield from on_synthetic_structures(database, asked)
            finally:
                connections.close_all()


def on_synthetic_structures(database: str, asked: set[str]) -> Iterator[Result]:
    if "nearest" in asked:
        progress("nearest")
        yield from proximity.measure()
    if "sheet" in asked:
        progress("sheets")
        yield from sheet.measure()
    if not asked & {"geojson", "throughput"}:
        return
    with served(database) as site:
        if "geojson" in asked:
            progress("GeoJSON")
            yield from geojson.measure(site)
        if "throughput" in asked:
            progress("requests a second: about a minute")
            yield from throughput.measure(site)


def others() -> str:
    """What to say when this machine already has as much to do as it can."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    if load < cores / 2:
        return ""
    return (
        f"Load average {load:.1f} on {cores} cores before the start: these numbers will be noisy."
    )


def progress(what: str) -> None:
    erase()
    if sys.stderr.isatty():
        print(f"{what} …", end="", file=sys.stderr, flush=True)


def erase() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
