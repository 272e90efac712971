"""Whom it receives, for which diseases, and which steps of an answer it may fill."""

from dataclasses import dataclass

from django.db.models import Prefetch

from directory.structure_page.reading import Subject
from diseases.models import Disease
from foundations.provenance import Evidence
from routing.answer import Rung
from routing.ladder.r4_rungs import rungs_of_label
from structures.models import Category, Claim, ServiceArea, ServiceDisease
from structures.templatetags.structure_words import label_is_over
from territories.models import Commune, Department

RUNGS_OF_CATEGORIES: dict[str, tuple[Rung, ...]] = {
    Category.EMERGENCY: ("urgence",),
    Category.SAMU: ("urgence",),
    Category.COORDINATION_OVERSEAS: ("coordination_outre_mer",),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A disease that a source names, and whether our reading of it is to be verified."""

    disease: Disease
    to_verify: bool


def diseases_of(subject: Subject) -> list[Named]:
    """What its network claims, or what a service says that it works for. One query at most."""
    if subject.centre is not None:
        links = Claim.objects.filter(network=subject.centre.network_id)
    elif subject.service is not None:
        links = ServiceDisease.objects.filter(service=subject.service)
    else:
        return []
    published = links.exclude(evidence=Evidence.GENERAL_KNOWLEDGE)
    rows = published.select_related("disease").order_by("disease__name", "disease_id")
    return [Named(row.disease, row.evidence == Evidence.TO_VERIFY) for row in rows]


def rungs_of(subject: Subject) -> tuple[Rung, ...]:
    """The steps that it may fill in the answer to somebody; none once its label has ended (R8)."""
    if subject.centre is not None:
        ended = label_is_over(subject.centre)
        return () if ended else rungs_of_label(subject.centre.label)
    if subject.service is not None:
        return RUNGS_OF_CATEGORIES.get(subject.service.category, ())
    return ()


def areas_of(subject: Subject) -> list[ServiceArea]:
    """Where it takes people from, with the departments and communes named. Three queries."""
    areas = subject.structure.service_areas.exclude(evidence=Evidence.GENERAL_KNOWLEDGE)
    departments = Department.objects.defer("area", "area_overview").order_by("code")
    communes = Commune.objects.defer("area", "area_overview", "area_regional").order_by("insee")
    return list(
        areas.prefetch_related(
            Prefetch("departments", departments), Prefetch("communes", communes)
        ).order_by("kind", "pk")
    )
