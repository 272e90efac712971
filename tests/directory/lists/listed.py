"""What is listed, read without SQL: to compare the lists with."""

from dataclasses import dataclass
from functools import cached_property

from directory.lists.pages import with_relations
from foundations.text import fold
from resources.models import Association
from structures.models import Structure

MEMBERS = {"leader": "member", "member": "member", "member_site": "member"}
AFFILIATES = {"affiliate": "affiliate", "affiliate_site": "affiliate"}
EITHER = {"adult", "child"}


@dataclass(frozen=True)
class Listed:
    """One thing listed, with the values that facets may tell of it; None where it tells none."""

    slug: str
    name: str
    kind: str
    category: str | None = None
    department: str | None = None
    audience: str | None = None
    filiere: str | None = None
    label: str | None = None
    platform: str | None = None

    def has(self, facet: str, values: tuple[str, ...]) -> bool:
        mine = getattr(self, facet)
        if facet == "audience" and mine == "both":
            return bool({"both", *EITHER} & set(values))
        return mine in values

    def is_named(self, typed: str) -> bool:
        words = self.words
        return all(any(word.startswith(one) for word in words) for one in fold(typed).split())

    @cached_property
    def words(self) -> list[str]:
        return fold(self.name).split()


class Everything(list[Listed]):
    """Said short: a failing example shows what it was asked."""

    def __repr__(self) -> str:
        return f"<{len(self)} listed>"


def everything() -> Everything:
    structures = [of_structure(one) for one in with_relations(Structure.objects.published())]
    associations = [
        Listed(one.slug, one.name, "association", department=one.department_id,
               filiere=one.filiere_id)
        for one in Association.objects.published()
    ]  # fmt: skip
    return Everything([*structures, *associations])


def of_structure(one: Structure) -> Listed:
    centre, service = getattr(one, "centre", None), getattr(one, "service", None)
    hosted = centre or service
    house = hosted.establishment if hosted else getattr(one, "as_establishment", None)
    return Listed(
        slug=one.slug,
        name=one.name,
        kind=one.kind,
        category=service.category if service else None,
        department=one.department_id,
        audience=hosted.audience if hosted else None,
        filiere=centre.network.filiere_id if centre else None,
        label=centre.label if centre else None,
        platform=(MEMBERS | AFFILIATES).get(house.platform) if house else None,
    )


def meeting(listed: list[Listed], chosen: dict[str, tuple[str, ...]], q: str = "") -> list[Listed]:
    return [
        one
        for one in listed
        if all(one.has(facet, values) for facet, values in chosen.items())
        and (not q or one.is_named(q))
    ]
