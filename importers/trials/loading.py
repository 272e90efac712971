"""From studies to tables: those about a disease that we know and open in France, in one go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from foundations.provenance import Evidence
from importers.diff import synchronise
from importers.feed import Feed
from importers.loading import Loading, Tally, all_or_nothing
from importers.named_rows import as_sources_say
from importers.report import Progress
from importers.row_errors import REFUSED, RowError
from importers.trials import matching
from importers.trials.documents import read
from importers.trials.study import Study
from resources.models import Trial, TrialDisease

SOURCE = "trial registries"
ABROAD = "laissées : aucun site en France"
NO_DISEASE = "laissées : aucune maladie reconnue sous son nom exact"
OLDER = "laissées : le répertoire en sait plus récent"

TOLD = (
    "nct",
    "eu_ct",
    "eudract",
    "design",
    "phase",
    "status",
    "status_words",
    "status_as_of",
    "sponsor",
    "age_min",
    "age_max",
    "enrolment",
)
"""What a registry says better than whoever copied it."""

OURS = ("title", "acronym", "concerns", "url", "url_precision", "note", "site", "site_confirmed")
"""What stands once the row exists: our French title, our page; a registry only fills it."""

PROVENANCE = ("source", "source_url", "licence", "retrieved_on", "evidence")
COLUMNS = ("slug", *TOLD, *OURS, *PROVENANCE)
LINK_COLUMNS = ("resource", "disease", *PROVENANCE)


@dataclass(frozen=True, slots=True)
class Taken:
    """A study that goes in the table: under which short address, and for which diseases."""

    slug: str
    study: Study
    diseases: tuple[int, ...]
    hospitals: tuple[str, ...]
    retrieved_on: date


def load(
    paths: Sequence[Path], progress: Progress, *, dry_run: bool = False, force: bool = False
) -> Loading:
    """Read the files, then bring the tables to what they say of the studies that they name.

    Raises BrokenFile, and nothing is changed, when a file is not a registry's.
    """
    tally = Tally()
    with all_or_nothing(SOURCE, ", ".join(path.name for path in paths), dry_run):
        taken = _taken(paths, progress, tally)
        diffs = synchronise(_feeds(taken), progress, force=force, source=SOURCE)
    tally.became["retenues"] = len(taken)
    return Loading(tally.lines("études"), diffs, tally.errors)


def _taken(paths: Iterable[Path], progress: Progress, tally: Tally) -> list[Taken]:
    """The studies to keep, one a slug: of two that speak of one trial, the newer."""
    known = _known_numbers()
    hospitals = matching.hospitals_of_the_platform()
    newest: dict[str, Taken] = {}
    for path in paths:
        progress.start(path.name)
        day = datetime.fromtimestamp(path.stat().st_mtime).date() if path.exists() else date.min
        for rank, told in enumerate(read(path), start=1):
            tally.rows += 1
            progress.advance()
            if isinstance(told, str):
                tally.errors.append(RowError(REFUSED, path.name, rank, "", "étude", "", told))
                continue
            slug = next((known[number] for number in told.numbers if number in known), None)
            diseases = matching.diseases_of(told.conditions)
            if why := _why_left(told, slug, diseases):
                tally.became[why] += 1
                continue
            slug = slug or slugify(told.number)
            before = newest.get(slug)
            if before is None or before.study.as_of < told.as_of:
                named = matching.hospitals_among(told.sites, hospitals)
                newest[slug] = Taken(slug, told, diseases, named, day)
        progress.done()
    return [newest[slug] for slug in sorted(newest)]


def _known_numbers() -> dict[str, str]:
    """The short address of each trial that we know, by each of its numbers."""
    rows = Trial.objects.order_by("slug").values_list("slug", "nct", "eu_ct", "eudract")
    return {number: slug for slug, *numbers in rows for number in numbers if number}


def _why_left(study: Study, slug: str | None, diseases: Sequence[int]) -> str:
    """Why a study is not taken; empty when it is. One that we know is always brought up to date,
    unless what we know is newer."""
    if slug is not None:
        as_of = Trial.objects.values_list("status_as_of", flat=True).get(slug=slug)
        return OLDER if study.as_of and as_of > study.as_of else ""
    if not study.in_france:
        return ABROAD
    return "" if diseases else NO_DISEASE


def _feeds(taken: Sequence[Taken]) -> list[Feed]:
    return [
        Feed(
            title="essais",
            model=Trial,
            key=("slug",),
            columns=COLUMNS,
            rows=lambda: _rows(taken),
            partial=True,
        ),
        Feed(
            title="maladies des essais",
            model=TrialDisease,
            key=("resource", "disease"),
            columns=LINK_COLUMNS,
            rows=lambda: _links(taken),
            partial=True,
        ),
    ]


def _rows(taken: Sequence[Taken]) -> list[list[Any]]:
    slugs = [one.slug for one in taken]
    standing = {
        row["slug"]: row
        for row in as_sources_say(Trial.objects.filter(slug__in=slugs), ("slug", *OURS))
    }
    return [_row(one, standing.get(one.slug)) for one in taken]


def _row(one: Taken, standing: dict[str, Any] | None) -> list[Any]:
    study = one.study
    told = [study.as_of if name == "status_as_of" else getattr(study, name) for name in TOLD]
    told[TOLD.index("sponsor")] = study.sponsor[:200]
    ours = _ours(one)
    if standing is not None:
        ours = {name: standing[name] or ours[name] for name in OURS}
        if one.hospitals:
            ours["site"], ours["site_confirmed"] = _site(one), True
    return [one.slug, *told, *(ours[name] for name in OURS), *_provenance(one)]


def _ours(one: Taken) -> dict[str, Any]:
    study = one.study
    return {
        "title": study.title[:300],
        "acronym": study.acronym[:60],
        "concerns": " ; ".join(study.conditions)[:300],
        "url": study.url,
        "url_precision": Trial.Precision.EXACT if study.url else Trial.Precision.NONE,
        "note": "",
        "site": _site(one),
        "site_confirmed": bool(one.hospitals),
    }


def _site(one: Taken) -> str:
    return " ; ".join(one.hospitals)[:200]


def _links(taken: Sequence[Taken]) -> list[list[Any]]:
    return [[one.slug, orpha, *_provenance(one)] for one in taken for orpha in one.diseases]


def _provenance(one: Taken) -> tuple[Any, ...]:
    study = one.study
    return (f"{study.registry} {study.number}", study.url, "", one.retrieved_on, Evidence.SOURCED)
