"""/maladies/: the door from search engines. A disease, who cares for it, and the finder's form."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.exceptions import BadRequest
from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from diseases.json_ld import as_script, medical_condition
from diseases.models import Disease, DiseaseCode, DiseaseName, Filiere, Prevalence, Release
from diseases.place_in_nomenclature import standing_of
from diseases.retired import referred_targets, successor_of
from diseases.search import DiseaseHit, search
from diseases.templatetags.disease_words import plain_name_here
from foundations.provenance import Evidence
from foundations.text import LONGEST_USEFUL_TEXT, fold
from resources.for_disease import counting_ancestors, resources_for
from resources.models.protocol import OFFICIAL_LIST
from resources.models.trial import REGIONAL_DIRECTORY
from routing.answer import Match, NetworkCard
from routing.directory import Held, Scope, current
from routing.forms import QuestionForm
from routing.ladder.information_line import MRIS
from routing.views import PART_OF_PAGE, page

LARGEST_ORPHA = 9_999_999
PLACES = {"place", "commune", "postcode", "address", "near", "radius_km", "lon", "lat", "bbox"}
RESULTS = 30
SHOWN_FREQUENCIES = 3
NEAREST_GEOGRAPHY = ("France", "Europe", "Worldwide")
NEAREST_KIND = ("point", "birth", "incidence")
NOTHING_KNOWN = ("", "Unknown", "Not yet documented")
CASES = (Prevalence.Kind.CASES, Prevalence.Kind.LIFETIME)


@dataclass(frozen=True, slots=True)
class Answering:
    """A network that answers for the disease, and its known centres by department."""

    card: NetworkCard
    match: Match
    departments: tuple[tuple[str, tuple[Held, ...]], ...]


def refuse_place_in_address(request: HttpRequest) -> None:
    """These addresses tell a disease by themselves: no place may stand beside it."""
    if PLACES.intersection(request.GET):
        raise BadRequest("use_post")


@require_safe
def disease(request: HttpRequest, orpha: int) -> HttpResponse:
    """One entity; a code that was replaced leads to its successor."""
    refuse_place_in_address(request)
    if orpha > LARGEST_ORPHA:
        raise Http404
    if (successor := successor_of(orpha)) != orpha:
        return redirect("disease", orpha=successor, permanent=True)
    found = Disease.objects.select_related("filiere").filter(orpha=orpha).first()
    scope = current().scope(orpha)
    if found is None or scope is None:
        raise Http404
    context = page(request, form=QuestionForm(), **about(found, scope, request))
    response = render(request, "diseases/disease.html", context)
    patch_vary_headers(response, [PART_OF_PAGE])
    return response


def about(found: Disease, scope: Scope, request: HttpRequest) -> dict[str, Any]:
    """What the page tells of a disease."""
    networks = answering(scope)
    codes = list(
        found.codes.exclude(evidence=Evidence.GENERAL_KNOWLEDGE)
        .exclude(relation=DiseaseCode.Relation.WRONG)
        .order_by("system", "code")
    )
    names = other_names(found)
    resources = resources_for(found.orpha, counting_ancestors(found.orpha))
    json_ld = medical_condition(
        found,
        name=plain_name_here(found),
        other_names=[name.text for name in names],
        codes=codes,
        address=request.build_absolute_uri(request.path),
        language=get_language() or "fr",
    )
    return {
        "disease": found,
        "scope": scope,
        "names": names,
        "codes": codes,
        "standing": standing_of(found),
        "frequencies": frequencies(found),
        "networks": networks,
        "map_data": map_of(networks),
        "has_map": any(held.site.lon is not None for held in centres_of(networks)),
        "resources": resources,
        "own_associations": [a for a in resources.associations if a.match != "filiere"],
        "field_associations": [a for a in resources.associations if a.match == "filiere"],
        "referred": referred_targets(found),
        "protocols_list": OFFICIAL_LIST,
        "trials_directory": REGIONAL_DIRECTORY,
        "mris": MRIS,
        "json_ld": as_script(json_ld),
    }


def other_names(found: Disease) -> list[DiseaseName]:
    """Names, acronyms and everyday names in the reader's language, those of the other after."""
    here = get_language() or "fr"
    names = [n for n in found.names.all() if n.evidence != Evidence.GENERAL_KNOWLEDGE]
    names.sort(key=lambda n: (n.language != here, n.kind != "preferred", fold(n.text)))
    title = fold(plain_name_here(found))
    kept: dict[str, DiseaseName] = {}
    for name in names:
        if name.search_text != title:
            kept.setdefault(name.search_text, name)
    return list(kept.values())


