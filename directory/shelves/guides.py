"""The guides for patients by situation, the first steps, the glossary; each as a file too."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from directory.shelves.held import held
from directory.shelves.publishing import published
from directory.shelves.shelf import PROVENANCE_COLUMNS
from foundations.provenance import Evidence
from foundations.spreadsheets import CONTENT_TYPES, Sheet, download
from foundations.version import one_state
from resources.held_guides import current_guides
from resources.models import Guide, GuideStep
from structures.models import NationalDirectory

STEP = (
    "guide",
    "rang",
    "titre",
    "titre en anglais",
    "texte",
    "texte en anglais",
    "services",
    "page",
)
TERM = (
    "sigle",
    "en toutes lettres",
    "en anglais",
    "ce que c’est",
    "ce que c’est, en anglais",
    "page",
)


@require_safe
@one_state()
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    known = current_guides()
    found = next((one for one in known.guides if one.slug == slug), None)
    if found is None:
        raise Http404
    directories = held("directories", _directories)
    context = {
        "guide": found,
        "steps": [(step, _beside(step, directories)) for step in _steps(found)],
        "has_doubts": any(step.evidence == Evidence.TO_VERIFY for step in _steps(found)),
        "acronyms": known.told_in(
            " ".join(f"{step.title_fr} {step.text_fr}" for step in _steps(found))
        ),
        "others": [one for one in known.guides if one.slug != slug],
    }
    return published(request, "directory/guides/guide.html", context)


@require_safe
@one_state()
def glossary(request: HttpRequest) -> HttpResponse:
    context = {"terms": current_guides().terms}
    return published(request, "directory/guides/glossary.html", context)


@require_safe
@one_state()
def guides_file(request: HttpRequest, extension: str) -> HttpResponse:
    """Every step of every guide."""
    rows = [
        [
            one.title_fr,
            step.position,
            step.title_fr,
            step.title_en,
            step.text_fr,
            step.text_en,
            step.get_category_display(),
            step.url,
            *(column.of(step) for column in PROVENANCE_COLUMNS),
        ]
        for one in current_guides().guides
        for step in _steps(one)
    ]
    headings = [*STEP, *(column.heading for column in PROVENANCE_COLUMNS)]
    return _file(Sheet("Guides", headings, rows), extension, "ressources-guides")


@require_safe
@one_state()
def glossary_file(request: HttpRequest, extension: str) -> HttpResponse:
    rows = [
        [
            term.acronym,
            term.words_fr,
            term.words_en,
            term.meaning_fr,
            term.meaning_en,
            term.url,
            *(column.of(term) for column in PROVENANCE_COLUMNS),
        ]
        for term in current_guides().terms
    ]
    headings = [*TERM, *(column.heading for column in PROVENANCE_COLUMNS)]
    return _file(Sheet("Glossaire", headings, rows), extension, "ressources-glossaire")


def _file(sheet: Sheet, extension: str, name: str) -> HttpResponse:
    if extension not in CONTENT_TYPES:
        raise Http404
    return download(sheet, extension, name)


def _steps(one: Guide) -> list[GuideStep]:
    return one.told  # type: ignore[attr-defined]


def _beside(
    step: GuideStep, directories: dict[str, list[NationalDirectory]]
) -> list[NationalDirectory]:
    """The national directories of a step's services, but the page that it already leads to."""
    return [one for one in directories.get(step.category, ()) if one.url != step.url]


def _directories() -> dict[str, list[NationalDirectory]]:
    """Where to look in the whole of France, by category of service."""
    found: dict[str, list[NationalDirectory]] = {}
    for one in NationalDirectory.objects.published().filter(departments=None):
        found.setdefault(one.category, []).append(one)
    return found
