"""(e) Every rare disease: Orphanet's real files loaded, then found while they are typed.

The files are not the project's: `ORPHANET_FILES` names their folder, else it is looked for beside
the project. Without them these lines are left out, and said to be.
"""

import csv
import os
import random
from pathlib import Path
from urllib.parse import quote

from benchmarks.database import ROOT, manage
from benchmarks.result import Result
from benchmarks.server import Site
from benchmarks.synthetic import SEED
from diseases.models import Disease, DiseaseName

FILES = (
    "Orphanet_Nomenclature_Pack_EN_2023.zip",
    "orpha_nomenclature_fr_2023-06.csv.gz",
    "epidemiology_of_rare_diseases.csv.gz",
    "linearisation_of_rare_diseases.csv.gz",
)
BESIDE = ROOT.parent / "shared" / "data" / "orphanet"
TYPED = ROOT / "tests" / "diseases" / "relevance.csv"
LARGEST = 400_000_000  # bytes of memory


def files() -> list[Path]:
    """The real files; empty when one of them is not there."""
    folder = Path(os.environ.get("ORPHANET_FILES", BESIDE))
    found = [folder / name for name in FILES]
    return found if all(path.is_file() for path in found) else []


def measure_loading(database: str) -> list[Result]:
    """Loads the files into the database, which already holds what the project ships."""
    seconds, memory = manage(database, "load_orphanet", *map(str, files()))
    rows = f"{Disease.objects.count():,} entities, {DiseaseName.objects.count():,} names"
    return [
        Result("load_orphanet", round(seconds, 1), None, "s", None, "", None, rows),
        Result(
            "load_orphanet, peak memory",
            round(memory / 1e6),
            None,
            "MB",
            None,
            "< 400 MB",
            memory < LARGEST,
        ),
    ]


def texts() -> list[str]:
    """What people type: half are beginnings, a quarter whole names, a quarter the texts by which
    relevance is measured (acronyms, misspellings, codes, other word orders)."""
    dice = random.Random(SEED)
    names = sorted(set(DiseaseName.objects.values_list("text", flat=True)))
    beginnings = [name[: dice.randint(2, 14)] for name in dice.sample(names, 300)]
    with TYPED.open(encoding="utf-8", newline="") as file:
        measured = [row["query"] for row in csv.DictReader(file)]
    mixed = beginnings + dice.sample(names, 150) + dice.sample(measured, 150)
    dice.shuffle(mixed)
    return [text for text in mixed if len(text.strip()) > 1]


def requests(site: Site, path: str) -> list[str]:
    return [site.request(f"{path}?q={quote(text)}") for text in texts()]
