"""The values that the directory's filters take: "a,b" in a URL, also ["a", "b"] in JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from foundations.geography import OutsideFrance, point


@dataclass(frozen=True, slots=True)
class Spot:
    """A position given by a client; `Located`."""

    point: Any


class Degrees(serializers.Field):
    """Degrees (WGS 84), longitude first: "2.45,48.79", or [2.45, 48.79] in JSON."""

    expected: tuple[str, ...] = ("longitude", "latitude")

    def to_internal_value(self, data: Any) -> Any:
        parts = data.split(",") if isinstance(data, str) else data
        if not isinstance(parts, list) or len(parts) != len(self.expected):
            raise serializers.ValidationError(f"attendu : {','.join(self.expected)}")
        return [
            self.degree(part, ("longitude", 180) if index % 2 == 0 else ("latitude", 90))
            for index, part in enumerate(parts)
        ]

    def degree(self, value: Any, bound: tuple[str, int]) -> float:
        name, limit = bound
        try:
            number = float(value) if isinstance(value, str | int | float) else None
        except (ValueError, OverflowError):
            number = None
        if number is None or isinstance(value, bool):
            raise serializers.ValidationError(f"attendu : {','.join(self.expected)}, en degrés")
        if not -limit <= number <= limit:  # false for NaN too
            raise serializers.ValidationError(
                f"{name} {number:g} : attendue entre -{limit} et {limit}"
            )
        return number


@extend_schema_field({"type": "string", "examples": ["2.4554,48.7771"]})
class Position(Degrees):
    """A place in France."""

    def to_internal_value(self, data: Any) -> Spot:
        lon, lat = super().to_internal_value(data)
        try:
            return Spot(point(lon=lon, lat=lat))
        except OutsideFrance:
            raise serializers.ValidationError(
                f"longitude {lon:g}, latitude {lat:g} : hors de France (la longitude vient d'abord)"
            ) from None


@extend_schema_field({"type": "string", "examples": ["1.4,48.1,3.6,49.3"]})
class Box(Degrees):
    """West, south, east, north; never across the antimeridian, where no territory of ours lies."""

    expected = ("ouest", "sud", "est", "nord")

    def to_internal_value(self, data: Any) -> tuple[float, float, float, float]:
        west, south, east, north = super().to_internal_value(data)
        if west >= east or south >= north:
            raise serializers.ValidationError("attendu : ouest < est et sud < nord")
        return west, south, east, north


@extend_schema_field({"type": "string"})
class Choices(serializers.Field):
    """One or more of a few words."""

    def __init__(self, choices: Sequence[str], **kwargs: Any) -> None:
        super().__init__(
            help_text=f"un ou plusieurs, par des virgules, de : {', '.join(choices)}", **kwargs
        )
        self.choices = tuple(choices)

    def to_internal_value(self, data: Any) -> tuple[str, ...]:
        values = data.split(",") if isinstance(data, str) else data
        if not isinstance(values, list) or not values:
            raise serializers.ValidationError(f"attendu : {', '.join(self.choices)}")
        for value in values:
            if value not in self.choices:
                raise serializers.ValidationError(
                    f"« {str(value)[:40]} » inconnu ; attendu : {', '.join(self.choices)}"
                )
        return tuple(values)
