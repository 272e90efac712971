"""Load a register of hospitals: one transaction, or nothing."""

from pathlib import Path

from importers.diff import synchronise
from importers.feed import Feed
from importers.hospitals import followers, gisco, sae
from importers.hospitals.emergencies import Emergencies
from importers.hospitals.gisco_rows import Positions
from importers.hospitals.sources import GISCO, SAE
from importers.loading import Loading, all_or_nothing
from importers.reading.lines import text_files
from importers.report import BrokenFile, Progress, TableDiff

LOCK = "registers of hospitals"


def bring_in(
    feeds: list[Feed], progress: Progress, force: bool, source: str, path: str
) -> list[TableDiff]:
    """The tables of the feeds, then the places of what stands in the establishments that moved."""
    diffs = synchronise(feeds, progress, force=force, source=source)
    moved = synchronise(followers.feeds(path), progress, force=force, source=source)
    return [*diffs, *(diff for diff in moved if not diff.is_empty)]


def load_sae(
    paths: list[Path], progress: Progress, *, dry_run: bool = False, force: bool = False
) -> Loading:
    """Emergency departments and their hospitals, from ID and URGENCES of one year.

    Raises BrokenFile, and nothing is changed, when a file is broken or is another.
    """
    survey = sae.survey(text_files(paths))
    with all_or_nothing(LOCK, survey.emergency_file, dry_run):
        told = Emergencies(survey)
        diffs = bring_in(told.feeds(), progress, force, SAE, survey.emergency_file)
    read = (
        f"SAE {survey.year} : {len(survey.sites)} sites, "
        f"{len(survey.emergencies)} services d'urgences autorisés"
    )
    return Loading((read,), diffs, told.errors)


def load_gisco(
    path: Path, progress: Progress, *, dry_run: bool = False, force: bool = False
) -> Loading:
    """Positions and switchboards of the hospitals that the directory knows.

    Raises BrokenFile, and nothing is changed, when the file is broken or is another.
    """
    [file, *others] = text_files([path])
    if others:
        raise BrokenFile(path, "un seul fichier est attendu")
    survey = gisco.survey(file)
    with all_or_nothing(LOCK, file.name, dry_run):
        told = Positions(survey)
        diffs = bring_in(told.feeds(), progress, force, GISCO, file.name)
    read = f"GISCO du {survey.as_of:%d/%m/%Y} : {len(survey.hospitals)} hôpitaux"
    return Loading((read,), diffs, [*survey.errors, *told.errors])
