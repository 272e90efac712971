"""A planner's question as people and programs write it: the parameters of an address."""

from collections.abc import Callable, Iterable
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foundations.problems import Problem
from routing.coverage import origins
from routing.coverage.question import (
    LONGEST_MINUTES,
    MOST_THRESHOLDS,
    USUAL_MINUTES,
    USUAL_THRESHOLDS,
    CoverageQuestion,
)
from routing.coverage.subject import LABELS, READERS, Kind

FORMATS = ("json", "csv", "xlsx", "gpkg", "geojson", "parquet")
KINDS: tuple[Kind, ...] = tuple(READERS)


def departments() -> set[str]:
    """The codes of departments and collectivities, from memory."""
    return {row.code for row in origins.current().departments}


def regions() -> set[str]:
    return {row.region for row in origins.current().departments if row.region}


@extend_schema_field({"type": "string", "examples": ["94,77"]})
class Codes(serializers.Field):
    """Codes by commas, each among those that `known` gives."""

    def __init__(self, known: Callable[[], set[str]], otherwise: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.known, self.otherwise = known, otherwise

    def to_internal_value(self, data: Any) -> tuple[str, ...]:
        codes = tuple(dict.fromkeys(code.strip().upper() for code in str(data).split(",")))
        known = self.known()
        if unknown := [code for code in codes if code not in known]:
            raise serializers.ValidationError(f"{self.otherwise} : {', '.join(unknown)[:80]}")
        return codes


@extend_schema_field({"type": "string", "examples": ["30,60,90"]})
class Thresholds(serializers.Field):
    """Whole minutes by commas, in any order."""

    def to_internal_value(self, data: Any) -> tuple[int, ...]:
        parts = [part.strip() for part in str(data).split(",")]
        if len(parts) > MOST_THRESHOLDS:
            raise serializers.ValidationError(f"au plus {MOST_THRESHOLDS} seuils")
        if not all(part.isascii() and part.isdecimal() and len(part) <= 4 for part in parts):
            raise serializers.ValidationError("attendu : des minutes entières, par des virgules")
        minutes = tuple(sorted({int(part) for part in parts}))
        if not 1 <= minutes[0] <= minutes[-1] <= LONGEST_MINUTES:
            raise serializers.ValidationError(f"attendu : entre 1 et {LONGEST_MINUTES} minutes")
        return minutes


class CoverageParameters(serializers.Serializer):
    """Which centres (exactly one of the first four), for whom, how near, where."""

    disease = serializers.IntegerField(
        min_value=1, max_value=9_999_999, required=False, help_text="code ORPHA"
    )
    network = serializers.CharField(
        max_length=60, required=False, help_text="adresse courte d'un réseau"
    )
    filiere = serializers.CharField(
        max_length=30, required=False, help_text="code d'une filière de santé maladies rares"
    )
    label = serializers.ChoiceField(choices=list(LABELS), required=False, help_text="un label")
    audience = serializers.ChoiceField(
        choices=["child", "adult"],
        required=False,
        help_text="pour qui ; les sites qui ne disent pas qui ils reçoivent comptent à part",
    )
    minutes = serializers.IntegerField(
        min_value=1,
        max_value=LONGEST_MINUTES,
        default=USUAL_MINUTES,
        help_text="le seuil en minutes de voiture (une convention)",
    )
    thresholds = Thresholds(
        required=False, help_text="seuils des parts de population ; 30,60,90 sans ce paramètre"
    )
    region = Codes(regions, "région inconnue", required=False, help_text="codes de régions")
    departments = Codes(
        departments, "département inconnu", required=False, help_text="codes de départements"
    )

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        kinds = [kind for kind in KINDS if kind in given]
        if len(kinds) != 1:
            one_of = ", ".join(f"`{kind}`" for kind in KINDS)
            raise serializers.ValidationError({"disease": [f"un seul de {one_of} est attendu"]})
        if "region" in given and "departments" in given:
            raise serializers.ValidationError({"region": ["ou bien `departments`, pas les deux"]})
        return given

    @classmethod
    def names(cls) -> Iterable[str]:
        return cls().fields


def read(given: dict[str, Any]) -> CoverageQuestion:
    """The question that parameters make. Raises Problem with what is wrong with each field."""
    form = CoverageParameters(data=given)
    if not form.is_valid():
        raise Problem(
            code="invalid",
            detail="La question ne peut pas être lue.",
            errors={name: [str(error) for error in errors] for name, errors in form.errors.items()},
        )
    asked = form.validated_data
    kind: Kind = next(kind for kind in KINDS if kind in asked)
    return CoverageQuestion(
        kind=kind,
        code=str(asked[kind]),
        audience=asked.get("audience"),
        minutes=asked["minutes"],
        thresholds=asked.get("thresholds", USUAL_THRESHOLDS),
        departments=_departments(asked),
    )


def _departments(asked: dict[str, Any]) -> tuple[str, ...]:
    if "region" in asked:
        rows = origins.current().departments
        return tuple(row.code for row in rows if row.region in asked["region"])
    return tuple(sorted(asked.get("departments", ())))
