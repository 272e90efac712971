"""Names and codes as they stand: read once, kept until a name, a code or a disease changes."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import F

from diseases.models import Disease, DiseaseCode, DiseaseName, Prevalence, Redirect
from diseases.search.codes import Coded, CodeIndex
from diseases.search.entries import Described, Entry, followed
from diseases.search.index import NameIndex
from diseases.search.spelling import Speller
from foundations.provenance import Evidence
from foundations.version import Watched, current_version


@dataclass(frozen=True, slots=True)
class Names:
    """One version of the names. Those of retired codes stand apart, for who writes just so."""

    version: int
    index: NameIndex
    retired: NameIndex
    speller: Speller
    codes: CodeIndex


_held: Names | None = None


def names() -> Names:
    """The names as they stand now: one small query when nothing has changed."""
    global _held
    version = current_version(Watched.NAMES_OF_DISEASES)
    if _held is None or _held.version != version:
        diseases = described()
        entries = _entries(diseases)
        index = NameIndex(e for e in entries if e.disease.status != Disease.Status.OBSOLETE)
        retired = NameIndex(e for e in entries if e.disease.status == Disease.Status.OBSOLETE)
        speller = Speller(_written(index.entries))
        codes = CodeIndex(diseases, _codes(diseases))
        _held = Names(version, index, retired, speller, codes)
    return _held


def _entries(diseases: dict[int, Described]) -> list[Entry]:
    rows = DiseaseName.objects.filter(disease__searchable=True).values_list(
        "disease_id", "text", "search_text", "kind", "language", "shared"
    )
    # an import may have committed since the diseases were read: the next version has its names
    entries = [Entry(diseases[row[0]], *row[1:]) for row in rows if row[0] in diseases]
    return followed(entries, diseases)


def _written(entries: list[Entry]) -> list[str]:
    """The words that one may misspell, those of the first names first, acronyms left out."""
    texts = (entry.folded for entry in entries if entry.kind != DiseaseName.Kind.ACRONYM)
    return list(dict.fromkeys(word for text in texts for word in text.split()))


def _codes(diseases: dict[int, Described]) -> Iterator[tuple[str, Coded]]:
    rows = DiseaseCode.objects.filter(disease__searchable=True).order_by("pk")
    for row in rows.iterator():
        if row.disease_id not in diseases:
            continue
        coded = Coded(diseases[row.disease_id], row.code, row.relation, _said(row))
        yield row.system, coded


def _said(row: DiseaseCode) -> str:
    """ "code CIM-10 G10", and what to think of it."""
    said = f"code {row.get_system_display()} {row.code}"
    if row.evidence != Evidence.SOURCED:
        return f"{said}, à vérifier"
    doubt = row.relation not in ("", DiseaseCode.Relation.EXACT)
    return f"{said} ({row.get_relation_display()})" if doubt else said


def described() -> dict[int, Described]:
    """Every disease as results show it, by ORPHA code."""
    leads_to: dict[int, tuple[int, ...]] = {}
    moved_first = Redirect.objects.order_by("disease_id", "kind", "target_id")
    for orpha, kind, target, status in moved_first.values_list(
        "disease_id", "kind", "target_id", "disease__status"
    ):
        if kind == Redirect.Kind.MOVED or status == Disease.Status.OBSOLETE:
            leads_to[orpha] = (*leads_to.get(orpha, ()), target)
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
            leads_to.get(orpha, ()),
        )
        for orpha, name, language, level, kind, filiere, status in rows
    }
