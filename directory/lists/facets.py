"""The facets of a list as links: each value with what it would leave, each choice removable."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.http import urlencode

from directory.lists.asked import FACETS, Asked
from directory.lists.counts import DROPPED_WITH, Counts
from directory.lists.kinds import ASSOCIATION, KINDS, Kind
from directory.lists.words import FACETS as TITLES
from directory.lists.words import NAMES
from diseases.models import Filiere
from structures.filters import PLATFORM
from structures.models import Audience, Label
from territories.models import Department

SHOWN = 8
"""Values of a facet that are seen at once; the others are folded."""

MEANINGLESS = {
    "": {"category", "label"},
    "establishment": {"category", "audience", "filiere", "label"},
    ASSOCIATION: {"category", "audience", "label", "platform"},
}
"""What the rows of a kind never tell, and what is asked of one kind only."""


@dataclass(frozen=True, slots=True)
class Choice:
    """`address` tells facets, never what was typed where that must not be: then `is_post`, and the
    button that stands for the link carries the rest."""

    facet: str
    value: str
    name: str
    count: int
    address: str
    is_post: bool
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: str
    choices: list[Choice] = field(default_factory=list)

    @property
    def seen(self) -> list[Choice]:
        return self.choices[:SHOWN]

    @property
    def folded(self) -> list[Choice]:
        return self.choices[SHOWN:]


@dataclass(frozen=True, slots=True)
class Names:
    """What the values that stand in tables are called."""

    departments: dict[str, str]
    filieres: dict[str, str]

    @classmethod
    def read(cls) -> "Names":
        return cls(
            {one.pk: f"{one.name} ({one.pk})" for one in Department.objects.only("code", "name")},
            {
                code: f"{short or code}"
                for code, short in Filiere.objects.values_list("code", "short_name")
            },
        )

    def of(self, facet: str, value: str) -> str:
        match facet:
            case "department":
                return self.departments.get(value, value)
            case "filiere":
                return self.filieres.get(value, value)
        return NAMES[facet](value)


def address(asked: Asked, **more: str) -> str:
    """The address of a list by GET; it tells no place, and no typed name beside a filière."""
    path = reverse("list", kwargs={"kind": asked.kind}) if asked.kind else reverse("lists")
    query = query_of(asked) | {name: value for name, value in more.items() if value}
    return f"{path}?{urlencode(query)}" if query else path


def query_of(asked: Asked) -> dict[str, str]:
    query: dict[str, str] = {}
    for name in FACETS:
        if value := asked.criteria.get(name):
            query[name] = ",".join(value) if isinstance(value, tuple) else value
    if asked.q and not must_post(asked):
        query["q"] = asked.q
    return query


def must_post(asked: Asked) -> bool:
    """Whether the address alone would lose what was typed."""
    return asked.place is not None or bool(asked.q and "filiere" in asked.criteria)


def kinds(asked: Asked, counts: Counts) -> list[tuple[Choice, Kind]]:
    """Every kind, in its order, whether or not something of it is left."""
    left = counts.of("kind")
    return [
        (choice(asked, "kind", kind.code, str(kind.title), left.get(kind.code, 0)), kind)
        for kind in KINDS
    ]


def facets(asked: Asked, counts: Counts, names: Names) -> list[Facet]:
    found = []
    for name in ("category", "label", "department", "audience", "filiere", "platform"):
        if name in MEANINGLESS.get(asked.kind, set()) and not chosen(asked, name):
            continue
        values = {**dict.fromkeys(chosen(asked, name), 0), **counts.of(name)}
        choices = [
            choice(asked, name, value, names.of(name, value), count)
            for value, count in values.items()
        ]
        if choices and (len(choices) > 1 or chosen(asked, name)):
            found.append(Facet(name, str(TITLES[name]), sorted(choices, key=ORDER[name])))
    return found


def chosen(asked: Asked, name: str) -> tuple[str, ...]:
    value = asked.criteria.get(name, ())
    return (value,) if isinstance(value, str) else value


def choice(asked: Asked, name: str, value: str, words: str, count: int) -> Choice:
    target = asked.choosing(name, value)
    target = target.without(*DROPPED_WITH.get(name, ()))
    return Choice(
        facet=name,
        value=value,
        name=words,
        count=count,
        address=address(target),
        is_post=must_post(target),
        is_chosen=value in chosen(asked, name),
    )


def removable(asked: Asked, counts: Counts, names: Names) -> list[Choice]:
    """What is chosen, each with the list without it and, of a sole value, how many that has."""
    found = []
    for name in ("kind", *FACETS):
        values = chosen(asked, name)
        for value in values:
            others = tuple(one for one in values if one != value)
            target = asked.without(name, *DROPPED_WITH.get(name, ()))
            if others:
                target = Asked(
                    kind=asked.kind,
                    criteria={**asked.criteria, name: others},
                    nearness=asked.nearness,
                    cursor="",
                    format="",
                    is_post=asked.is_post,
                )
            found.append(
                Choice(
                    facet=name,
                    value=value,
                    name=names.of(name, value),
                    count=0 if others else counts.without.get(name, 0),
                    address=address(target),
                    is_post=must_post(target),
                    is_chosen=True,
                )
            )
    return found


def _by_order(values: list[str]) -> Callable[[Choice], tuple[int, str]]:
    return lambda one: (values.index(one.value), one.value)


ORDER: dict[str, Callable[[Choice], tuple]] = {
    "category": lambda one: (-one.count, one.name, one.value),
    "label": _by_order(Label.values),
    "department": lambda one: (-one.count, one.value),
    "audience": _by_order(Audience.values),
    "filiere": lambda one: (-one.count, one.name.lower(), one.value),
    "platform": _by_order(list(PLATFORM)),
}
