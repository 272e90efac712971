"""Which structures a client asks for: read strictly, then said in the verbs of the directory."""

import math
from typing import Any

from django.db.models import Q
from rest_framework import serializers
from rest_framework.request import Request

from diseases.models import Disease, Filiere
from foundations.http import query_values
from foundations.names import named
from foundations.problems import Problem, refuse_unknown_parameters
from foundations.text import fold
from structures.claims import answering_claims
from structures.models import (
    Audience,
    Category,
    Establishment,
    Label,
    Network,
    Service,
    Structure,
    StructureQuerySet,
)
from structures.parameters import Box, Choices, Position
from territories.models import Commune, Department

Criteria = dict[str, Any]
"""Validated parameters by name; a parameter that was not given is absent."""

DISEASE_PARAMETERS = ("disease", "network", "filiere")
"""What tells a disease or a group of diseases: never in a URL with a private place."""

SMALLEST_PUBLIC_BOX_KM2 = 5_000
"""Area of a middling department; the place of a person could be read in a smaller box."""

PLATFORM = {
    "member": (
        Establishment.Platform.LEADER,
        Establishment.Platform.MEMBER,
        Establishment.Platform.MEMBER_SITE,
    ),
    "affiliate": (Establishment.Platform.AFFILIATE, Establishment.Platform.AFFILIATE_SITE),
}
"""What a hospital is to the ESMARA platform; what it houses is found with it."""

EARTH_RADIUS_KM = 6371.0088
FARTHEST_KM = 20_100  # half the way round the Earth
LONGEST_PAGE = 500


class StructureParameters(serializers.Serializer):
    """Filters of the directory; they add up."""

    kind = Choices(Structure.Kind.values, required=False)
    category = Choices(Category.values, required=False)
    relevance = Choices(Service.Relevance.values, required=False)
    label = Choices(Label.values, required=False)
    audience = Choices(Audience.values, required=False)
    platform = Choices(tuple(PLATFORM), required=False)
    q = serializers.CharField(
        max_length=100, required=False, help_text="début d'un ou de plusieurs mots du nom"
    )
    filiere = serializers.CharField(
        max_length=30, required=False, help_text="code d'une filière de santé maladies rares"
    )
    network = serializers.CharField(
        max_length=60, required=False, help_text="adresse courte d'un réseau"
    )
    disease = serializers.IntegerField(
        min_value=1,
        max_value=9_999_999,
        required=False,
        help_text="code ORPHA : les centres dont le réseau annonce cette maladie ou un groupe "
        "qui la contient",
    )
    department = serializers.CharField(
        max_length=3, required=False, help_text="code d'un département : 94, 2A, 972"
    )
    commune = serializers.CharField(
        max_length=5, required=False, help_text="code INSEE d'une commune"
    )
    bbox = Box(required=False, help_text="ouest,sud,est,nord en degrés (WGS 84)")
    near = Position(
        required=False,
        help_text="longitude,latitude en degrés (WGS 84) : du plus proche au plus loin",
    )
    radius_km = serializers.FloatField(
        min_value=0.001,
        max_value=FARTHEST_KM,
        required=False,
        help_text="au plus à ce nombre de kilomètres de `near`",
    )

    def validate_q(self, typed: str) -> str:
        if not fold(typed):
            raise serializers.ValidationError("aucune lettre ni aucun chiffre")
        return typed

    def validate_filiere(self, code: str) -> str:
        return self._known(Filiere, code, "filière inconnue")

    def validate_network(self, slug: str) -> str:
        return self._known(Network, slug, "réseau inconnu")

    def validate_disease(self, orpha: int) -> int:
        return self._known(Disease, orpha, "code ORPHA inconnu")

    def validate_department(self, code: str) -> str:
        return self._known(Department, code, "département inconnu")

    def validate_commune(self, code: str) -> str:
        return self._known(Commune, code, "commune inconnue")

    @staticmethod
    def _known(model: Any, key: Any, otherwise: str) -> Any:
        if not model.objects.filter(pk=key).exists():
            raise serializers.ValidationError(otherwise)
        return key

    def validate(self, criteria: Criteria) -> Criteria:
        if "radius_km" in criteria and "near" not in criteria:
            raise serializers.ValidationError({"radius_km": "demande aussi `near`"})
        return criteria


