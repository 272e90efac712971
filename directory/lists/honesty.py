"""How much of what exists a list holds, as far as the tables tell; and where to look for the rest.

What no source counts is never presented as whole.
"""

from dataclasses import dataclass

from django.db.models import Count, Q

from directory.lists.asked import Asked
from foundations.provenance import Evidence
from structures.models import CompleteList, NationalDirectory, Network
from structures.models.structure import Structure
from territories.models import Department


@dataclass(frozen=True, slots=True)
class Announced:
    """Sites of networks that announce how many they have."""

    known: int
    announced: int
    networks: int
    silent: int


@dataclass(frozen=True, slots=True)
class Completeness:
    """`complete` are the departments of which every service of the category is listed;
    `is_complete` when the list that is shown lies in one of them."""

    is_complete: bool = False
    complete: tuple[Department, ...] = ()
    directories: tuple[NationalDirectory, ...] = ()
    announced: Announced | None = None


def completeness(asked: Asked) -> Completeness:
    """Two queries at most."""
    categories = asked.criteria.get("category", ())
    if len(categories) == 1:
        return of_category(categories[0], asked.criteria.get("department", ""))
    if asked.kind == Structure.Kind.CENTRE:
        return Completeness(announced=announced_sites(asked.criteria.get("filiere", "")))
    return Completeness()


def of_category(category: str, department: str) -> Completeness:
    lists = CompleteList.objects.published().filter(category=category)
    complete = tuple(one.department for one in lists.select_related("department"))
    directories = NationalDirectory.objects.published().filter(category=category)
    if department:
        of_here = Q(departments=None) | Q(departments=department)
        directories = directories.filter(of_here).distinct()
    return Completeness(
        is_complete=bool(department) and department in {one.pk for one in complete},
        complete=complete,
        directories=tuple(directories),
    )


def announced_sites(filiere: str) -> Announced | None:
    """Of the networks of a filière, or of all; None when none of them announces a number."""
    networks = Network.objects.exclude(evidence=Evidence.GENERAL_KNOWLEDGE)
    if filiere:
        networks = networks.filter(filiere=filiere)
    rows = list(
        networks.annotate(
            known=Count(
                "centres",
                filter=Q(centres__merged_into=None)
                & ~Q(centres__evidence=Evidence.GENERAL_KNOWLEDGE),
            )
        ).values_list("known", "sites_announced")
    )
    telling = [(known, announced) for known, announced in rows if announced is not None]
    if not telling:
        return None
    return Announced(
        known=sum(known for known, _ in telling),
        announced=sum(announced for _, announced in telling),
        networks=len(telling),
        silent=len(rows) - len(telling),
    )
