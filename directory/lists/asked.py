"""What is asked of a list. Facets stand in the address; what a person types about where they live
comes in the body of a POST alone, and so does a typed name beside a filière."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from rest_framework import serializers

from directory.lists.kinds import ASSOCIATION
from foundations.http import query_values
from foundations.problems import Problem
from foundations.spreadsheets import CONTENT_TYPES
from foundations.text import LONGEST_USEFUL_TEXT
from structures.filters import (
    DISEASE_PARAMETERS,
    Criteria,
    StructureParameters,
    tells_a_private_place,
)
from territories.locating import place_of_commune
from territories.place import Place
from territories.resolution import resolve

FACETS = ("category", "department", "audience", "filiere", "label", "platform")
"""Those that stand in the query of an address, in this order; the kind is in its path."""

TYPED = ("q", "place", "commune", "commune_text", "cursor", "format")
"""What a POST carries in its body."""


class ListParameters(StructureParameters):
    """The filters of the machine interface that a list has, and which page or file is wanted."""

    kind = relevance = network = disease = commune = bbox = near = radius_km = None  # type: ignore[assignment]
    cursor = serializers.CharField(max_length=600, required=False)
    format = serializers.ChoiceField(tuple(CONTENT_TYPES), required=False)


@dataclass(frozen=True, slots=True)
class Nearness:
    """The place from which distances are told: none was asked, one was found, or several may be
    meant. `error` says what is wrong with the text that was typed."""

    typed: str = ""
    place: Place | None = None
    choices: tuple[Place, ...] = ()
    error: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """`criteria` are those of `structures.filters`; a kind is one of `directory.lists.kinds`."""

    kind: str
    criteria: Criteria
    nearness: Nearness
    cursor: str
    format: str
    is_post: bool

    @property
    def q(self) -> str:
        return self.criteria.get("q", "")

    @property
    def place(self) -> Place | None:
        return self.nearness.place

    @property
    def is_private(self) -> bool:
        """Whether no cache may keep the answer."""
        return self.is_post or tells_a_private_place(self.criteria)

    def without(self, *names: str) -> "Asked":
        kept = {name: value for name, value in self.criteria.items() if name not in names}
        kind = "" if "kind" in names else self.kind
        return replace(self, kind=kind, criteria=kept)

    def choosing(self, name: str, value: str) -> "Asked":
        """The same with one facet chosen otherwise."""
        if name == "kind":
            return replace(self, kind=value, criteria=with_kind(self.criteria, value))
        single = name in {"department", "filiere"}
        return replace(self, criteria={**self.criteria, name: value if single else (value,)})


def read(request: HttpRequest, kind: str) -> Asked:
    """Raises Problem, with the parameter named in `errors`, when a value is not known; `use_post`
    when an address tells a filière and a typed name, which may be that of a town."""
    given = query_values(request, ListParameters().fields)
    given = {name: value for name, value in given.items() if value.strip()}
    refuse_private_address(given)
    is_post = request.method == "POST"
    if is_post:
        typed = {name: request.POST.get(name, "").strip() for name in TYPED}
        given |= {name: value for name, value in typed.items() if value}
    criteria = validated(given)
    return Asked(
        kind=kind,
        cursor=criteria.pop("cursor", ""),
        format=criteria.pop("format", ""),
        criteria=with_kind(criteria, kind),
        nearness=nearness(typed) if is_post else Nearness(),
        is_post=is_post,
    )


def refuse_private_address(given: dict[str, str]) -> None:
    if tells_a_private_place(given) and any(name in given for name in DISEASE_PARAMETERS):
        raise Problem(
            code="use_post",
            detail=gettext(
                "Un nom que vous tapez et une filière ne figurent jamais ensemble dans une adresse."
            ),
        )


def validated(given: dict[str, str]) -> Criteria:
    fields = ListParameters().fields
    reader = ListParameters(data={name: given[name] for name in given if name in fields})
    if not reader.is_valid():
        raise Problem(
            code="invalid",
            detail=gettext("Une valeur de cette adresse n’est pas connue."),
            errors={name: [str(one) for one in said] for name, said in reader.errors.items()},
        )
    return dict(reader.validated_data)


def with_kind(criteria: Criteria, kind: str) -> Criteria:
    """An association is no kind of structure: `directory.lists.rows` tells them apart."""
    kept = {name: value for name, value in criteria.items() if name != "kind"}
    return {"kind": (kind,), **kept} if kind else kept


def nearness(typed: dict[str, str]) -> Nearness:
    """The place that was chosen or typed. A choice holds for the text it was made for only."""
    text, commune = typed["place"][:LONGEST_USEFUL_TEXT], typed["commune"]
    if commune and text in {"", typed["commune_text"]}:
        found = place_of_commune(commune)
        if found is None:
            return Nearness(text, error=gettext("Ce choix n’existe pas."))
        return standing(text or found.name, found)
    if not text:
        return Nearness()
    meant = resolve(text)
    if meant.place:
        return standing(text, meant.place)
    if choices := meant.places or meant.suggestions:
        return Nearness(text, choices=choices)
    return Nearness(
        text,
        error=gettext(
            "Nous ne connaissons pas ce lieu. Vérifiez le code postal ou le nom de la commune."
        ),
    )


def standing(text: str, place: Place) -> Nearness:
    if place.point is None:
        return Nearness(text, error=gettext("Nous ne connaissons pas la position de ce lieu."))
    return Nearness(text, place=place)


def machine_query(asked: Asked) -> dict[str, Any]:
    """The same filters as parameters of /api/v1/structures; empty where it has no such list."""
    if asked.kind == ASSOCIATION or asked.is_private:
        return {}
    return {
        name: ",".join(value) if isinstance(value, tuple) else value
        for name, value in asked.criteria.items()
    }