class PageParameters(StructureParameters):
    """Filters, and which page of what they find."""

    limit = serializers.IntegerField(
        min_value=1, max_value=LONGEST_PAGE, default=50, help_text="structures par page"
    )
    cursor = serializers.CharField(
        max_length=300, required=False, help_text="`next_cursor` de la page précédente"
    )


def read_query(request: Request, parameters: type[StructureParameters]) -> Criteria:
    """The criteria of a URL. Raises Problem `use_post` when they tell who asks about what."""
    criteria = _validated(query_values(request, parameters().fields), parameters)
    if tells_a_private_place(criteria) and any(name in criteria for name in DISEASE_PARAMETERS):
        raise Problem(
            code="use_post",
            detail="Une maladie et un lieu précis ne figurent jamais ensemble dans une adresse : "
            "envoyez les mêmes paramètres en JSON par POST, à la même adresse.",
        )
    return criteria


def read_body(body: dict[str, Any], parameters: type[StructureParameters]) -> Criteria:
    """The criteria of a JSON body; null means not given."""
    refuse_unknown_parameters(set(body), set(parameters().fields))
    return _validated(
        {name: value for name, value in body.items() if value is not None}, parameters
    )


def _validated(given: dict[str, Any], parameters: type[StructureParameters]) -> Criteria:
    reader = parameters(data=given)
    reader.is_valid(raise_exception=True)
    return reader.validated_data


def tells_a_private_place(criteria: Criteria) -> bool:
    """Whether the criteria may hold where a person lives: a typed name may be that of a town."""
    if {"near", "commune", "q"} & criteria.keys():
        return True
    return "bbox" in criteria and area_km2(criteria["bbox"]) < SMALLEST_PUBLIC_BOX_KM2


def area_km2(bbox: tuple[float, float, float, float]) -> float:
    """Area on the sphere of a box of degrees: west, south, east, north."""
    west, south, east, north = (math.radians(degrees) for degrees in bbox)
    return EARTH_RADIUS_KM**2 * (east - west) * (math.sin(north) - math.sin(south))


def select(criteria: Criteria) -> StructureQuerySet:
    """The published structures that meet the criteria, in no order yet."""
    found = Structure.objects.published()
    equal = {
        "kind__in": criteria.get("kind"),
        "service__category__in": criteria.get("category"),
        "service__relevance__in": criteria.get("relevance"),
        "centre__label__in": criteria.get("label"),
        "centre__network__filiere": criteria.get("filiere"),
        "centre__network": criteria.get("network"),
        "commune": criteria.get("commune"),
    }
    found = found.filter(**{name: value for name, value in equal.items() if value is not None})
    if "audience" in criteria:
        welcome = welcoming(criteria["audience"])
        found = found.filter(Q(centre__audience__in=welcome) | Q(service__audience__in=welcome))
    if "platform" in criteria:
        found = found.filter(in_platform(criteria["platform"]))
    if "q" in criteria:
        found = named(found, criteria["q"])
    if "disease" in criteria:
        found = found.filter(centre__network__in=networks_for(criteria["disease"]))
    if "department" in criteria:
        found = found.in_department(criteria["department"])
    if "bbox" in criteria:
        found = found.in_bbox(criteria["bbox"])
    if "radius_km" in criteria:
        found = found.within(criteria["near"], criteria["radius_km"])
    return found


def welcoming(audiences: tuple[str, ...]) -> set[str]:
    """What is for children and adults welcomes either; "unknown" is asked for by its name."""
    either = {Audience.BOTH.value} if {Audience.ADULT, Audience.CHILD} & set(audiences) else set()
    return {*audiences, *either}


def in_platform(roles: tuple[str, ...]) -> Q:
    """Establishments that have one of the roles in the platform, and what they house."""
    places = [place for role in roles for place in PLATFORM[role]]
    return (
        Q(as_establishment__platform__in=places)
        | Q(centre__establishment__platform__in=places)
        | Q(service__establishment__platform__in=places)
    )


def networks_for(orpha: int) -> list[str]:
    """Slugs of the networks that answer for a disease."""
    return list(answering_claims(Disease.objects.get(orpha=orpha)))
