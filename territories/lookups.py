"""The questions that resolution and suggestions put to the database; each is one query."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection
from django.db.models import QuerySet

from foundations.prepared import prepared_cursor
from territories.likeness import LOOKED_AT, SHARED_TRIGRAMS, most_alike
from territories.models import Cedex, Commune, Department, PlaceName, PostalArea
from territories.place import Place

PLACE_COLUMNS = """
    c.insee, c.full_name,
    ARRAY(SELECT p.postcode FROM territories_postalarea p
           WHERE p.commune_id = c.insee ORDER BY 1) AS postcodes,
    d.code, d.name, c.territory,
    ST_X(c.point::geometry), ST_Y(c.point::geometry), c.point_precision,
    c.population, c.density, c.crossing, c.kind
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A commune found, and by what: "name", "former_commune", "typo", ... ."""

    insee: str
    matched: str


def places(codes: Iterable[str], postcode: str | None = None) -> tuple[Place, ...]:
    """The places of INSEE codes, in the order given; `postcode` is kept where it serves them."""
    wanted = list(dict.fromkeys(codes))
    if not wanted:
        return ()
    with prepared_cursor() as cursor:
        cursor.execute(
            f"SELECT {PLACE_COLUMNS} FROM territories_commune c"  # noqa: S608 (a constant)
            " JOIN territories_department d ON d.code = c.department_id WHERE c.insee = ANY(%s)",
            [wanted],
        )
        found = {row[0]: _place(row, postcode) for row in cursor}
    return tuple(found[code] for code in wanted if code in found)


def _place(row: Sequence, postcode: str | None) -> Place:
    insee, name, postcodes, *rest = row
    typed = postcode if postcode in postcodes else None
    return Place(insee, name, typed, tuple(postcodes), *rest)


def by_postcode(postcode: str) -> list[str]:
    """INSEE codes of the communes that a postcode serves, by name.

    Where it serves an arrondissement the whole city is left out: the postcode says more.
    """
    rows = (
        PostalArea.objects.filter(postcode=postcode)
        .order_by("commune__search_name", "commune")
        .values_list("commune", "commune__parent")
    )
    cities = {parent for _, parent in rows if parent}
    return [insee for insee, _ in rows if insee not in cities]


def by_insee(code: str) -> list[Hit]:
    """Today's communes for an INSEE code: its own, else those that hold the former commune."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT insee, 'insee' FROM territories_commune WHERE insee = %(code)s UNION"
            " SELECT commune_id, 'former_commune' FROM territories_formercommune"
            " WHERE code = %(code)s ORDER BY 2 DESC, 1",
            {"code": code},
        )
        hits = [Hit(*row) for row in cursor]
    return [hit for hit in hits if hit.matched == hits[0].matched]


def by_cedex(code: str) -> list[str]:
    """The communes that a CEDEX code is known in."""
    return list(
        Cedex.objects.filter(code=code)
        .order_by("commune__search_name", "commune")
        .values_list("commune", flat=True)
    )


def by_exact_name(
    name: str, departments: Sequence[str] = (), communes: Sequence[str] | None = None
) -> list[Hit]:
    """Communes that bear a folded name, today's names first, then by population."""
    names = _names(departments, communes).filter(key=name)
    return _hits(names.order_by("-weight", "commune"))


def by_partial_name(name: str, communes: Sequence[str]) -> list[Hit]:
    """Among given communes, those whose name has a word that starts as the folded text does."""
    names = PlaceName.objects.filter(commune__in=communes)
    starting = names.filter(key__startswith=name) | names.filter(key__contains=f" {name}")
    return _hits(starting.order_by("-weight", "commune"))


def by_similar_name(
    name: str,
    departments: Sequence[str] = (),
    communes: Sequence[str] | None = None,
    limit: int = 10,
) -> list[Hit]:
    """Communes whose name may be a folded text misspelt, the most alike first."""
    names = PlaceName.objects.filter(key__trigram_similar=name).annotate(
        shared=TrigramSimilarity("key", name)
    )
    names = names.filter(shared__gte=SHARED_TRIGRAMS)
    if departments:
        names = names.filter(commune__department__in=departments)
    if communes is not None:
        names = names.filter(commune__in=communes)
    ordered = names.order_by("-shared", "-weight", "pk")
    rows = ordered.values_list("commune", "key", "weight")[:LOOKED_AT]
    alike = most_alike(name, rows, key=itemgetter(1), weight=itemgetter(2))
    return [Hit(insee, "typo") for insee in dict.fromkeys(row[0] for row in alike)][:limit]


def larger_with_longer_name(
    name: str, places: Sequence[Place], departments: Sequence[str] = (), limit: int = 10
) -> list[str]:
    """Communes more populated than all those, whose name is the folded one and more words."""
    population = max((place.population or 0 for place in places), default=0)
    names = _names(departments, None).filter(key__startswith=f"{name} ", weight__gt=population)
    names = names.exclude(commune__in=[place.insee for place in places])
    names = names.exclude(commune__kind=Commune.Kind.ARRONDISSEMENT)
    return [hit.insee for hit in _hits(names.order_by("-weight", "commune"))[:limit]]


def department_called(name: str) -> str | None:
    """The code of the department or collectivity that bears a folded name."""
    return Department.objects.filter(search_name=name).values_list("code", flat=True).first()


def largest_of_department(code: str, limit: int = 10) -> list[str]:
    """INSEE codes of its most populated communes."""
    return list(
        Commune.objects.communes()
        .filter(department=code, population__isnull=False)
        .order_by("-population", "insee")
        .values_list("insee", flat=True)[:limit]
    )


def _names(departments: Sequence[str], communes: Sequence[str] | None) -> QuerySet[PlaceName]:
    names = PlaceName.objects.all()
    if departments:
        names = names.filter(commune__department__in=departments)
    if communes is not None:
        names = names.filter(commune__in=communes)
    return names


def _hits(names: QuerySet[PlaceName]) -> list[Hit]:
    """Each commune once, in the order given; those found by a name of today come first."""
    found: dict[str, Hit] = {}
    rows = list(names.values_list("commune", "kind"))
    for insee, _ in (row for row in rows if row[1] != PlaceName.Kind.FORMER):
        found.setdefault(insee, Hit(insee, "name"))
    for insee, _ in rows:
        found.setdefault(insee, Hit(insee, "former_commune"))
    return list(found.values())
