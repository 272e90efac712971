"""How the figures were made, line by line: what goes with them wherever they go."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from routing import travel
from routing.coverage import METHOD_EDITION
from routing.coverage.accessibility import DECAY
from routing.coverage.answering import Coverage
from routing.coverage.figures import PER
from routing.coverage.small import FEWEST_PEOPLE
from routing.coverage.table import WARNING
from structures.models import Centre

AUDIENCES = {
    None: gettext_lazy("enfants et adultes"),
    "child": gettext_lazy("enfants"),
    "adult": gettext_lazy("adultes"),
}
COMPLETENESS = {
    "complete": gettext_lazy("liste complète"),
    "reference_sites_complete": gettext_lazy("liste complète des seuls centres de référence"),
    "partial": gettext_lazy("liste partielle"),
}


@dataclass(frozen=True, slots=True)
class Line:
    heading: str
    text: str


def method(coverage: Coverage) -> list[Line]:
    """What was asked, how it was computed, from what, and what it does not say. One query."""
    parts = {
        _("Question"): _question(coverage),
        _("Formule"): _formulas(coverage),
        _("Source"): _sources(coverage),
        _("Limite"): _limits(coverage),
        _("Version"): _versions(coverage),
    }
    return [Line(heading, text) for heading, texts in parts.items() for text in texts]


def licence() -> str:
    """Of a file as a whole: it gathers what others published, each under its own."""
    return _(
        "Communes, populations et contours : INSEE, IGN, La Poste, DILA – Licence Ouverte 2.0. "
        "Centres : la licence de chaque source, nommée dans la méthode."
    )


def _question(coverage: Coverage) -> Iterator[str]:
    question, subject = coverage.question, coverage.subject
    yield _("À quelle distance des centres de « %(name)s » (%(code)s) vivent les habitants ?") % {
        "name": subject.name,
        "code": subject.code,
    }
    yield _("Public : %(audience)s.") % {"audience": AUDIENCES[question.audience]}
    yield _("Seuil principal : %(minutes)d minutes en voiture ; seuils des parts : %(all)s.") % {
        "minutes": question.minutes,
        "all": ", ".join(map(str, question.every_threshold)),
    }
    yield _("Départements : %(codes)s.") % {
        "codes": ", ".join(question.departments) or _("tous ceux de l'annuaire")
    }
    yield _("Centres connus : %(known)d ; centres annoncés : %(announced)s ; %(completeness)s.") % {
        "known": subject.known,
        "announced": _("nombre inconnu") if subject.announced is None else subject.announced,
        "completeness": COMPLETENESS[subject.completeness],
    }
    supply = coverage.supply
    yield _(
        "Sites comptés : %(sites)d ; centres sans position : %(unplaced)d ; centres écartés parce "
        "qu'ils reçoivent un autre public : %(excluded)d."
    ) % {
        "sites": len(supply.sites),
        "unplaced": supply.unplaced,
        "excluded": supply.excluded_by_audience,
    }


def _formulas(coverage: Coverage) -> Iterator[str]:
    minutes = {"minutes": coverage.question.minutes}
    yield _(
        "Distance : géodésique (WGS 84) de la mairie de la commune, à défaut d'un point de "
        "celle-ci, au site le plus proche du même territoire."
    )
    yield from _minutes()
    yield _(
        "Fourchette des minutes : ± %(calibrated)s %% là où l'estimation est calibrée, "
        "± %(otherwise)s %% ailleurs, au moins ± %(least)s minutes."
    ) % {
        "calibrated": _said(100 * travel.CALIBRATED_SPREAD),
        "otherwise": _said(100 * travel.UNCALIBRATED_SPREAD),
        "least": _said(travel.LEAST_SPREAD),
    }
    yield _(
        "Moyenne, médiane, 9e décile : pondérés par la population des communes ; deuxième site : "
        "minutes jusqu'au deuxième site le plus proche."
    )
    yield _(
        "Part à T minutes : habitants dont un site est à T minutes ou moins, divisés par la "
        "population. Borne basse : sites au public confirmé, haut de la fourchette ; borne haute : "
        "tous les sites, bas de la fourchette."
    )
    yield _(
        "Habitants à plus de %(minutes)d min : population × (1 − part), ceux qu'aucune route ne "
        "relie à un site compris ; un nombre de 1 à %(most)d n'est pas donné."
    ) % (minutes | {"most": FEWEST_PEOPLE - 1})
    yield (
        _(
            "2SFCA (Luo et Wang 2003) : Rj = 1 / Σ Pi (i à %(minutes)d min ou moins de j) ; "
            "Ai = Σ Rj (j à %(minutes)d min ou moins de i)."
        )
        % minutes
    )
    yield _(
        "E2SFCA (Luo et Qi 2009) : Rj = 1 / Σ Pi W(tij) ; Ai = Σ Rj W(tij), avec W = %(weights)s."
    ) % {"weights": _weights()}
    yield _(
        "3SFCA (Wan, Zou et Sternberg 2012) : Gij = Wij / Σk Wik ; Rj = 1 / Σ Pi Gij Wij ; "
        "Ai = Σ Gij Rj Wij, avec les mêmes W."
    )
    yield _(
        "2SFCA, E2SFCA, 3SFCA : moyennes pondérées par la population, en sites pour %(per)s "
        "habitants."
    ) % {"per": _said(PER)}
    yield _("Gini : 1 − Σ (pk − pk−1)(Qk + Qk−1), de l'E2SFCA des communes, pondéré par habitant.")


def _minutes() -> Iterator[str]:
    """The models of `routing.travel`, with its own numbers: d in km as the crow flies."""
    (_near, winding), *_between, (_far, straight) = travel.DETOURS
    yield _(
        "Minutes, communes denses (%(dense)s habitants au km², en fondu dès %(blended)s) : "
        "%(start)s + %(slope)s × d^%(power)s, calibré sur le Grand Paris jusqu'à d = %(limit)s km."
    ) % _all_said(
        dense=travel.DENSE_DENSITY,
        blended=travel.INTERMEDIATE_DENSITY,
        start=travel.DENSE_START,
        slope=travel.DENSE_SLOPE,
        power=travel.DENSE_POWER,
        limit=travel.CALIBRATED_UP_TO_KM,
    )
    yield _(
        "Minutes, ailleurs en métropole : route = d × %(winding)s (près) à %(straight)s (loin), à "
        "%(country)s km/h (%(town)s dès %(dense)s habitants au km²) près, %(fast)s dès d = %(far)s "
        "km ; non calibré."
    ) % _all_said(
        winding=winding,
        straight=straight,
        country=travel.RURAL_SPEED,
        town=travel.INTERMEDIATE_SPEED,
        dense=travel.INTERMEDIATE_DENSITY,
        fast=travel.FAST_SPEED,
        far=travel.FAST_FROM_KM,
    )
    yield _(
        "Minutes en Corse : route = %(corsica)s × d, à %(corsica_speed)s km/h ; outre-mer : "
        "%(island)s × d, à %(island_speed)s km/h ; non calibré."
    ) % _all_said(
        corsica=travel.CORSICA_DETOUR,
        corsica_speed=travel.CORSICA_SPEED,
        island=travel.ISLAND_DETOUR,
        island_speed=travel.ISLAND_SPEED,
    )


def _weights() -> str:
    return ", ".join(
        _("%(weight)s jusqu'à %(bound)s min") % {"weight": _said(weight), "bound": _said(bound)}
        for bound, weight in zip(DECAY.bounds, DECAY.weights, strict=True)
    )


def _sources(coverage: Coverage) -> Iterator[str]:
    yield _(
        "Communes et départements : code officiel géographique 2026 (INSEE) ; populations légales "
        "2023, Mayotte 2017 (INSEE) – Licence Ouverte 2.0."
    )
    yield _("Contours simplifiés : IGN, INSEE, 2026 – Licence Ouverte 2.0.")
    yield _("Mairies : DILA, Annuaire de l'administration, 2026 – Licence Ouverte 2.0.")
    yield _(
        "Positions des hôpitaux : DREES, SAE 2023 ; FINESS republié par Eurostat GISCO, 2020 – "
        "Licence Ouverte 2.0."
    )
    for source in _of_centres(coverage):
        yield _("Centres (%(count)d) : %(said)s.") % {
            "count": source["count"],
            "said": ", ".join(_parts(source)),
        }


def _of_centres(coverage: Coverage) -> Any:
    """Each page or document that names centres in question, with how many and when it was read."""
    slugs = [held.centre.slug for held in coverage.subject.centres]
    grouped = Centre.objects.filter(slug__in=slugs).values("source", "source_url", "licence")
    return grouped.annotate(
        count=Count("pk"), first=Min("retrieved_on"), last=Max("retrieved_on")
    ).order_by("source", "source_url", "licence")


def _parts(source: dict[str, Any]) -> Iterator[str]:
    yield source["source"] or _("source non dite")
    if source["source_url"]:
        yield source["source_url"]
    yield source["licence"] or _("faits cités d'une page publique, sans licence dite")
    yield _read(source["first"], source["last"])


def _read(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return _("date de lecture non notée")
    if first == last:
        return _("lu le %(day)s") % {"day": date_format(first)}
    return _("lu du %(first)s au %(last)s") % {
        "first": date_format(first),
        "last": date_format(last),
    }


def _limits(coverage: Coverage) -> Iterator[str]:
    yield WARNING
    yield _("Un site est une unité d'offre : ce qu'un centre peut recevoir n'est pas public.")
    yield _("Les habitants sont comptés à la mairie de leur commune, à l'arrondissement près.")
    yield _("Les seuils sont des conventions : aucun seuil légal n'a été trouvé pour ces centres.")
    yield _(
        "Les poids de l'E2SFCA et du 3SFCA suivent Luo et Qi (2009), à des seuils choisis pour les "
        "maladies rares."
    )
    yield _("Les minutes n'existent ni entre deux territoires ni pour une île sans pont.")
    yield _("Une cellule vide dit que le chiffre n'est pas connu, jamais qu'il est nul.")
    if coverage.question.audience:
        yield _(
            "Des sites ne disent pas quel public ils reçoivent : ils comptent, mais pas dans la "
            "borne basse."
        )
    if not coverage.has_sites:
        yield _("Aucun site connu : rien n'est dit de l'éloignement.")
    if not coverage.subject.is_complete:
        yield _(
            "La liste des centres est partielle : un territoire qui paraît loin peut avoir un "
            "centre que nous ne connaissons pas. Ce n'est pas un manque."
        )


def _versions(coverage: Coverage) -> Iterator[str]:
    yield _("Données : version %(version)s ; méthode : édition %(edition)d.") % {
        "version": coverage.versions,
        "edition": METHOD_EDITION,
    }
    yield _("Fichier écrit le %(day)s.") % {"day": date_format(timezone.localdate())}
    yield licence()


def _said(number: float) -> str:
    """As its reader writes it, without needless decimals: « 16,5 », « 37 »."""
    return number_format(f"{number:g}", force_grouping=True)


def _all_said(**numbers: float) -> dict[str, str]:
    return {name: _said(number) for name, number in numbers.items()}
