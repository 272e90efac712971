"""Load the FINESS register: one transaction, or nothing."""

from pathlib import Path

from importers.finess.reading import Register, register
from importers.finess.rows import Rows
from importers.hospitals.loading import LOCK, bring_in
from importers.hospitals.sources import FINESS
from importers.loading import Loading, all_or_nothing
from importers.reading.lines import text_files
from importers.report import BrokenFile, Progress
from structures.models import Establishment, Service

IGNORED_SHOWN = 5
"""Categories left aside that are named, the most frequent."""


def load_finess(
    path: Path, progress: Progress, *, dry_run: bool = False, force: bool = False
) -> Loading:
    """Hospitals and services of care and support of the register.

    Raises BrokenFile, and nothing is changed, when the file is cut or is another.
    """
    files = text_files([path])
    if len(files) != 1:
        raise BrokenFile(path, "un seul fichier est attendu")
    told = register(files[0], progress, _known())
    with all_or_nothing(LOCK, told.file, dry_run):
        diffs = bring_in(Rows(told).feeds(), progress, force, FINESS, told.file)
    return Loading(_read(told), diffs, told.errors)


def _known() -> frozenset[str]:
    """The numbers that the directory has, whatever their category."""
    establishments = Establishment.objects.values_list("finess", flat=True)
    services = Service.objects.values_list("finess", flat=True)
    return frozenset(finess for finess in (*establishments, *services) if finess)


def _read(told: Register) -> tuple[str, ...]:
    when = f" du {told.released_on:%d/%m/%Y}" if told.released_on else ""
    ignored = ", ".join(f"{name} ({n})" for name, n in told.ignored.most_common(IGNORED_SHOWN))
    return (
        f"FINESS{when} : {len(told.numbers)} établissements, {told.positions} positions",
        f"{len(told.sites)} établissements retenus",
        f"laissés de côté : {told.ignored.total()} de {len(told.ignored)} catégories, {ignored}",
    )
