"""The index of names as it stands: read once, kept while no name, disease or frequency changes."""

from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F

from diseases.models import Disease, DiseaseName, Prevalence, Redirect
from diseases.search.entries import Described, Entry, followed
from diseases.search.index import NameIndex
from diseases.search.spelling import Speller
from foundations.version import Watched, current_version


@dataclass(frozen=True, slots=True)
class Names:
    """One version of the names. Those of retired codes stand apart, for who writes just so."""

    version: int
    index: NameIndex
    retired: NameIndex
    speller: Speller


_held: Names | None = None


def names() -> Names:
    """The names as they stand now: one small query when nothing has changed."""
    global _held
    version = current_version(Watched.NAMES_OF_DISEASES)
    if _held is None or _held.version != version:
        entries = _entries()
        index = NameIndex(e for e in entries if e.disease.status != Disease.Status.OBSOLETE)
        retired = NameIndex(e for e in entries if e.disease.status == Disease.Status.OBSOLETE)
        _held = Names(version, index, retired, Speller(_written(index.entries)))
    return _held


def _entries() -> list[Entry]:
    diseases = described()
    rows = DiseaseName.objects.filter(disease__searchable=True).values_list(
        "disease_id", "text", "search_text", "kind", "language", "shared"
    )
    entries = [Entry(diseases[row[0]], *row[1:]) for row in rows]
    return followed(entries, diseases)


def _written(entries: list[Entry]) -> list[str]:
    """The words that one may misspell, those of the first names first, acronyms left out."""
    texts = (entry.folded for entry in entries if entry.kind != DiseaseName.Kind.ACRONYM)
    return list(dict.fromkeys(word for text in texts for word in text.split()))


def described() -> dict[int, Described]:
    """Every disease as results show it, by ORPHA code."""
    successors = dict(
        Redirect.objects.filter(kind=Redirect.Kind.MOVED, disease__status="deprecated")
        .order_by("-target_id")
        .values_list("disease_id", "target_id")
    )
    classes = dict(
        Prevalence.objects.exclude(kind__in=[Prevalence.Kind.CASES, Prevalence.Kind.LIFETIME])
        .exclude(prevalence_class="")
        .values_list("disease_id")
        .annotate(found=ArrayAgg("prevalence_class", distinct=True))
    )
    rows = Disease.objects.order_by("orpha").values_list(
        "orpha", "name", "name_language", "level", "type", F("filiere_id"), "status"
    )
    return {
        orpha: Described(
            orpha,
            name,
            language,
            level,
            kind,
            filiere or "",
            status,
            tuple(classes.get(orpha, ())),
            successors.get(orpha),
        )
        for orpha, name, language, level, kind, filiere, status in rows
    }
