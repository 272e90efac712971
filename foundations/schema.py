"""Shapes that the published schema shares between apps: problems and GeoJSON."""

from rest_framework import serializers


class GeoJSONPointSerializer(serializers.Serializer):
    type = serializers.ChoiceField(["Point"])
    coordinates = serializers.ListField(
        child=serializers.FloatField(), min_length=2, max_length=2, help_text="longitude, latitude"
    )


class GeoJSONFeatureSerializer(serializers.Serializer):
    type = serializers.ChoiceField(["Feature"])
    id = serializers.CharField()
    geometry = GeoJSONPointSerializer(allow_null=True)
    properties = serializers.DictField()


class GeoJSONSerializer(serializers.Serializer):
    """RFC 7946."""

    type = serializers.ChoiceField(["FeatureCollection"])
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
    errors = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()),
        help_text="par champ, ce qui ne va pas",
    )


PROBLEM = {(400, "application/problem+json"): ProblemSerializer}
NOT_FOUND = {(404, "application/problem+json"): ProblemSerializer}