def frequencies(found: Disease) -> list[Prevalence]:
    """The few figures that a reader in France needs, nearest geography first; kinds are not mixed:
    each line says of whom."""
    rows = found.prevalences.exclude(kind__in=CASES).exclude(prevalence_class__in=NOTHING_KNOWN)
    known = rows.exclude(evidence=Evidence.GENERAL_KNOWLEDGE)
    distinct: dict[tuple[str, str, str], Prevalence] = {}
    for row in known.order_by("-validated", "pk"):
        distinct.setdefault((row.kind, row.geography, row.prevalence_class), row)
    ordered = sorted(
        distinct.values(),
        key=lambda row: (
            _rank(NEAREST_GEOGRAPHY, row.geography),
            _rank(NEAREST_KIND, row.kind),
            row.geography,
            row.prevalence_class,
        ),
    )
    near = [row for row in ordered if row.geography in NEAREST_GEOGRAPHY]
    return (near or ordered)[:SHOWN_FREQUENCIES]


def _rank(order: tuple[str, ...], value: str) -> int:
    return order.index(value) if value in order else len(order)


def answering(scope: Scope) -> list[Answering]:
    """The networks that answer: those that name the disease first, then by name."""
    directory = current()
    found = []
    for slug, match in scope.answering.items():
        network = directory.networks.get(slug)
        if network is not None:
            found.append(Answering(network.card, match, by_department(network.centres)))
    return sorted(found, key=lambda a: (a.match.level != "exact", a.card.name, a.card.slug))


def by_department(centres: tuple[Held, ...]) -> tuple[tuple[str, tuple[Held, ...]], ...]:
    ordered = sorted(
        centres,
        key=lambda held: (held.site.department, held.site.commune_name, held.centre.slug),
    )
    groups = groupby(ordered, key=lambda held: held.site.department)
    return tuple((department, tuple(group)) for department, group in groups)


def centres_of(networks: list[Answering]) -> list[Held]:
    return [
        held for network in networks for _department, group in network.departments for held in group
    ]


def map_of(networks: list[Answering]) -> dict[str, Any]:
    """The centres of the list as the map's script reads an answer, none of them numbered."""
    return {
        "type": "FeatureCollection",
        "place": None,
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [held.site.lon, held.site.lat]},
                "properties": {
                    "number": None,
                    "rung": "reference" if "CRMR" in held.centre.label else "proximite",
                    "centre": {"name": held.centre.name, "page_url": held.centre.page_url},
                    "site": {
                        "name": held.site.name,
                        "commune_name": held.site.commune_name,
                        "department": held.site.department,
                        "territory": held.site.territory,
                    },
                },
            }
            for held in centres_of(networks)
            if held.site.lon is not None
        ],
    }


@require_safe
def diseases(request: HttpRequest) -> HttpResponse:
    """How many diseases are known, a search that needs no script, and the diseases by filière."""
    refuse_place_in_address(request)
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_USEFUL_TEXT]
    active = Disease.objects.filter(status=Disease.Status.ACTIVE, searchable=True)
    counts = active.aggregate(
        diseases=Count("pk", filter=~Q(level=Disease.Level.GROUP)),
        groups=Count("pk", filter=Q(level=Disease.Level.GROUP)),
    )
    context = {
        "mris": MRIS,
        "text": text,
        "hits": found_by(text) if text else [],
        "counts": counts,
        "releases": Release.objects.filter(kind="nomenclature").order_by(
            F("released_on").desc(nulls_last=True), "language"
        ),
        "filieres": Filiere.objects.annotate(
            known=Count("disease", filter=Q(disease__in=active))
        ).filter(known__gt=0),
        "filiere": chosen_filiere(request.GET.get("filiere", "")),
    }
    return render(request, "diseases/diseases.html", context)


def found_by(text: str) -> list[tuple[DiseaseHit, Disease]]:
    """What the search finds, each with its entity, which knows its name in both languages."""
    hits = search(text, RESULTS)
    known = Disease.objects.in_bulk([hit.orpha for hit in hits])
    return [(hit, known[hit.orpha]) for hit in hits if hit.orpha in known]


def chosen_filiere(code: str) -> tuple[Filiere, list[Disease]] | None:
    """A filière with its diseases by name; None when none is asked. 404 for an unknown one."""
    if not code:
        return None
    # PostgreSQL refuses the zero byte that an address may hold
    filiere = Filiere.objects.filter(code=code.replace("\0", " ")).first()
    if filiere is None:
        raise Http404
    active = filiere.disease_set.filter(status=Disease.Status.ACTIVE, searchable=True)
    return filiere, sorted(active, key=lambda one: fold(plain_name_here(one)))
