"""Shapes that the published schema shares between apps: words, problems and GeoJSON."""

from collections.abc import Iterable
from typing import Any

from drf_spectacular.drainage import set_override
from rest_framework import serializers


class OneOf(serializers.CharField):
    """One of a few words, each described where it stands: no shared name to clash with another.

    Takes words, or (word, French label) pairs as Django's choices give them. It describes an
    answer; it checks nothing.
    """

    def __init__(self, choices: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        pairs = [(one, one) if isinstance(one, str) else one for one in choices]
        words = [{"const": word, "title": str(label)} for word, label in pairs]
        set_override(self, "field", {"oneOf": words})


class GeoJSONPointSerializer(serializers.Serializer):
    type = OneOf(["Point"])
    coordinates = serializers.ListField(
        child=serializers.FloatField(), min_length=2, max_length=2, help_text="longitude, latitude"
    )


class GeoJSONFeatureSerializer(serializers.Serializer):
    type = OneOf(["Feature"])
    id = serializers.CharField()
    geometry = GeoJSONPointSerializer(allow_null=True)
    properties = serializers.DictField()


class GeoJSONSerializer(serializers.Serializer):
    """RFC 7946."""

    type = OneOf(["FeatureCollection"])
    bbox = serializers.ListField(
        child=serializers.FloatField(), min_length=4, max_length=4, required=False
    )
    features = GeoJSONFeatureSerializer(many=True)


class ProblemSerializer(serializers.Serializer):
    """RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField(help_text="stable, pour les programmes")
    errors = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField()),
        help_text="par champ, ce qui ne va pas",
    )


PROBLEM = {(400, "application/problem+json"): ProblemSerializer}
NOT_FOUND = {(404, "application/problem+json"): ProblemSerializer}
